import type { BulkRun } from "../../../domain/bulk";
import type { Row } from "../../../domain/inventory";
import type { BulkPlan, BulkRenewals, VerifyRun } from "./actions";

/** A renewal of many, from the first look to its results. Holds no secret. */
export type Renewing =
  | { readonly phase: "planning"; readonly done: number; readonly total: number }
  | { readonly phase: "planned"; readonly plan: BulkPlan }
  | {
      readonly phase: "running";
      readonly plan: BulkPlan;
      readonly run: BulkRun;
      readonly steer: BulkRenewals;
    };

/** A verification of many; `stop` lets the current ones end. */
export type Verifying = { readonly run: VerifyRun; readonly stop: () => void };

export type BulkPanel = "renew" | "verify";

/** What is selected in the list, and what is done with many. It outlives every panel. */
export type BulkState = {
  /** Ids of connections. They stay selected while a filter hides them. */
  readonly selected: ReadonlySet<string>;
  readonly panel: BulkPanel | null;
  readonly renewing: Renewing | null;
  readonly verifying: Verifying | null;
  /** The connections that the list's filters showed when the panel opened. */
  readonly shown: ReadonlySet<string>;
};

export const initialBulk: BulkState = {
  selected: new Set(),
  panel: null,
  renewing: null,
  verifying: null,
  shown: new Set(),
};

/** The state with these connections selected or not; others stay as they are. */
export function withSelected(state: BulkState, ids: readonly string[], selected: boolean): BulkState {
  const next = new Set(state.selected);
  for (const id of ids) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return { ...state, selected: next };
}

export const withPanel = (
  state: BulkState,
  panel: BulkPanel | null,
  shown: readonly Row[] = [],
): BulkState => ({ ...state, panel, shown: new Set(shown.map(({ connection }) => connection.id)) });

/** The rows of these ids that still exist, in the order given. */
export const rowsOf = (rows: readonly Row[], ids: ReadonlySet<string>): readonly Row[] =>
  rows.filter(({ connection }) => ids.has(connection.id));

/** True for all, false for none, undefined for some of the rows. */
export function allSelected(rows: readonly Row[], selected: ReadonlySet<string>): boolean | undefined {
  const count = rows.filter(({ connection }) => selected.has(connection.id)).length;
  if (count === 0) return false;
  return count === rows.length ? true : undefined;
}
