import { useHub } from "../../shell/contracts/hub-context";
import { useStore } from "../../shell/contracts/use-store";
import type { BulkState } from "./bulk-state";

/** A part of what is done with many. */
export const useBulk = <Part>(select: (state: BulkState) => Part): Part => useStore(useHub().bulk, select);
