import * as React from "react";
import type { Row } from "../../../../domain/inventory";
import { afterFrames } from "../../../shared/frames";
import {
  changedRange,
  indexesOf,
  offsetsOf,
  rangeOf,
  restingRange,
  scrolledRange,
  visibleOf,
  type DrawnRange,
  type Look,
  type RowRange,
  type RowsToDraw,
} from "./row-range";

/** Most rows have two lines; what has more is measured once it is drawn. */
export const rowHeight = 52;
/** Rows kept ready before and after those in view, where there is time for them. */
const ahead = 6;
/** What stands above the rows of a page that has just been opened, in pixels: measured once they are drawn. */
const usualHead = 206;
/** Nobody who scrolls pauses as long between two steps: a tenth of a second. */
const restsAfterFrames = 6;

export type VisibleRows = RowsToDraw & {
  /** Somebody scrolls past the rows, and presses none of them. */
  readonly passing: boolean;
  readonly measure: (row: HTMLElement | null) => void;
};

/**
 * The rows near the view, and `always`, the one in which the focus is: it may not go away under it. Without a layout, as in
 * tests, all of them.
 */
export function useVisibleRows(
  rows: readonly Row[],
  always: number,
  body: React.RefObject<HTMLElement>,
  virtualize: boolean,
): VisibleRows {
  const { heights, measure } = useHeights(rows, body, virtualize);
  const offsets = React.useMemo(
    () => offsetsOf(rows.map(({ connection }) => heights.get(connection.id) ?? rowHeight)),
    [rows, heights],
  );
  const range = useRange(rows, offsets, body, virtualize);
  if (!virtualize)
    return {
      rows: rows.map((_, index) => ({ index, gap: 0 })),
      rest: 0,
      passing: false,
      measure,
    };
  const visible = visibleOf(offsets, indexesOf(range, always, rows.length));
  return { ...visible, passing: range.passing, measure };
}

/** What the page shows of the rows, in pixels from the first one. */
type Stretch = { readonly top: number; readonly bottom: number };

/** What is drawn of which rows. */
type Drawn = { readonly rows: readonly Row[]; readonly range: DrawnRange };

type Next = (before: DrawnRange, look: Look, inViewBefore: RowRange) => DrawnRange;

/**
 * Which rows are near the view: looked at again when somebody scrolls and when anything on the page changes its size. The
 * rows in view come first, at the start and with each other list; those that are kept ready follow when it rests.
 */
function useRange(
  rows: readonly Row[],
  offsets: readonly number[],
  body: React.RefObject<HTMLElement>,
  virtualize: boolean,
): DrawnRange {
  const [first] = React.useState<Stretch>(() => ({ top: 0, bottom: window.innerHeight - usualHead }));
  const [drawn, setDrawn] = React.useState<Drawn>(() => ({ rows, range: drawnIn(offsets, first) }));
  const inView = React.useRef<Stretch>(first);
  React.useLayoutEffect(() => {
    const page = pageOf(body.current);
    const list = body.current;
    if (!virtualize || page === null || list === null) return;
    let stopWaiting = (): void => undefined;
    const look = (next: Next): void => {
      stopWaiting();
      const top = page.getBoundingClientRect().top - list.getBoundingClientRect().top;
      const bottom = top + page.clientHeight;
      const seen: Look = {
        inView: rangeOf(offsets, top, bottom, 0),
        near: rangeOf(offsets, top, bottom, ahead),
      };
      const inViewBefore = inView.current;
      inView.current = { top, bottom };
      const rangeBefore = rangeOf(offsets, inViewBefore.top, inViewBefore.bottom, 0);
      const draw =
        (how: Next) =>
        (before: Drawn): Drawn => {
          const range = how(rangeFor(rows, offsets, before, inViewBefore), seen, rangeBefore);
          return range === before.range && rows === before.rows ? before : { rows, range };
        };
      setDrawn(draw(next));
      stopWaiting = afterFrames(restsAfterFrames, () => setDrawn(draw(restingRange)));
    };
    // Hears of all sizes before the frame is drawn, without a layout of its own.
    const observer = new ResizeObserver(() => look(changedRange));
    observer.observe(page);
    // What stands above the list comes and goes.
    for (const part of page.children) observer.observe(part);
    const onScroll = (): void => look(scrolledRange);
    page.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      stopWaiting();
      observer.disconnect();
      page.removeEventListener("scroll", onScroll);
    };
  }, [rows, offsets, body, virtualize]);
  return rangeFor(rows, offsets, drawn, inView.current);
}

const drawnIn = (offsets: readonly number[], { top, bottom }: Stretch): DrawnRange => ({
  ...rangeOf(offsets, top, bottom, 0),
  passing: false,
});

/** Where other connections stand at the drawn places than before, those alone that are in view there. */
const rangeFor = (
  rows: readonly Row[],
  offsets: readonly number[],
  { rows: before, range }: Drawn,
  inView: Stretch,
): DrawnRange => (rows === before || isSameStretch(rows, before, range) ? range : drawnIn(offsets, inView));

function isSameStretch(rows: readonly Row[], before: readonly Row[], { from, to }: RowRange): boolean {
  for (let index = from; index < to; index += 1)
    if (rows[index]?.connection.id !== before[index]?.connection.id) return false;
  return true;
}

/** How high rows turned out to be, by connection. What is in view stays where it is when a row before it grows. */
function useHeights(
  rows: readonly Row[],
  body: React.RefObject<HTMLElement>,
  virtualize: boolean,
): { readonly heights: ReadonlyMap<string, number> } & Pick<VisibleRows, "measure"> {
  const [heights, setHeights] = React.useState<ReadonlyMap<string, number>>(() => new Map());
  const current = React.useRef({ rows, heights });
  React.useLayoutEffect(() => {
    current.current = { rows, heights };
  });
  const observer = React.useMemo(
    () =>
      virtualize
        ? new ResizeObserver((entries, self) => {
            const { rows: drawn, heights: before } = current.current;
            const top = pageOf(body.current)?.getBoundingClientRect().top ?? 0;
            const measured = new Map(before);
            let changed = false;
            let grownAbove = 0;
            for (const { target } of entries) {
              const id = drawn[Number(target.getAttribute("data-index"))]?.connection.id;
              if (!target.isConnected) self.unobserve(target);
              if (!target.isConnected || id === undefined) continue;
              const { height, bottom } = target.getBoundingClientRect();
              const grown = height - (before.get(id) ?? rowHeight);
              if (grown === 0 || height === 0) continue;
              measured.set(id, height);
              changed = true;
              if (bottom - grown <= top) grownAbove += grown;
            }
            if (!changed) return;
            current.current = { rows: drawn, heights: measured };
            setHeights(measured);
            if (grownAbove !== 0) pageOf(body.current)?.scrollBy(0, grownAbove);
          })
        : null,
    [body, virtualize],
  );
  React.useEffect(() => () => observer?.disconnect(), [observer]);
  const measure = React.useCallback(
    (row: HTMLElement | null) => {
      if (row !== null) observer?.observe(row);
    },
    [observer],
  );
  return { heights, measure };
}

const pageOf = (element: HTMLElement | null): HTMLElement | null =>
  element?.closest<HTMLElement>(".hub-page") ?? null;
