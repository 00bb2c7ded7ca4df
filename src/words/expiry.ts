import { calendarDaysUntil, type Expiry, type ExpirySource, type UnknownReason } from "../domain/expiry";
import type { Instant } from "../domain/instant";
import type { ZoneOffset } from "../domain/time-zone";
import { countText } from "./common";

/** How dates are told to one user: their culture, and how far their zone is ahead of UTC. */
export type DateStyle = {
  readonly culture: string | undefined;
  readonly zone: ZoneOffset;
  /** IANA name, for tests; undefined is the zone of the browser. */
  readonly timeZone?: string | undefined;
};

/** The zone of the browser. */
export const localZone: ZoneOffset = (at) => -new Date(at).getTimezoneOffset();

const day = { day: "numeric", month: "short", year: "numeric" } as const;
const dayAndTime = { ...day, hour: "2-digit", minute: "2-digit" } as const;
/** "9:00 AM" where a day has twelve hours twice; "09:00" elsewhere. */
const twelveHours = { ...dayAndTime, hour: "numeric" } as const;

/** Made once for each way to write: making one takes longer than drawing a whole row. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(
  parts: Intl.DateTimeFormatOptions,
  culture = "en-GB",
  timeZone: string | undefined,
): Intl.DateTimeFormat {
  const key = `${String("hour" in parts)} ${culture} ${timeZone ?? ""}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const make = (wanted: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(culture, timeZone === undefined ? wanted : { ...wanted, timeZone });
  const first = make(parts);
  const made = "hour" in parts && first.resolvedOptions().hour12 === true ? make(twelveHours) : first;
  formats.set(key, made);
  return made;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * How most people's dates are written, without the browser's tables of a culture: reading those takes as long as drawing
 * the first rows. A test holds these to the tables.
 */
const plain = new Map<string, (date: number, month: number, year: number) => string>([
  ["en-US", (date, month, year) => `${String(months[month])} ${String(date)}, ${String(year)}`],
  [
    "en-GB",
    (date, month, year) => `${String(date)} ${month === 8 ? "Sept" : String(months[month])} ${String(year)}`,
  ],
]);

/** A date in the user's culture: "2 Dec 2026". */
export function dateText(at: Instant, culture = "en-GB", timeZone?: string): string {
  const written = timeZone === undefined || timeZone === "UTC" ? plain.get(culture) : undefined;
  if (written === undefined) return formatOf(day, culture, timeZone).format(at);
  const date = new Date(at);
  return timeZone === undefined
    ? written(date.getDate(), date.getMonth(), date.getFullYear())
    : written(date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear());
}

/** A moment in the user's culture with hours and minutes. */
export const dateTimeText = (at: Instant, culture?: string, timeZone?: string): string =>
  formatOf(dayAndTime, culture, timeZone).format(at);

/** The moment in UTC for tooltips: "2026-12-02 14:05 UTC". */
export const utcText = (at: Instant): string =>
  `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** How far a moment is away: "in 9 days", "3 days ago", "today". Calendar days of the user's zone. */
export function relativeText(at: Instant, now: Instant, zone: ZoneOffset = localZone): string {
  const left = calendarDaysUntil(at, now, zone);
  if (left === 0) return "today";
  return left > 0 ? `in ${countText(left, "day", "days")}` : `${countText(-left, "day", "days")} ago`;
}

/** How long ago, finer than a day: "just now", "5 minutes ago", "3 hours ago", "2 days ago". */
export function agoText(at: Instant, now: Instant): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${countText(minutes, "minute", "minutes")} ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${countText(hours, "hour", "hours")} ago`;
  return `${countText(Math.floor(hours / 24), "day", "days")} ago`;
}

