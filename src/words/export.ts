import { findingsOf, nothingLearned, type Learned } from "../domain/findings/finding";
import type { CalendarWords } from "../domain/export/calendar";
import type { ExportColumn, ExportWords, Unread } from "../domain/export/table";
import { isoDate, isoInstant, type Instant } from "../domain/instant";
import type { Row } from "../domain/inventory";
import { certaintyText, certaintyWord } from "./certainty";
import { countText, kindText, numberText } from "./common";
import { stateFilterText } from "./connection-state";
import { creatorStateText } from "./creator";
import { findingSummary } from "./finding-labels";
import { dateTimeText, expiryDetail, expiryText, utcText, type DateStyle } from "./expiry";
import { failureWords } from "./failure";
import { verdictWords } from "./verdict";
import { isolated } from "./isolated";

const headings: Readonly<Record<ExportColumn, string>> = {
  name: "Name",
  project: "Project",
  kind: "Kind",
  type: "Type",
  state: "State",
  expiry: "Expiry",
  date: "Date (UTC)",
  latest: "Latest date (UTC)",
  source: "Source and certainty",
  findings: "Findings",
  app: "App registration",
  owner: "Created by",
  creator: "Creator is",
  verification: "Verification",
  verified: "Verified at (UTC)",
  snoozed: "Snoozed until (UTC)",
  id: "Id",
  link: "Link",
};

/** What was learned of a row beside the list; an export tells what the page tells. */
export type LearnedOf = (row: Row) => Learned;

/** The address at which a connection is opened. */
export type LinkOf = (row: Row) => string;

type Telling = {
  readonly now: Instant;
  readonly dates: DateStyle;
  readonly learnedOf: LearnedOf;
  readonly linkOf: LinkOf;
};

function cellOf(column: ExportColumn, row: Row, { now, dates, learnedOf, linkOf }: Telling): string {
  const { connection, record, expiry, app, cliff } = row;
  const verification = record?.verification ?? null;
  switch (column) {
    case "name":
      return connection.name;
    case "project":
      return connection.project.name;
    case "kind":
      return kindText(connection.kind);
    case "type":
      return connection.type;
    case "state":
      return stateFilterText(
        connection.disabled ? "disabled" : connection.state === "ready" ? "ready" : connection.state,
      );
    case "expiry":
      return expiryText(expiry, now, dates);
    case "date":
      return cliff === null || expiry.state === "refused-as-expired" ? "" : isoDate(cliff);
    case "latest":
      return expiry.state === "between" ? isoDate(expiry.to) : "";
    case "source":
      return certaintyText(expiry);
    case "findings":
      return findingSummary(findingsOf(row, now, learnedOf(row)));
    case "creator":
      return connection.createdBy === null ? "" : creatorStateText(connection.creatorState);
    case "app":
      return app.state === "found"
        ? `${isolated(app.app.displayName)} (${app.app.appId})`
        : (connection.appId ?? "");
    case "owner":
      return connection.createdBy?.name ?? "";
    case "verification":
      return verification === null
        ? "Not verified"
        : verdictWords({ word: verification.word, code: verification.code, remedy: "none" }).label;
    case "verified":
      return verification === null ? "" : isoInstant(verification.at);
    case "snoozed":
      return record?.snooze == null || record.snooze.until <= now ? "" : isoDate(record.snooze.until);
    case "id":
      return connection.id;
    case "link":
      return linkOf(row);
  }
}

/** Part of the view that is missing from an export. */
export function unreadText(part: Unread): string {
  switch (part.kind) {
    case "project":
      return `Not read: project ${isolated(part.project.name)}. ${failureWords(part.failure).happened}`;
    case "projects":
      return `Not read: the list of projects. ${failureWords(part.failure).happened}`;
    case "graph":
      return `${graphText(part)}${part.failure === null ? "" : ` ${failureWords(part.failure).happened}`}`;
    case "records":
      return `Not read: records of earlier verifications, dates and snoozes${part.unreadable > 0 ? ` (${numberText(part.unreadable)} couldn't be understood)` : ""}.${part.failure === null ? "" : ` ${failureWords(part.failure).happened}`}`;
    case "settings":
      return `Not read: the settings; defaults were used. ${failureWords(part.failure).happened}`;
    case "details":
      return `Not visible: the details of ${countText(part.connections, "connection", "connections")}.`;
    case "still-loading":
      return "Created while the page was still loading: more may be missing.";
  }
}

/** What Graph didn't tell: of everything, or of some connections beside others that it did tell of. */
const graphText = ({ connections, of }: Extract<Unread, { kind: "graph" }>): string =>
  connections === of
    ? "Not read: Microsoft Graph, so some dates are estimates or unknown."
    : `Not read in Microsoft Graph: the app registrations of ${numberText(connections)} of ${countText(of, "connection", "connections")}, whose dates are from notes, estimated or unknown.`;

/** Words of a table, in the user's dates. */
export const exportWords = (
  now: Instant,
  dates: DateStyle,
  linkOf: LinkOf,
  learnedOf: LearnedOf = () => nothingLearned,
): ExportWords => ({
  heading: (column) => headings[column],
  cell: (column, row) => cellOf(column, row, { now, dates, learnedOf, linkOf }),
  madeAt: (at) => `Created on ${dateTimeText(at, dates.culture, dates.timeZone)} (${utcText(at)}).`,
  unread: unreadText,
  nothingUnread: "Everything in this view could be read.",
});

/** Words of a calendar. An entry says how sure its date is. */
export const calendarWords = (now: Instant, dates: DateStyle, scopeName: string): CalendarWords => {
  const { madeAt, unread, nothingUnread } = exportWords(now, dates, () => "");
  return {
    madeAt,
    unread,
    nothingUnread,
    calendarName: `Service connection renewal: ${scopeName}`,
    summary: ({ connection, expiry }) => `${summaryOf(expiry)}: ${isolated(connection.name)}`,
    description: ({ connection, expiry }) =>
      `Service connection ${isolated(connection.name)} in project ${isolated(connection.project.name)}. ${expiryDetail(expiry, dates)}. ${certaintyText(expiry)}`,
    issuerSummary: (count) =>
      `Azure DevOps' old token issuer retires (${countText(count, "service connection", "service connections")})`,
    leftOut: (expired, undated) =>
      `Without an entry: ${numberText(expired)} already expired, ${numberText(undated)} without a date.`,
  };
};

function summaryOf(expiry: Row["expiry"]): string {
  const word = certaintyWord(expiry);
  return word === "" ? "Expires" : `Expires (${word})`;
}
