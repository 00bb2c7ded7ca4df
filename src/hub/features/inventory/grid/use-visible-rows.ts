import * as React from "react";
import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import type { Row } from "../../../../domain/inventory";

/** Most rows have two lines; what has more is measured once it is drawn. */
export const rowHeight = 52;
/** Rows kept ready before and after those in view. */
const ahead = 6;

/** A row to draw, and the height of those left out before it. */
export type Visible = { readonly index: number; readonly gap: number };

export type VisibleRows = {
  readonly rows: readonly Visible[];
  /** The height of those left out after the last one. */
  readonly rest: number;
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
  const [margin, setMargin] = React.useState(0);
  React.useLayoutEffect(() => {
    const page = pageOf(body.current);
    if (!virtualize || page === null) return;
    // What stands above the list comes and goes.
    const observer = new ResizeObserver(() => setMargin(offsetWithin(page, body.current)));
    for (const part of page.children) observer.observe(part);
    setMargin(offsetWithin(page, body.current));
    return () => observer.disconnect();
  }, [body, virtualize]);
  // No compiler memoizes here, and what the library gives is used in this render alone.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: virtualize,
    getScrollElement: () => pageOf(body.current),
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.connection.id ?? index,
    initialRect: { width: 0, height: window.innerHeight },
    overscan: ahead,
    scrollMargin: margin,
    rangeExtractor: (range) => withAlways(range, always),
    useFlushSync: false,
  });
  if (!virtualize)
    return { rows: rows.map((_, index) => ({ index, gap: 0 })), rest: 0, measure: () => undefined };
  const items = virtualizer.getVirtualItems();
  let end = margin;
  const visible = items.map(({ index, start, end: next }) => {
    const gap = start - end;
    end = next;
    return { index, gap };
  });
  return {
    rows: visible,
    rest: virtualizer.getTotalSize() - (end - margin),
    measure: virtualizer.measureElement,
  };
}

function withAlways(range: Range, always: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (always < 0 || always >= range.count || indexes.includes(always)) return indexes;
  return [...indexes, always].sort((a, b) => a - b);
}

const pageOf = (element: HTMLElement | null): HTMLElement | null =>
  element?.closest<HTMLElement>(".hub-page") ?? null;

const offsetWithin = (page: HTMLElement, element: HTMLElement | null): number =>
  element === null
    ? 0
    : Math.round(element.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop);
