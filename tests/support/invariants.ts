import type { WorldSimulator } from "../../simulator/simulator";
import { subjectOf } from "./simulated-tab";

/** What was true before anything happened, against which every later moment is held. */
export type Standing = {
  /** What is wrong now; empty where everything that must hold holds. */
  problems(sim: WorldSimulator, atOnce?: number): readonly string[];
  /** The same once everything has come to rest; orphans only as many as the hub said it leaves alone. */
  problemsAtTheEnd(sim: WorldSimulator, leftKnowingly: number): readonly string[];
};

const marker = /^ADO-SC v1 /;

/** Remembers the connection's and the app registration's state. */
export function standing(before: WorldSimulator): Standing {
  const { endpoint, application } = subjectOf(before);
  let worked = works(before);
  const automatic = endpoint.data["creationMode"] === "Automatic";
  const foreign = application.passwordCredentials
    .filter((one) => !marker.test(one.displayName ?? ""))
    .map((one) => one.keyId);
  const references = endpoint.references.length;

  const problems = (sim: WorldSimulator, atOnce = 4): string[] => {
    const now = subjectOf(sim);
    const found: string[] = [];
    if (worked && !works(sim)) found.push("the connection does not work any more");
    // A save under way undoes a conversion by somebody else, so that only what a secret did has to go on.
    worked ||= works(sim) && now.endpoint.authorization.scheme === "ServicePrincipal";
    if (!worked && now.endpoint.secrets["serviceprincipalkey"] === "")
      found.push("the connection holds an empty secret");
    const removed = foreign.filter(
      (keyId) => now.application.passwordCredentials.find((one) => one.keyId === keyId)?.removedAt !== null,
    );
    // What an automatic save removes is Azure DevOps' doing, which the plan says (E2); what the hub asked for is not.
    const byHub = automatic ? removed.filter((keyId) => wasAskedToRemove(sim, keyId)) : removed;
    if (byHub.length > 0) found.push(`a foreign credential was removed: ${byHub.join(", ")}`);
    // Each run has one credential in the making, and twins only where a browser or a throttle made it ask again.
    if (orphans(sim).length > atOnce) found.push(`${String(orphans(sim).length)} orphans at once`);
    if (now.endpoint.references.length < references) found.push("a project lost the connection");
    return found;
  };
  return {
    problems,
    problemsAtTheEnd: (sim, leftKnowingly) => {
      const found = problems(sim);
      if (orphans(sim).length > leftKnowingly) found.push("an orphan was left behind");
      return found;
    },
  };
}

/** Whether a request for the removal of this credential was ever sent. */
export const wasAskedToRemove = (sim: WorldSimulator, keyId: string): boolean =>
  sim.traffic.requests.some(({ path, body }) => path.endsWith("/removePassword") && body.includes(keyId));

/** Whether Entra accepts what the connection holds, propagation aside; a federated one holds nothing. */
export function works(sim: WorldSimulator): boolean {
  const { endpoint, application } = subjectOf(sim);
  if (endpoint.authorization.scheme !== "ServicePrincipal") return true;
  const held = endpoint.secrets["serviceprincipalkey"];
  return application.passwordCredentials.some(
    (one) => one.secretText === held && one.removedAt === null && one.endDateTime > sim.clock.now(),
  );
}

/** Living credentials of ours which the connection does not hold. */
export function orphans(sim: WorldSimulator): readonly string[] {
  const { endpoint, application } = subjectOf(sim);
  const held = endpoint.secrets["serviceprincipalkey"];
  return application.passwordCredentials
    .filter((one) => marker.test(one.displayName ?? "") && one.removedAt === null && one.secretText !== held)
    .map((one) => one.keyId);
}

/** Watches what the connection holds: a value that Entra does not accept yet must never get there. */
export function unprovedSaves(sim: WorldSimulator): () => readonly string[] {
  let held = subjectOf(sim).endpoint.secrets["serviceprincipalkey"];
  return () => {
    const { endpoint, application } = subjectOf(sim);
    const now = endpoint.secrets["serviceprincipalkey"];
    if (now === held) return [];
    held = now;
    const credential = application.passwordCredentials.find((one) => one.secretText === now);
    if (credential === undefined) return ["the connection holds a value that is no credential"];
    const usable = sim.clock.now() >= credential.createdAt + credential.propagation.usableAfterMs;
    return usable ? [] : ["a credential was saved before Entra accepted it"];
  };
}
