import * as ReactDOM from "react-dom";
import type { Row } from "../../domain/inventory";
import type { Part } from "../shell/contracts/hub-context";
import { createStore, type Store } from "../shell/contracts/store";

/** Ids of the connections selected in the list. They stay selected while a filter hides them. */
export type Selection = ReadonlySet<string>;

export const selectionPart: Part<Store<Selection>> = {
  make: () => createStore<Selection>(new Set(), ReactDOM.unstable_batchedUpdates),
};

/** The selection with these connections in it or not; others stay as they are. */
export function withSelected(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const next = new Set(selection);
  for (const id of ids) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** The rows of these ids that still exist, in the order given. */
export const rowsOf = (rows: readonly Row[], ids: ReadonlySet<string>): readonly Row[] =>
  rows.filter(({ connection }) => ids.has(connection.id));

/** True for all, false for none, undefined for some of the rows. */
export function allSelected(rows: readonly Row[], selected: Selection): boolean | undefined {
  const count = rowsOf(rows, selected).length;
  if (count === 0) return false;
  return count === rows.length ? true : undefined;
}
