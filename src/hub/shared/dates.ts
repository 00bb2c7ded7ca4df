import { addMilliseconds, millisecondsPerDay, type Instant } from "../../domain/instant";
import { fromWallClock, type ZoneOffset } from "../../domain/time-zone";

/** The first moment of a day in the user's zone; null for what is no date. */
export function startOfDay(text: string, zone: ZoneOffset): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const wall = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(wall)) return null;
  return fromWallClock(wall, zone);
}

/** The last minute of a day: what expires on a day is good for that day. */
export function endOfDay(text: string, zone: ZoneOffset): Instant | null {
  const start = startOfDay(text, zone);
  return start === null ? null : addMilliseconds(start, millisecondsPerDay - 60_000);
}
