import type { BulkPlan, BulkRun } from "../../../domain/bulk";
import * as ReactDOM from "react-dom";
import { usePart, type Part } from "../../shell/contracts/hub-context";
import { createStore, type Store } from "../../shell/contracts/store";
import type { BulkRenewals } from "../../../operations/renew-bulk";
import type { VerifyRun } from "../../../operations/verify-bulk";

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

/** What is done with many. It outlives every panel. */
export type BulkState = { readonly renewing: Renewing | null; readonly verifying: Verifying | null };

export const bulkPart: Part<Store<BulkState>> = {
  make: () => createStore<BulkState>({ renewing: null, verifying: null }, ReactDOM.unstable_batchedUpdates),
};

/** Something of what is done with many. */
export const useBulk = <Selected>(select: (state: BulkState) => Selected): Selected =>
  usePart(bulkPart, select);
