import { failed, success, type Failure, type Result } from "../../domain/failure";
import { appKeyOfPlan } from "../../domain/renewal/plan";
import { removableOf, type Held, type Removable } from "../../domain/renewal/removal";
import type { Plan } from "../../domain/renewal/renewal";
import type { Ports } from "../../ports/ports";
import { isWorthRepeatingResult } from "./prepare";
import { retrying } from "./run";

/** What is known besides both sides; see `RemovalFacts`. */
export type Proof = { readonly held: Held | null; readonly neverSent: boolean };

/** What became of a run's credentials: how many were removed, and the key ids of those that stay. */
export type Cleared = { readonly removed: readonly string[]; readonly kept: readonly string[] };

/**
 * Removes the credentials of one run which the connection provably does not hold, judged by `removableOf` from a fresh look
 * at both sides. Called only when no save of that run can still arrive. A browser may send addPassword twice when its
 * connection breaks, so there can be several. Goes on after a failure and returns the first one; what stays keeps its marker.
 */
export async function clearRun(ports: Ports, plan: Plan, proof: Proof): Promise<Result<Cleared>> {
  if (plan.marker === null) return success({ removed: [], kept: [] });
  const key = appKeyOfPlan(plan);
  const read = await retrying(
    { ports },
    () =>
      ports.connections.read({
        id: plan.connectionId,
        project: { id: plan.projectId, name: plan.projectName },
      }),
    isWorthRepeatingResult,
  );
  if (!read.ok) return read;
  const seen = await retrying(
    { ports },
    () => ports.credentials.read({ key, withCertificates: false }),
    isWorthRepeatingResult,
  );
  if (!seen.ok) return seen;
  const { removable, kept } = removableOf({
    connection: read.value,
    app: seen.value,
    marker: plan.marker,
    ...proof,
  });
  let failure: Failure | null = null;
  const removed: string[] = [];
  for (const one of removable) {
    const answer = await removeOne(ports, plan, one);
    if (answer.ok) removed.push(one.keyId);
    else failure ??= answer.failure;
  }
  return failure === null ? success({ removed, kept: kept.map(({ keyId }) => keyId) }) : failed(failure);
}

const removeOne = (
  ports: Ports,
  plan: Plan,
  { objectId, keyId }: Pick<Removable, "objectId" | "keyId">,
): Promise<Result<"removed" | "absent">> =>
  retrying(
    { ports },
    () => ports.credentials.remove(appKeyOfPlan(plan), objectId, keyId),
    isWorthRepeatingResult,
  );
