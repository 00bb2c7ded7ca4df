import { endedBy } from "../expiry";
import type { Instant } from "../instant";
import type { Row } from "../inventory";
import { filterRows, indexRows } from "../inventory-view";
import type { ViewQuery } from "../view-query";

/** What a widget shows: the rows it counts, most urgent first, and what it could not judge. */
export type Counted = {
  readonly rows: readonly Row[];
  /** Of them, those whose date has passed, however sure the date is. */
  readonly overdue: number;
  /** Of those, the ones that surely ended: no estimate, and not one of several dates. */
  readonly surelyOverdue: number;
  /** Connections that fit the filter, whatever their date. */
  readonly fitting: number;
  /** Of those, the ones whose date nobody knows: never taken for fine. */
  readonly undated: number;
  /** Of those, the ones that this person may not look into (A7). */
  readonly hidden: number;
  /** Snoozed, and not counted. */
  readonly snoozed: number;
};

/** The rows that the hub shows for the same query. Pure. */
export function countedRows(rows: readonly Row[], query: ViewQuery, now: Instant): Counted {
  const ordered = indexRows(rows);
  const { rows: counted, snoozedAway } = filterRows(ordered, query, now);
  const fitting = filterRows(ordered, { ...query, within: null, showSnoozed: true }, now).rows;
  const overdue = counted.filter(({ band, cliff }) => band === "expired" || (cliff !== null && cliff <= now));
  return {
    rows: counted,
    overdue: overdue.length,
    surelyOverdue: overdue.filter(({ expiry }) => endedBy(expiry, now) === "surely").length,
    fitting: fitting.length,
    undated: fitting.filter(({ expiry, connection }) => expiry.state === "unknown" && !connection.incomplete)
      .length,
    hidden: fitting.filter(({ connection }) => connection.incomplete).length,
    snoozed: snoozedAway,
  };
}

/** How it stands, worst first; `unsure` where nothing is due as far as is known, and not everything is. */
export type DueStanding = "overdue" | "due" | "unsure" | "none-due";

/** `complete` is false where something that may hold dates could not be read. */
export function dueStanding(
  { rows, surelyOverdue, undated, hidden }: Counted,
  complete: boolean,
): DueStanding {
  if (surelyOverdue > 0) return "overdue";
  if (rows.length > 0) return "due";
  return undated + hidden > 0 || !complete ? "unsure" : "none-due";
}

/** The sizes of a widget, in columns and rows of the dashboard (R7). */
export type WidgetSize = { readonly columns: number; readonly rows: number };

/** How many connections have room: none in the smallest, where the number alone stands. */
export function roomFor({ columns, rows }: WidgetSize): number {
  if (columns < 2) return 0;
  return rows < 2 ? 3 : 7;
}
