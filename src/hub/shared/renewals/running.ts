import * as ReactDOM from "react-dom";
import type { Plan } from "../../../domain/renewal/renewal";
import type { RunView } from "../../../operations/run-control";
import type { Part } from "../../shell/contracts/hub-context";
import { createStore, type Store } from "../../shell/contracts/store";

/** One renewal of this visit, as the page shows it. Holds no secret. */
export type Running = {
  readonly plan: Plan;
  /** Null until the run reports for the first time. */
  readonly view: RunView | null;
  readonly ended: boolean;
  /** The run broke off through a bug, not through a failure. */
  readonly broken: boolean;
  readonly cancelling: boolean;
};

/** Renewals of this visit by connection id in lower case: what rows show without the code that runs them. */
export const runningPart: Part<Store<ReadonlyMap<string, Running>>> = {
  make: () => createStore<ReadonlyMap<string, Running>>(new Map(), ReactDOM.unstable_batchedUpdates),
};

/** Connection ids, in lower case, whose interrupted renewals the page lists above the connections. */
export const interruptedPart: Part<Store<ReadonlySet<string>>> = {
  make: () => createStore<ReadonlySet<string>>(new Set(), ReactDOM.unstable_batchedUpdates),
};
