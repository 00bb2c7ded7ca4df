import fc from "fast-check";
import {
  changedRange,
  indexesOf,
  offsetsOf,
  rangeOf,
  restingRange,
  scrolledRange,
  visibleOf,
} from "../../../../src/hub/features/inventory/grid/row-range";

const heights = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 200 });

test("offsets are the sums of the heights before each row, and of all", () => {
  expect(offsetsOf([52, 70, 52])).toEqual([0, 52, 122, 174]);
  expect(offsetsOf([])).toEqual([0]);
});

test("every row that touches the stretch is in its range, whatever the heights", () => {
  fc.assert(
    fc.property(heights, fc.integer({ min: -500, max: 45_000 }), fc.nat({ max: 2_000 }), (all, top, view) => {
      const offsets = offsetsOf(all);
      const { from, to } = rangeOf(offsets, top, top + view, 0);
      all.forEach((_, index) => {
        const touches = (offsets[index + 1] ?? 0) > top && (offsets[index] ?? 0) < top + view;
        if (touches) expect(from <= index && index < to).toBe(true);
      });
      expect(0 <= from && from <= to && to <= all.length).toBe(true);
    }),
  );
});

test("a range is no longer than the stretch and what is kept ready on both sides", () => {
  expect(rangeOf(offsetsOf(new Array<number>(10_000).fill(52)), 52_000, 52_520, 6)).toEqual({
    from: 994,
    to: 1017,
  });
});

test("a list that became shorter than the place somebody scrolled to leaves an empty range at its end", () => {
  expect(rangeOf(offsetsOf([]), 5_000, 5_500, 6)).toEqual({ from: 0, to: 0 });
});

test("the row with the focus is among the indexes once, in its place", () => {
  expect(indexesOf({ from: 4, to: 7 }, 5, 10)).toEqual([4, 5, 6]);
  expect(indexesOf({ from: 4, to: 7 }, 1, 10)).toEqual([1, 4, 5, 6]);
  expect(indexesOf({ from: 4, to: 7 }, 9, 10)).toEqual([4, 5, 6, 9]);
});

test("no index is drawn that the list does not have any more", () => {
  expect(indexesOf({ from: 4, to: 7 }, 12, 5)).toEqual([4]);
  expect(indexesOf({ from: 4, to: 7 }, -1, 3)).toEqual([]);
});

test("rows drawn and heights left out make up the whole list", () => {
  const offsets = offsetsOf([52, 60, 70, 52, 52]);
  expect(visibleOf(offsets, [0, 2, 3])).toEqual({
    rows: [
      { index: 0, gap: 0 },
      { index: 2, gap: 60 },
      { index: 3, gap: 0 },
    ],
    rest: 52,
  });
  expect(visibleOf(offsets, [])).toEqual({ rows: [], rest: 286 });
});

describe("what is drawn next", () => {
  const near = { from: 94, to: 120 };
  const inView = { from: 100, to: 114 };
  const look = { near, inView };
  const drawn = (from: number, to: number, passing = false) => ({ from, to, passing });

  test.each([
    ["the rows kept ready too, where half of those in view stay", { from: 107, to: 121 }, drawn(94, 120)],
    ["the same where half of them stay from above", { from: 93, to: 107 }, drawn(94, 120)],
    [
      "the rows in view alone and in passing, where fewer stay",
      { from: 108, to: 122 },
      drawn(100, 114, true),
    ],
    ["the same where none stays from above", { from: 60, to: 74 }, drawn(100, 114, true)],
  ])("of a scroll is %s", (_, inViewBefore, next) => {
    expect(scrolledRange(drawn(90, 130), look, inViewBefore)).toEqual(next);
  });

  test.each([
    ["the rows in view, and those kept ready that stand there", drawn(97, 110), drawn(97, 114)],
    ["no row beyond those kept ready", drawn(60, 140), drawn(94, 120)],
    ["the rows in view where none stands there, and not in passing", drawn(0, 20), drawn(100, 114)],
    ["rows in passing where they flew by", drawn(99, 113, true), drawn(99, 114, true)],
  ])("of other sizes is %s", (_, before, next) => {
    expect(changedRange(before, look)).toEqual(next);
  });

  test("at rest is all that is kept ready, in whole", () => {
    expect(restingRange(drawn(100, 114, true), look)).toEqual(drawn(94, 120));
  });

  test("is the same object where nothing changes, so that nothing is drawn again", () => {
    const before = drawn(94, 120);
    expect(scrolledRange(before, look, inView)).toBe(before);
    expect(changedRange(before, look)).toBe(before);
    expect(restingRange(before, look)).toBe(before);
  });
});
