import type { Failure } from "../../domain/failure";
import { appKeyOfPlan } from "../../domain/renewal/plan";
import { isWorking, type Ended, type NewKey, type Plan, type Renewal } from "../../domain/renewal/renewal";
import { isTransientResult } from "./prepare";
import { patiently, type Run } from "./run";

export type Stopped = { readonly plan: Plan } & Extract<Ended, { readonly stage: "stopped" }>;

/** Another tab or person holds the record or the lock now. */
export const isTakenOver = (failure: Failure): boolean =>
  failure.code === "document-conflict" || failure.code === "taken-over";

/** The record is not ours any more, or cannot be written: no further step is taken, and what is left behind is said. */
export async function fenced(run: Run, next: Renewal, failure: Failure): Promise<Stopped> {
  const { renewal, plan } = run;
  const during = isWorking(renewal) ? renewal.stage : "verifying";
  const keyId = madeBy(next) ?? ("key" in renewal ? renewal.key.keyId : null);
  const connection = during === "verifying" ? "saved" : during === "saving" ? "unknown" : "untouched";
  const stopped = { plan, stage: "stopped", during, connection } as const;
  if (isTakenOver(failure)) return { ...stopped, failure: { code: "taken-over" }, leftBehind: keyId };
  const unsaved = connection === "untouched" && (next.stage === "proving" || next.stage === "saving");
  const gone = unsaved && (await isWithdrawn(run, next.key));
  return {
    ...stopped,
    failure: { code: "journal-unavailable", cause: failure, begun: true },
    leftBehind: gone ? null : keyId,
  };
}

/** Removes the credential that this run has just made and nobody holds, where Graph still answers. */
async function isWithdrawn(run: Run, { keyId, objectId }: NewKey): Promise<boolean> {
  run.inputs = null;
  if (run.plan.mode !== "graph" || keyId === null || objectId === null) return false;
  const removed = await patiently(
    run,
    () => run.ports.credentials.remove(appKeyOfPlan(run.plan), objectId, keyId),
    isTransientResult,
  );
  return removed.ok;
}

/** The credential which the stage that could not be recorded knows of, though the record does not. */
function madeBy(next: Renewal): string | null {
  if (next.plan.mode !== "graph") return "key" in next ? next.key.keyId : null;
  if (next.stage === "looking") return "unknown";
  if (next.stage === "discarding") return next.keyId;
  return "key" in next ? next.key.keyId : null;
}
