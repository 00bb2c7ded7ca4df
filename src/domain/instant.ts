/** A moment as whole milliseconds since 1970-01-01T00:00:00Z. "Now" always arrives as an argument. */
export type Instant = number & { readonly __unit: "milliseconds since the epoch" };

/** A length of time in days; may be fractional. */
export type Days = number & { readonly __unit: "days" };

export const millisecondsPerDay = 86_400_000;

export const instant = (milliseconds: number): Instant => milliseconds as Instant;

export const days = (count: number): Days => count as Days;

/** Reads an ISO 8601 text or a number of milliseconds; null for everything that is not a moment. */
export function parseInstant(value: unknown): Instant | null {
  if (typeof value === "number") return Number.isFinite(value) ? instant(value) : null;
  const milliseconds = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? null : instant(milliseconds);
}

export const addDays = (from: Instant, length: Days): Instant => instant(from + length * millisecondsPerDay);

export const addMilliseconds = (from: Instant, length: number): Instant => instant(from + length);

/** The same day and time so many calendar months later, clamped to the month's last day (UTC). */
export function addMonths(from: Instant, months: number): Instant {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return instant(date.getTime());
}

export const daysBetween = (from: Instant, to: Instant): Days => days((to - from) / millisecondsPerDay);

/** The minute a moment lies in. Words about time change with it and no more often. */
export const wholeMinute = (at: Instant): Instant => instant(at - (at % 60_000));

/** The date in UTC as `yyyy-mm-dd`. */
export const isoDate = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

/** The moment in UTC as ISO 8601 with milliseconds. */
export const isoInstant = (at: Instant): string => new Date(at).toISOString();
