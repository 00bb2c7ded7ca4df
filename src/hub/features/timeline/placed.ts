import { millisecondsPerDay } from "../../../domain/instant";
import type { TimelineMark, TimelineMonth } from "../../../domain/timeline";

/** Marks nearer to each other than this share of a month lie on top of each other. */
const markWidth = 1 / 6;

/** So many fit on top of each other. */
export const lanes = 4;

/** A mark at its date: `share` of the month's width, in the lowest free lane. */
export type PlacedMark = { readonly mark: TimelineMark; readonly share: number; readonly lane: number };

/** Seven days of a month, the last one shorter, with how many end in them. Shares are of the month's width. */
export type WeekBin = { readonly from: number; readonly to: number; readonly count: number };

const shareOf = ({ startPosition, endPosition }: TimelineMonth, { position }: TimelineMark): number =>
  (position - startPosition) / (endPosition - startPosition);

/**
 * The marks of a month at their dates, near ones on top of each other. Null where they do not all fit: a picture that
 * left some out would lie.
 */
export function placed(month: TimelineMonth): readonly PlacedMark[] | null {
  const result: PlacedMark[] = [];
  for (const mark of month.marks) {
    const share = shareOf(month, mark);
    const near = result.filter((one) => Math.abs(one.share - share) < markWidth);
    const lane = Array.from({ length: lanes }, (_, index) => index).find((free) =>
      near.every((one) => one.lane !== free),
    );
    if (lane === undefined) return null;
    result.push({ mark, share, lane });
  }
  return result;
}

/** A month too full for marks, by weeks. A week begins no earlier than its first end, so that none is drawn before today. */
export function weeksOf(month: TimelineMonth): readonly WeekBin[] {
  const week = (7 * millisecondsPerDay) / (month.end - month.start);
  const bins = Array.from({ length: Math.ceil(1 / week) }, (_, index) => ({
    from: index * week,
    to: Math.min(1, (index + 1) * week),
  }));
  return bins.flatMap(({ from, to }) => {
    const shares = month.marks
      .map((mark) => shareOf(month, mark))
      .filter((share) => share >= from && share < to);
    return shares.length === 0 ? [] : [{ from: Math.min(...shares), to, count: shares.length }];
  });
}
