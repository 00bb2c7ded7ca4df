import * as React from "react";
import type { Row } from "../../../../domain/inventory";
import { useDrawn } from "../../../shared/use-drawn";
import {
  indexesOf,
  nextRange,
  offsetsOf,
  rangeOf,
  visibleOf,
  type RowRange,
  type RowsToDraw,
} from "./row-range";

/** Most rows have two lines; what has more is measured once it is drawn. */
export const rowHeight = 52;
/** Rows kept ready before and after those in view, where there is time for them. */
const ahead = 6;
/** What stands above the rows of a page that has just been opened, in pixels: measured once they are drawn. */
const usualHead = 240;
/** Nobody who scrolls pauses as long between two steps. */
const scrollRestsAfterMs = 100;

export type VisibleRows = RowsToDraw & { readonly measure: (row: HTMLElement | null) => void };

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
  const range = useRange(offsets, body, virtualize);
  if (!virtualize)
    return { rows: rows.map((_, index) => ({ index, gap: 0 })), rest: 0, measure: () => undefined };
  const visible = visibleOf(offsets, indexesOf(range, always, rows.length));
  return { ...visible, measure };
}

/**
 * Which rows are near the view: looked at again when somebody scrolls and when anything on the page changes its size. The
 * first frame, and one of a scroll that leaves no row in its place, holds the rows in view alone.
 */
function useRange(
  offsets: readonly number[],
  body: React.RefObject<HTMLElement>,
  virtualize: boolean,
): RowRange {
  const [range, setRange] = React.useState(() => rangeOf(offsets, 0, window.innerHeight - usualHead, 0));
  const drawn = useDrawn(virtualize);
  React.useLayoutEffect(() => {
    const page = pageOf(body.current);
    const list = body.current;
    if (!virtualize || page === null || list === null) return;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(resting);
      const top = page.getBoundingClientRect().top - list.getBoundingClientRect().top;
      const inView = rangeOf(offsets, top, top + page.clientHeight, 0);
      const near = drawn ? rangeOf(offsets, top, top + page.clientHeight, ahead) : inView;
      setRange((before) => nextRange(before, inView, near));
      resting = setTimeout(() => setRange((before) => nextRange(before, near, near)), scrollRestsAfterMs);
    };
    // Hears of all sizes before the frame is drawn, without a layout of its own.
    const observer = new ResizeObserver(look);
    observer.observe(page);
    // What stands above the list comes and goes.
    for (const part of page.children) observer.observe(part);
    page.addEventListener("scroll", look, { passive: true });
    return () => {
      clearTimeout(resting);
      observer.disconnect();
      page.removeEventListener("scroll", look);
    };
  }, [offsets, body, virtualize, drawn]);
  return range;
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