/** "expires in 9 days", "expired 3 days ago", "expired today" once the moment has passed. */
function endText(at: Instant, now: Instant, zone: ZoneOffset): string {
  const passed = at <= now;
  return `${passed ? "expired" : "expires"} ${relativeText(at, now, zone)}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The words of an expiry cell. `now` and the zone decide the days. */
export function expiryText(
  expiry: Expiry,
  now: Instant,
  style: DateStyle = { culture: undefined, zone: localZone },
): string {
  switch (expiry.state) {
    case "at": {
      const end = endText(expiry.at, now, style.zone);
      return expiry.source === "estimate" ? `Estimated: ${end}` : capital(end);
    }
    case "between":
      return `Between ${dateText(expiry.from, style.culture, style.timeZone)} and ${dateText(expiry.to, style.culture, style.timeZone)}`;
    case "refused-as-expired":
      return "Expired";
    case "no-secret":
      return "No secret";
    case "issuer-retires":
      return `Issuer retires ${relativeText(expiry.at, now, style.zone)}`;
    case "unknown":
      return "Unknown";
  }
}

/** Where a date comes from and how sure it is, in a few words. */
export function sourceText(source: ExpirySource): string {
  switch (source) {
    case "note-matched-in-graph":
      return "the recorded secret, seen in Microsoft Graph";
    case "only-live-credential":
      return "the only valid credential in Microsoft Graph";
    case "last-credential-expired":
      return "the last credential in Microsoft Graph";
    case "note":
      return "from the note";
    case "typed":
      return "entered by an administrator";
    case "estimate":
      return "from the last save";
  }
}

/** Why no date is known, in a few words. */
export function unknownText(reason: UnknownReason): string {
  switch (reason) {
    case "not-visible":
      return "you may not see its details";
    case "no-note-and-no-graph":
      return "no date is recorded";
    case "graph-not-connected":
      return "Microsoft Graph isn't connected";
    case "graph-unavailable":
      return "Microsoft Graph couldn't be read";
    case "graph-no-right":
      return "no right to read it in Microsoft Graph";
    case "graph-wrong-tenant":
      return "its app registration is in another tenant";
    case "graph-pending":
      return "asking Microsoft Graph…";
    case "renewal-not-confirmed":
      return "its last save wasn't confirmed as a renewal";
    case "cloud-unsupported":
      return "Microsoft Graph can't be asked in its cloud";
    case "app-gone":
      return "its app registration wasn't found";
    case "no-credential":
      return "its app registration holds no such credential";
    case "never-entered":
      return "no date was entered";
  }
}

/** The second line of an expiry cell: the date, its source and how sure it is. */
export function expiryDetail(
  expiry: Expiry,
  style: DateStyle = { culture: undefined, zone: localZone },
): string {
  switch (expiry.state) {
    case "at":
      return `${dateText(expiry.at, style.culture, style.timeZone)}, ${sourceText(expiry.source)}`;
    case "between":
      return `Uncertain: ${countText(expiry.count, "valid credential", "valid credentials")} in Microsoft Graph`;
    case "refused-as-expired":
      return `refused at the last verification, ${dateText(expiry.seenAt, style.culture, style.timeZone)}`;
    case "no-secret":
      return "Nothing here expires";
    case "issuer-retires":
      return `${dateText(expiry.at, style.culture, "UTC")}, the old token issuer retires`;
    case "unknown":
      return capital(unknownText(expiry.reason));
  }
}

/** The second line of a row: the day alone where one is known, since the row's tooltip and detail name its source. */
export const dayText = (expiry: Expiry, style: DateStyle): string =>
  expiry.state === "at" ? dateText(expiry.at, style.culture, style.timeZone) : expiryDetail(expiry, style);

/** Dates of an expiry in UTC, for the tooltip; empty where there is none. */
export function expiryUtc(expiry: Expiry): string {
  switch (expiry.state) {
    case "at":
    case "issuer-retires":
      return utcText(expiry.at);
    case "between":
      return `${utcText(expiry.from)} to ${utcText(expiry.to)}`;
    case "refused-as-expired":
      return utcText(expiry.seenAt);
    case "no-secret":
    case "unknown":
      return "";
  }
}
