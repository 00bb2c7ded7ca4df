/** A cell of the grid: rows count from 0, the head is -1; columns count from 0. */
export type Place = { readonly row: number; readonly column: number };

/** How large the grid is, and how many rows a page of it has. */
export type Extent = { readonly rows: number; readonly columns: number; readonly page: number };

/**
 * The cell that a key leads to from another, as the grid pattern of the ARIA practices has it; null for a key that moves
 * nothing. No key leads out of the grid. Pure.
 */
export function placeAfter(key: string, control: boolean, from: Place, extent: Extent): Place | null {
  const { row, column } = from;
  const [lastRow, lastColumn] = [extent.rows - 1, extent.columns - 1];
  const at = (wantedRow: number, wantedColumn: number): Place => ({
    row: Math.min(Math.max(wantedRow, -1), lastRow),
    column: Math.min(Math.max(wantedColumn, 0), lastColumn),
  });
  switch (key) {
    case "ArrowDown":
      return at(row + 1, column);
    case "ArrowUp":
      return at(row - 1, column);
    case "ArrowRight":
      return at(row, column + 1);
    case "ArrowLeft":
      return at(row, column - 1);
    case "PageDown":
      return at(Math.max(row, 0) + extent.page, column);
    case "PageUp":
      return at(Math.max(row - extent.page, 0), column);
    case "Home":
      return control ? at(0, 0) : at(row, 0);
    case "End":
      return control ? at(lastRow, lastColumn) : at(row, lastColumn);
    default:
      return null;
  }
}
