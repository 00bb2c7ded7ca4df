import type { Instant } from "../../../../domain/instant";
import type { MarkShape, TimelineMark, TimelineMonth } from "../../../../domain/timeline";
import { countText, numberText } from "../../../../words/common";
import { dateText, type DateStyle } from "../../../../words/expiry";
import { isolated } from "../../../../words/isolated";

export const timelineName = "Timeline";

/** What the axis covers: "November 2026 to October 2027". */
export const timelineTitle = (months: readonly Pick<TimelineMonth, "start">[], dates: DateStyle): string =>
  [months[0], months[months.length - 1]]
    .flatMap((month) => (month === undefined ? [] : [monthName(month, dates)]))
    .join(" to ");
export const monthsName = "Months, each a filter";
export const tableText = "Show as a table";
export const tableHeadings = { month: "Month", count: "Expire", which: "Service connections" } as const;
export const todayText = "Today";

const connections = (count: number): string => countText(count, "connection", "connections");

const inZone = (at: Instant, { culture, timeZone }: DateStyle, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(culture ?? "en-GB", {
    ...parts,
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);

/** The whole name of a month: "December 2026". */
export const monthName = ({ start }: Pick<TimelineMonth, "start">, dates: DateStyle): string =>
  inZone(start, dates, { month: "long", year: "numeric" });

/** "Dec"; each January with its year: "Jan 2027". Two digits would read as a day. */
export function monthLabel({ start, key }: Pick<TimelineMonth, "start" | "key">, dates: DateStyle): string {
  return inZone(start, dates, { month: "short", ...(key.endsWith("-01") ? { year: "numeric" } : {}) });
}

/** A month to those who do not see the picture. */
export const monthButtonName = (month: TimelineMonth, dates: DateStyle): string => {
  const shapes = (["ring", "bar", "diamond"] as const).flatMap((shape) => {
    const count = month.marks.filter((mark) => mark.shape === shape).length;
    return count === 0 ? [] : [`${numberText(count)} ${shapeWord(shape)}`];
  });
  const told = shapes.length === 0 ? "" : `, of them ${shapes.join(", ")}`;
  return `${monthName(month, dates)}: ${month.count === 0 ? "nothing expires" : `${connections(month.count)} ${month.count === 1 ? "expires" : "expire"}`}${told}`;
};

/** What a shape of the picture says. */
export function shapeWord(shape: MarkShape): string {
  switch (shape) {
    case "disc":
      return "known";
    case "ring":
      return "estimated";
    case "bar":
      return "between two dates";
    case "diamond":
      return "issuer retires";
  }
}

export const nothingEndsText = (months: readonly Pick<TimelineMonth, "start">[], dates: DateStyle): string =>
  `Nothing with a known date expires from ${timelineTitle(months, dates)}.`;

/** What the picture leaves out, and where it went. */
export function outsideText(overdue: number, later: number, undated: number): string {
  const parts = [
    ...(overdue === 0 ? [] : [`${numberText(overdue)} already expired`]),
    ...(later === 0 ? [] : [`${numberText(later)} later`]),
    ...(undated === 0 ? [] : [`${numberText(undated)} without a date`]),
  ];
  return parts.length === 0 ? "" : `Not shown here: ${parts.join(", ")}.`;
}

/** The day on which Azure DevOps' old token issuer retires: the same day in every zone. */
export const issuerText = (at: Instant, count: number, culture: string | undefined): string =>
  `${dateText(at, culture, "UTC")}: old token issuer retires (${connections(count)})`;

/** A stretch within which the end of one connection lies. */
export const rangeText = (name: string, from: Instant, to: Instant, dates: DateStyle): string =>
  `${isolated(name)}: between ${dateText(from, dates.culture, dates.timeZone)} and ${dateText(to, dates.culture, dates.timeZone)}`;

export const moreRangesText = (count: number): string =>
  `${countText(count, "more uncertain range is", "more uncertain ranges are")} in the table.`;

export const moreNamesText = (count: number): string => `and ${numberText(count)} more`;

/** One end with its day, and that it's an estimate where it is one. */
export const markText = (
  { name, at, shape }: Pick<TimelineMark, "name" | "at" | "shape">,
  dates: DateStyle,
): string =>
  `${isolated(name)}, ${dateText(at, dates.culture, dates.timeZone)}${shape === "ring" ? " (estimated)" : ""}`;
