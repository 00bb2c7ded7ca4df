import type { ZoneOffset } from "../../domain/expiry";
import { addMilliseconds, instant, millisecondsPerDay, type Instant } from "../../domain/instant";

/** The day of a moment in the user's zone as a date field writes it: `yyyy-mm-dd`. */
export const dayOf = (at: Instant, zone: ZoneOffset): string =>
  new Date(at + zone(at) * 60_000).toISOString().slice(0, 10);

/** The first moment of a day in the user's zone; null for what is no date. */
export function startOfDay(text: string, zone: ZoneOffset): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const wall = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(wall)) return null;
  const near = instant(wall - zone(instant(wall)) * 60_000);
  return instant(wall - zone(near) * 60_000);
}

/** The last minute of a day: what expires on a day is good for that day. */
export function endOfDay(text: string, zone: ZoneOffset): Instant | null {
  const start = startOfDay(text, zone);
  return start === null ? null : addMilliseconds(start, millisecondsPerDay - 60_000);
}
