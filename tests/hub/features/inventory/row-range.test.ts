import fc from "fast-check";
import {
  indexesOf,
  nextRange,
  offsetsOf,
  rangeOf,
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

  test.each([
    ["the rows kept ready too, where some row stays", { from: 60, to: 101 }, near],
    ["the rows kept ready too, where some row stays from above", { from: 113, to: 140 }, near],
    ["the rows in view alone, where none stays", { from: 60, to: 100 }, inView],
    ["the rows in view alone, where none stays from above", { from: 114, to: 140 }, inView],
  ])("is %s", (_, before, next) => {
    expect(nextRange(before, inView, near)).toEqual(next);
  });

  test("is the same object where nothing changes, so that nothing is drawn again", () => {
    const before = { ...near };

    expect(nextRange(before, inView, near)).toBe(before);
  });
});
