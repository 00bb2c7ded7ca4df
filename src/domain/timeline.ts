import { issuerRetirement } from "./federation/issuer";
import { instant, type Instant } from "./instant";
import type { Row } from "./inventory";
import { fromWallClock, localMonth, wallClock, type ZoneOffset } from "./time-zone";

/**
 * What a mark looks like. The shapes differ, so the picture reads without colour: a disc is a known end, a ring an
 * estimated one, a bar a stretch within which the end lies, a diamond the issuer's retirement.
 */
export type MarkShape = "disc" | "ring" | "bar" | "diamond";

/**
 * One connection on the time axis. Positions are fractions of the axis, 0 at its start and 1 at its end; each month takes a
 * twelfth of it, so that columns of equal width and everything drawn over them share one scale.
 */
export type TimelineMark = {
  readonly connectionId: string;
  readonly name: string;
  readonly projectName: string;
  readonly shape: MarkShape;
  readonly at: Instant;
  readonly position: number;
  /** Latest possible end of an uncertain range; null for every other shape. */
  readonly latest: Instant | null;
  /** Where the bar ends, cut at the axis; null for every other shape. */
  readonly latestPosition: number | null;
};

/** A calendar month of the user's zone with everything that ends in it, earliest first. */
export type TimelineMonth = {
  /** `yyyy-mm`. */
  readonly key: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly startPosition: number;
  readonly endPosition: number;
  readonly count: number;
  readonly marks: readonly TimelineMark[];
};

/** Twelve months, this one first. Every row is counted exactly once in `months`, `overdue`, `later` or `undated`. */
export type Timeline = {
  readonly start: Instant;
  readonly end: Instant;
  readonly nowPosition: number;
  readonly months: readonly TimelineMonth[];
  /** The highest count of a month, for the scale; 0 where nothing ends. */
  readonly busiest: number;
  readonly overdue: readonly TimelineMark[];
  readonly later: number;
  readonly undated: number;
  /** The day Azure DevOps' old issuer retires, where it lies on the axis (W1). */
  readonly issuer: { readonly at: Instant; readonly position: number; readonly count: number } | null;
};

const monthCount = 12;

/**
 * Rows on an axis from the first day of this month over twelve calendar months of the user's zone. An end that lies
 * between two dates stands at the earlier one. Pure.
 */
export function timelineOf(rows: readonly Row[], now: Instant, zone: ZoneOffset): Timeline {
  const starts = monthStarts(now, zone);
  const start = starts[0] ?? now;
  const end = starts[monthCount] ?? now;
  const positionOf = (at: Instant): number => monthPosition(at, starts);
  const marks = rows.flatMap((row) => markOf(row, positionOf) ?? []).sort(byMoment);
  const overdue = marks.filter(({ at }) => at <= now);
  const ahead = marks.filter(({ at }) => at > now && at < end);
  const months = Array.from({ length: monthCount }, (_, index) =>
    monthOf(starts, index, positionOf, ahead, zone),
  );
  return {
    start,
    end,
    nowPosition: positionOf(now),
    months,
    busiest: Math.max(0, ...months.map(({ count }) => count)),
    overdue,
    later: marks.length - overdue.length - ahead.length,
    undated: rows.length - marks.length,
    issuer:
      issuerRetirement > now && issuerRetirement < end
        ? {
            at: issuerRetirement,
            position: positionOf(issuerRetirement),
            count: ahead.filter(({ shape }) => shape === "diamond").length,
          }
        : null,
  };
}

/** Months that lie whole before the moment, and its share of the next one; before the axis 0 or less, after it more than 1. */
function monthPosition(at: Instant, starts: readonly Instant[]): number {
  const found = starts.findIndex((start, index) => index < monthCount && at < (starts[index + 1] ?? start));
  const month = found === -1 ? monthCount - 1 : found;
  const start = starts[month] ?? at;
  const end = starts[month + 1] ?? at;
  return (month + (at - start) / (end - start)) / monthCount;
}

function markOf(
  { connection, expiry, cliff }: Row,
  positionOf: (at: Instant) => number,
): TimelineMark | null {
  if (cliff === null) return null;
  const range = expiry.state === "between" ? expiry.to : null;
  return {
    connectionId: connection.id,
    name: connection.name,
    projectName: connection.project.name,
    shape: shapeOf(expiry),
    at: cliff,
    position: positionOf(cliff),
    latest: range,
    latestPosition: range === null ? null : Math.min(1, positionOf(range)),
  };
}

function shapeOf(expiry: Row["expiry"]): MarkShape {
  switch (expiry.state) {
    case "between":
      return "bar";
    case "issuer-retires":
      return "diamond";
    case "at":
      return expiry.source === "estimate" ? "ring" : "disc";
    case "refused-as-expired":
    case "no-secret":
    case "unknown":
      return "disc";
  }
}

function monthOf(
  starts: readonly Instant[],
  index: number,
  positionOf: (at: Instant) => number,
  ahead: readonly TimelineMark[],
  zone: ZoneOffset,
): TimelineMonth {
  const start = starts[index] ?? instant(0);
  const end = starts[index + 1] ?? start;
  const marks = ahead.filter(({ at }) => at >= start && at < end);
  return {
    key: localMonth(start, zone),
    start,
    end,
    startPosition: positionOf(start),
    endPosition: positionOf(end),
    count: marks.length,
    marks,
  };
}

/** The first moments of this month and the twelve after it, in the user's zone. */
function monthStarts(now: Instant, zone: ZoneOffset): readonly Instant[] {
  const local = wallClock(now, zone);
  return Array.from({ length: monthCount + 1 }, (_, index) => {
    return fromWallClock(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + index, 1), zone);
  });
}

const byMoment = (a: TimelineMark, b: TimelineMark): number =>
  a.at - b.at || a.name.localeCompare(b.name) || (a.connectionId < b.connectionId ? -1 : 1);
