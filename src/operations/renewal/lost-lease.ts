import type { Failure } from "../../domain/failure";
import { isWorking, type Ended, type Plan, type Renewal } from "../../domain/renewal/renewal";
import { discard, type Discarded } from "./discard";
import type { Run } from "./run";

export type Stopped = { readonly plan: Plan } & Extract<Ended, { readonly stage: "stopped" }>;

/** Another tab or person holds the record or the lock now. */
export const isTakenOver = (failure: Failure): boolean =>
  failure.code === "document-conflict" || failure.code === "taken-over";

/** The record is not ours any more, or cannot be written: no further step is taken, and what is left behind is said. */
export async function stopWithoutLease(run: Run, next: Renewal, failure: Failure): Promise<Stopped> {
  const { renewal, plan } = run;
  const during = isWorking(renewal) ? renewal.stage : "verifying";
  const keyId = madeBy(next) ?? ("key" in renewal ? renewal.key.keyId : null);
  const saved = during === "verifying" || next.stage === "verifying";
  const connection = saved ? "saved" : run.sent ? "unknown" : "not-saved";
  const stopped = { plan, stage: "stopped", during, connection, readAt: null } as const;
  if (isTakenOver(failure)) return { ...stopped, failure: { code: "taken-over" }, leftBehind: keyId };
  run.inputs = null;
  const isNew = next.stage === "proving" || next.stage === "saving";
  const discarded =
    connection === "not-saved" && isNew && plan.mode === "graph" && next.key.keyId !== null
      ? await discard(run, next.key.keyId, next.key.objectId)
      : null;
  return {
    ...stopped,
    failure: { code: "journal-unavailable", cause: failure, begun: true },
    leftBehind: discarded === null ? keyId : leftBy(discarded, keyId),
  };
}

/** What is left of a credential after its removal was tried; `unknown` where another may be there. */
function leftBy(discarded: Discarded, keyId: string | null): string | null {
  switch (discarded.kind) {
    case "discarded":
      return null;
    case "kept":
      return discarded.keyId;
    case "not-looked":
      return "unknown";
    case "failed":
      return keyId;
  }
}

/** The credential which the stage that could not be recorded knows of, though the record does not. */
function madeBy(next: Renewal): string | null {
  if (next.plan.mode !== "graph") return "key" in next ? next.key.keyId : null;
  if (next.stage === "locating") return "unknown";
  if (next.stage === "discarding") return next.keyId;
  return "key" in next ? next.key.keyId : null;
}
