import { issuerRetirement } from "../federation/issuer";
import { isoDate, type Instant } from "../instant";
import type { Row } from "../inventory";
import { localDay, type ZoneOffset } from "../time-zone";
import { notesOf, type ExportFacts, type ExportWords } from "./table";

/** One all-day entry of a calendar file. */
export type CalendarEvent = {
  /** The same for the same thing in every export, so that a calendar replaces its entry instead of adding one. */
  readonly uid: string;
  /** `yyyy-mm-dd` in the user's zone. */
  readonly date: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string | null;
  /** Alarms so many days before, the earliest first; only those that still lie ahead. */
  readonly alarmDays: readonly number[];
};

/** A calendar of all ends that lie ahead. */
export type Calendar = {
  readonly name: string;
  readonly description: string;
  readonly madeAt: Instant;
  readonly events: readonly CalendarEvent[];
  /** Rows without an entry: already expired, or without a date. */
  readonly leftOut: { readonly expired: number; readonly undated: number };
};

export type CalendarWords = Pick<ExportWords, "madeAt" | "unread" | "nothingUnread"> & {
  readonly calendarName: string;
  readonly summary: (row: Row) => string;
  readonly description: (row: Row) => string;
  readonly issuerSummary: (count: number) => string;
  readonly leftOut: (expired: number, undated: number) => string;
};

export type CalendarFacts = ExportFacts & {
  readonly organizationId: string;
  /** Days before the end, widest first, from the settings. */
  readonly bands: readonly number[];
  readonly zone: ZoneOffset;
  /** The page on which a row is renewed; null where it has none. */
  readonly urlOf: (row: Row) => string | null;
};

/** Names of connections listed in one entry before the rest is counted. */
const namesListed = 50;

/** Entries for every end ahead of `madeAt`, soonest first; the issuer's retirement is one entry for all it touches. */
export function calendarOf(facts: CalendarFacts, words: CalendarWords): Calendar {
  const { rows, madeAt } = facts;
  const notes = notesOf(facts, words).join("\n");
  const ahead = rows
    .filter(({ cliff }) => cliff !== null && cliff > madeAt)
    .sort((a, b) => (a.cliff ?? 0) - (b.cliff ?? 0) || (a.connection.id < b.connection.id ? -1 : 1));
  const own = ahead.filter(({ expiry }) => expiry.state !== "issuer-retires");
  const retiring = ahead.filter(({ expiry }) => expiry.state === "issuer-retires");
  const undated = rows.filter(({ cliff }) => cliff === null).length;
  const expired = rows.length - undated - ahead.length;
  return {
    name: words.calendarName,
    description: [words.leftOut(expired, undated), notes].join("\n"),
    madeAt,
    events: [
      ...own.map((row) => eventOf(row, facts, words, notes)),
      ...(retiring.length === 0 ? [] : [issuerEvent(retiring, facts, words, notes)]),
    ],
    leftOut: { expired, undated },
  };
}

function eventOf(row: Row, facts: CalendarFacts, words: CalendarWords, notes: string): CalendarEvent {
  const at = row.cliff ?? facts.madeAt;
  return {
    uid: `connection-${row.connection.id.toLowerCase()}@${facts.organizationId.toLowerCase()}`,
    date: localDay(at, facts.zone),
    summary: words.summary(row),
    description: [words.description(row), notes].join("\n\n"),
    url: facts.urlOf(row),
    alarmDays: alarmsOf(at, facts),
  };
}

function issuerEvent(
  retiring: readonly Row[],
  facts: CalendarFacts,
  words: CalendarWords,
  notes: string,
): CalendarEvent {
  const names = retiring.map(({ connection }) => `${connection.project.name}: ${connection.name}`);
  const more = names.length - namesListed;
  const listed = [...names.slice(0, namesListed), ...(more > 0 ? [`+${more}`] : [])].join("\n");
  return {
    uid: `issuer-retirement@${facts.organizationId.toLowerCase()}`,
    // A calendar day, not a moment: it is the same one in every zone (W1).
    date: isoDate(issuerRetirement),
    summary: words.issuerSummary(retiring.length),
    description: [listed, notes].join("\n\n"),
    url: null,
    alarmDays: alarmsOf(issuerRetirement, facts),
  };
}

/** An alarm whose day has passed would ring at once for every entry on import. */
const alarmsOf = (at: Instant, { bands, madeAt }: CalendarFacts): readonly number[] =>
  [...new Set(bands)].sort((a, b) => b - a).filter((days) => at - days * 86_400_000 > madeAt);
