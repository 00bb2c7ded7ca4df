/** Rows `from` to before `to`. */
export type RowRange = { readonly from: number; readonly to: number };

/** Where each row begins, in pixels from the first one; the last entry is the height of all. */
export function offsetsOf(heights: readonly number[]): readonly number[] {
  const offsets = new Array<number>(heights.length + 1);
  offsets[0] = 0;
  let end = 0;
  heights.forEach((height, index) => {
    end += height;
    offsets[index + 1] = end;
  });
  return offsets;
}

/** The rows that touch the stretch from `top` to `bottom`, and `ahead` more on both sides. */
export function rangeOf(offsets: readonly number[], top: number, bottom: number, ahead: number): RowRange {
  const count = offsets.length - 1;
  const from = Math.max(0, lastAtOrBefore(offsets, top) - ahead);
  const to = Math.min(count, lastAtOrBefore(offsets, bottom) + 1 + ahead);
  return { from: Math.min(from, count), to: Math.max(to, Math.min(from, count)) };
}

/** Rows that are drawn; `passing` where somebody scrolls past them faster than anyone could press something there. */
export type DrawnRange = RowRange & { readonly passing: boolean };

/** Where the list stands: the rows in view, and with them those that are kept ready. */
export type Look = { readonly inView: RowRange; readonly near: RowRange };

/**
 * What a scroll draws. Where it leaves less than half of what was in view, the rows in view alone, and in passing. The same
 * object where nothing changes, here and below.
 */
export function scrolledRange(
  before: DrawnRange,
  { inView, near }: Look,
  inViewBefore: RowRange,
): DrawnRange {
  const passing = 2 * shared(inViewBefore, inView) < inView.to - inView.from;
  return ranging(before, passing ? inView : near, passing);
}

/** What other sizes draw: the rows in view, and what stood there already of those that are kept ready. */
export function changedRange(before: DrawnRange, { inView, near }: Look): DrawnRange {
  if (shared(before, inView) === 0) return ranging(before, inView, false);
  const from = Math.min(inView.from, Math.max(before.from, near.from));
  return ranging(before, { from, to: Math.max(inView.to, Math.min(before.to, near.to)) }, before.passing);
}

/** What is drawn once the list rests. */
export const restingRange = (before: DrawnRange, { near }: Look): DrawnRange => ranging(before, near, false);

/** How many rows two ranges have in common. */
const shared = (one: RowRange, other: RowRange): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));

const ranging = (before: DrawnRange, { from, to }: RowRange, passing: boolean): DrawnRange =>
  from === before.from && to === before.to && passing === before.passing ? before : { from, to, passing };

/** The last row that begins at or before `place`; 0 where none does. */
function lastAtOrBefore(offsets: readonly number[], place: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The indexes of a range in their order, with one more that must be among them; -1 for none. */
export function indexesOf({ from, to }: RowRange, always: number, count: number): readonly number[] {
  const end = Math.min(to, count);
  const indexes = Array.from({ length: Math.max(0, end - from) }, (_, place) => from + place);
  if (always < 0 || always >= count || (always >= from && always < end)) return indexes;
  return always < from ? [always, ...indexes] : [...indexes, always];
}

/** What is drawn of a list: each row with the height of those left out before it, and the height left out at the end. */
export type RowsToDraw = {
  readonly rows: readonly { readonly index: number; readonly gap: number }[];
  readonly rest: number;
};

export function visibleOf(offsets: readonly number[], indexes: readonly number[]): RowsToDraw {
  const endOf = (index: number | undefined): number => (index === undefined ? 0 : (offsets[index + 1] ?? 0));
  const rows = indexes.map((index, place) => ({
    index,
    gap: (offsets[index] ?? 0) - endOf(indexes[place - 1]),
  }));
  return { rows, rest: (offsets[offsets.length - 1] ?? 0) - endOf(indexes[indexes.length - 1]) };
}
