import type { Credential } from "../../domain/credential";
import { success, type Result } from "../../domain/failure";
import { appKeyOfPlan } from "../../domain/renewal/plan";
import type { Plan } from "../../domain/renewal/renewal";
import type { Ports } from "../../ports/ports";
import { isTransientResult } from "./prepare";
import { patiently } from "./run";

/**
 * A browser may send a request again by itself when its connection breaks, so one addPassword can leave two credentials
 * with a run's marker. Nobody ever knew the other one's text. Removes those of the plan's marker which the caller knows
 * to be unused; goes on after a failure and returns the first one. What stays keeps its marker and is offered later as an
 * orphan (G127).
 */
export async function removeTwins(
  ports: Ports,
  plan: Plan,
  isUnused: (credential: Credential) => boolean,
): Promise<Result<null>> {
  const key = appKeyOfPlan(plan);
  const seen = await patiently(
    { ports },
    () => ports.credentials.read({ key, withCertificates: false }),
    isTransientResult,
  );
  if (!seen.ok) return seen;
  if (seen.value.state !== "found" || plan.marker === null) return success(null);
  const { credentials, objectId } = seen.value.app;
  let outcome: Result<null> = success(null);
  for (const one of credentials) {
    if (one.kind !== "secret" || one.displayName !== plan.marker || !isUnused(one)) continue;
    const removed = await patiently(
      { ports },
      () => ports.credentials.remove(key, objectId, one.keyId),
      isTransientResult,
    );
    if (!removed.ok && outcome.ok) outcome = removed;
  }
  return outcome;
}
