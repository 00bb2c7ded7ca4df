import * as React from "react";
import { localMonth, type ZoneOffset } from "../../domain/time-zone";
import { instant, type Instant } from "../../domain/instant";
import type { Row } from "../../domain/inventory";
import {
  filterRows,
  indexRows,
  sortRows,
  type IndexedRow,
  type RowIndex,
  type View,
} from "../../domain/inventory-view";
import { useHub, useHubState, usePart } from "../shell/contracts/hub-context";
import { codesWith } from "./findings/codes";
import { learnedPart, type LearnedHere } from "./findings/learned";
import type { HubState } from "../shell/contracts/hub-state";

const hourMs = 3_600_000;

/** Snoozes end on days: comparing by the hour spares a list of 10,000 rows from being made anew each minute. */
const wholeHour = (now: Instant): Instant => instant(now - (now % hourMs));

/** Rows whose end lies ahead in a month (`yyyy-mm`) of the user's zone; all rows for null. */
export const rowsOfMonth = (
  ordered: readonly IndexedRow[],
  month: string | null,
  { now, zone }: { readonly now: Instant; readonly zone: ZoneOffset },
): readonly IndexedRow[] =>
  month === null
    ? ordered
    : ordered.filter(
        ({ row: { cliff } }) => cliff !== null && cliff > now && localMonth(cliff, zone) === month,
      );

/** The rows as the page shows them now; for what needs them once, such as an export. */
export function currentView(
  { inventory, query, month, now }: HubState,
  zone: ZoneOffset,
  here: LearnedHere,
): View {
  const ordered = sortRows(indexRows(inventory?.rows ?? []), query.sort);
  const codesOf = codesWith(here, inventory?.settings, now);
  return filterRows(rowsOfMonth(ordered, month, { now, zone }), query, now, codesOf);
}

export type ListView = {
  readonly view: View;
  readonly index: RowIndex;
  /** Now, to the hour. */
  readonly hour: Instant;
};

/** The rows as the page shows them. Each step is repeated only when what it depends on has changed. */
export function useListView(rows: readonly Row[]): ListView {
  const { zone } = useHub().dates;
  const query = useHubState((state) => state.query);
  const month = useHubState((state) => state.month);
  const hour = useHubState((state) => wholeHour(state.now));
  const index = React.useMemo(() => indexRows(rows), [rows]);
  const ordered = React.useMemo(() => sortRows(index, query.sort), [index, query.sort]);
  const within = React.useMemo(
    () => rowsOfMonth(ordered, month, { now: hour, zone }),
    [ordered, month, hour, zone],
  );
  const here = usePart(learnedPart, (state) => state);
  const settings = useHubState(({ inventory }) => inventory?.settings);
  const codesOf = React.useMemo(() => codesWith(here, settings, hour), [here, settings, hour]);
  const view = React.useMemo(() => filterRows(within, query, hour, codesOf), [within, query, hour, codesOf]);
  return { view, index, hour };
}
