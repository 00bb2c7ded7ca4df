import type { BulkConversionEntry } from "../../../../domain/federation/bulk-conversion";
import { countText } from "../../../../words/common";
import { isolated } from "../../../../words/isolated";
import type { ConversionRun } from "../actions";

const connections = (count: number): string => countText(count, "connection", "connections");

export const startBulkText = (count: number): string => `Convert ${connections(count)}…`;
export const confirmBulkText = (count: number): string => `Convert ${connections(count)}`;
export const cancelBulkText = "Cancel";
export const bulkListName = "Conversions";
export const bulkMeansText =
  "At most four are converted at a time, and each is verified. The first that fails or can't be verified keeps the waiting ones from starting. Each can be reverted for seven days.";
export const leftOutText = (count: number): string =>
  `${connections(count)} with an unfinished renewal ${count === 1 ? "is" : "are"} left out.`;
export const revertOneText = "Revert";
export const revertOneName = (name: string): string => `Revert ${isolated(name)}`;

/** Where one of a bulk stands; `reverting` is its way back, where it was asked for. */
export function phaseText(
  phase: BulkConversionEntry["phase"],
  stopped: boolean,
  reverting: ConversionRun | null,
): string {
  if (reverting !== null)
    return reverting.end === null
      ? "reverting…"
      : reverting.conversion?.stage === "reverted"
        ? "reverted."
        : "not reverted. Open its federation panel to see why.";
  switch (phase) {
    case "waiting":
      return stopped ? "not started, because another one failed." : "waiting.";
    case "running":
      return "converting…";
    case "done":
      return "converted and verified.";
    case "failed":
      return "not converted and verified. Open its federation panel to see why.";
  }
}
