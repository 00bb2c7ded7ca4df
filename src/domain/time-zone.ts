import { instant, type Instant } from "./instant";

/** Minutes by which a time zone is ahead of UTC at a moment. */
export type ZoneOffset = (at: Instant) => number;

const offsetMs = (at: Instant, zone: ZoneOffset): number => zone(at) * 60_000;

/** What clocks and calendars in the zone show at a moment, as the UTC fields of a date. */
export const wallClock = (at: Instant, zone: ZoneOffset): Date => new Date(at + offsetMs(at, zone));

/** The day in the zone as `yyyy-mm-dd`. */
export const localDay = (at: Instant, zone: ZoneOffset): string =>
  wallClock(at, zone).toISOString().slice(0, 10);

/** The month in the zone as `yyyy-mm`. */
export const localMonth = (at: Instant, zone: ZoneOffset): string => localDay(at, zone).slice(0, 7);

/** When clocks in the zone show this; `wall` is milliseconds as if the zone were UTC (`Date.UTC`). */
export function fromWallClock(wall: number, zone: ZoneOffset): Instant {
  // The offset on that day may differ from that of the same time in UTC: asked once near the moment, and once at it.
  const near = instant(wall - offsetMs(instant(wall), zone));
  return instant(wall - offsetMs(near, zone));
}
