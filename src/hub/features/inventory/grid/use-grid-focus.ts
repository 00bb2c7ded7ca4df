import * as React from "react";
import type { Row } from "../../../../domain/inventory";
import { placeAfter, type Place } from "./grid-keys";
import { rowHeight } from "./use-visible-rows";

/** Where Tab enters the grid: a connection, or null for the head. It follows its row. */
type Stop = { readonly id: string | null; readonly column: number };

export type GridFocus = {
  /** The cell that Tab reaches. */
  readonly stop: Place;
  readonly handlers: Pick<React.DOMAttributes<HTMLElement>, "onKeyDown" | "onFocus">;
};

const nameColumn = 1;

/**
 * The keyboard of the grid: one stop for Tab, arrows from cell to cell, Enter or F2 into the controls of a cell, Escape
 * back to it. A cell that is nothing but a control is that control. `onSelect` hears Space on a cell of a row.
 */
export function useGridFocus(
  rows: readonly Row[],
  columns: number,
  table: React.RefObject<HTMLElement>,
  onSelect: (row: Row) => void,
): GridFocus {
  const [wanted, setWanted] = React.useState<Stop | null>(null);
  const moving = React.useRef(false);
  const index =
    wanted === null || wanted.id === null
      ? -1
      : rows.findIndex(({ connection }) => connection.id === wanted.id);
  const row = wanted?.id === null ? -1 : Math.max(index, 0);
  const column = wanted?.column ?? nameColumn;
  React.useLayoutEffect(() => {
    if (!moving.current || table.current === null) return;
    moving.current = false;
    stopOf(cellAt(table.current, { row, column }))?.focus();
  });
  const stopAt = (place: Place): void =>
    setWanted({ id: rows[place.row]?.connection.id ?? null, column: place.column });

  const onFocus = ({ target }: React.FocusEvent): void => {
    const place = placeOf(cellOf(target));
    if (place !== null && (place.row !== row || place.column !== column)) stopAt(place);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const { key, target } = event;
    const cell = cellOf(target);
    const from = placeOf(cell);
    if (cell === null || from === null || event.altKey || event.metaKey) return;
    const done = (): void => event.preventDefault();
    if (target !== stopOf(cell)) {
      if (withinCell(key, cell, target)) done();
      return;
    }
    const [control] = controlsOf(cell);
    const selected = rows[from.row];
    if ((key === "Enter" || key === "F2") && target === cell && control !== undefined) {
      control.focus();
      return done();
    }
    if (key === " " && target === cell && selected !== undefined) {
      onSelect(selected);
      return done();
    }
    const page = Math.max(1, Math.floor(window.innerHeight / rowHeight) - 3);
    const to = placeAfter(key, event.ctrlKey, from, { rows: rows.length, columns, page });
    if (to === null) return;
    moving.current = true;
    stopAt(to);
    done();
  };
  return { stop: { row, column }, handlers: { onKeyDown, onFocus } };
}

/** Arrows go from control to control of a cell; answers whether the key was one of those that mean something there. */
function withinCell(key: string, cell: HTMLElement, target: EventTarget): boolean {
  if (key === "Escape" || key === "F2") {
    stopOf(cell)?.focus();
    return true;
  }
  if (key !== "ArrowRight" && key !== "ArrowLeft") return false;
  const controls = controlsOf(cell);
  const at = controls.findIndex((one) => one === target);
  controls[Math.min(Math.max(at + (key === "ArrowRight" ? 1 : -1), 0), controls.length - 1)]?.focus();
  return true;
}

const cellOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[aria-colindex]") : null;

/** `aria-rowindex` and `aria-colindex` count from 1, and the head is the first row. */
function placeOf(cell: HTMLElement | null): Place | null {
  const row = Number(cell?.parentElement?.getAttribute("aria-rowindex")) - 2;
  const column = Number(cell?.getAttribute("aria-colindex")) - 1;
  return row >= -1 && column >= 0 ? { row, column } : null;
}

const cellAt = (table: HTMLElement, { row, column }: Place): HTMLElement | null =>
  table.querySelector(`[aria-rowindex="${String(row + 2)}"] > [aria-colindex="${String(column + 1)}"]`);

const controlsOf = (cell: HTMLElement): readonly HTMLElement[] =>
  Array.from(cell.querySelectorAll<HTMLElement>("button, a[href]"));

/** What has the focus for a cell: the cell, or the control that is all of it. */
const stopOf = (cell: HTMLElement | null): HTMLElement | null =>
  cell === null || cell.hasAttribute("tabindex") ? cell : (controlsOf(cell)[0] ?? cell);
