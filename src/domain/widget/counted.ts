import type { Instant } from "../instant";
import type { Row } from "../inventory";
import { filterRows, indexRows } from "../inventory-view";
import type { ViewQuery } from "../view-query";

/** What a widget shows: the rows it counts, most urgent first, and what it could not judge. */
export type Counted = {
  readonly rows: readonly Row[];
  /** Of them, those that have ended. */
  readonly ended: number;
  /** Connections that fit the filter and whose date nobody knows: never taken for fine. */
  readonly unknown: number;
};

/** The rows that the hub shows for the same query. Pure. */
export function countedRows(rows: readonly Row[], query: ViewQuery, now: Instant): Counted {
  const ordered = indexRows(rows);
  const counted = filterRows(ordered, query, now).rows;
  const fitting = filterRows(ordered, { ...query, within: null }, now).rows;
  return {
    rows: counted,
    ended: counted.filter(({ band, cliff }) => band === "expired" || (cliff !== null && cliff <= now)).length,
    unknown: fitting.filter(({ expiry }) => expiry.state === "unknown").length,
  };
}

/** The sizes of a widget, in columns and rows of the dashboard (R7). */
export type WidgetSize = { readonly columns: number; readonly rows: number };

/** How many connections have room: none in the smallest, where the number alone stands. */
export function roomFor({ columns, rows }: WidgetSize): number {
  if (columns < 2) return 0;
  return rows < 2 ? 3 : 7;
}
