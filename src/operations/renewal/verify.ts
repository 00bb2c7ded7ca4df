import { liveCredentials } from "../../domain/credential";
import { appKeyOfPlan } from "../../domain/renewal/plan";
import { spreads, verifyAutomatic, verifySaved } from "../../domain/renewal/probing";
import type { Held } from "../../domain/renewal/removal";
import type { NewKey, Renewal } from "../../domain/renewal/renewal";
import type { RenewalEvent } from "../../domain/renewal/transition";
import { holdsNoSecret, type ServiceConnection } from "../../domain/service-connection";
import { diagnose } from "../../domain/verification/diagnose";
import { isWorthRepeatingResult } from "./prepare";
import { clearRun } from "./clear";
import { keepAlive } from "./lease";
import { probe } from "./probe";
import { cancelled, retrying, type Run } from "./run";
import { outcomeFailure, untilReady } from "./save";

/** What Azure DevOps now holds is tested by id until it passes several times in a row. */
export async function verify(
  run: Run,
  renewal: Renewal & { readonly stage: "verifying" },
): Promise<RenewalEvent> {
  // The save is judged: nobody needs the text any more.
  run.inputs = null;
  const { plan, ports, control } = run;
  if (!plan.verifiable) {
    const verdict = diagnose({ kind: "not-testable", reason: plan.connectionName }, { recentChange: false });
    return { kind: "verified", verdict, at: run.now(), newCredentialSeen: null, key: null, held: null };
  }
  // A resumed run did not see the end of the save; judged while it goes on, it would seem to have renewed nothing (Q20).
  if (plan.mode === "automatic") {
    const ready = await untilReady(run);
    if (!ready.ok) return { kind: "failed", failure: outcomeFailure(ready.failure) };
  }
  const end = await probe({
    clock: ports.clock,
    schedule: plan.mode === "automatic" ? verifyAutomatic : verifySaved,
    test: () => ports.connections.test(run.ref),
    recentChange: spreads(plan),
    signal: control.signal,
    report: (attempt) => run.attempt(attempt),
    keepAlive: () => keepAlive(run),
  });
  // What is gone is worth knowing however the test ended: others may have used it (E2).
  const seen = plan.mode === "automatic" ? await newCredential(run, renewal.baseline.keyIds) : null;
  if (end.kind === "cancelled") return { kind: "failed", failure: cancelled };
  if (end.kind === "refused") return end;
  const after = await ports.connections.read(run.ref);
  // Converted meanwhile, it signs in without the secret, so the test says nothing of what was saved.
  if (after.ok && holdsNoSecret(after.value))
    return { kind: "failed", failure: { code: "converted-meanwhile" } };
  const held = end.verdict.credentialAccepted && after.ok ? heldOf(run, after.value) : null;
  // What an addPassword that was sent twice left beside it. What cannot be removed keeps its marker.
  if (held !== null) await clearRun(ports, plan, { held, neverSent: false });
  return {
    kind: "verified",
    verdict: end.verdict,
    at: run.now(),
    newCredentialSeen: seen === null ? null : seen !== "none",
    key: seen === null || seen === "none" ? null : seen,
    held,
  };
}

/** What the connection provably holds: the key this page made and saved, where nobody changed it since. */
function heldOf(
  { made, savedModifiedAt, plan, before }: Run,
  { modifiedAt }: ServiceConnection,
): Held | null {
  return plan.mode === "graph" && made !== null && savedModifiedAt !== null && modifiedAt === savedModifiedAt
    ? { keyId: made, modifiedAt: savedModifiedAt, before: before?.modifiedAt ?? null }
    : null;
}

/**
 * The effect of an automatic save in Graph, with what it removed (E2); null where Graph cannot tell. Three looks, since
 * reads lag (G45).
 */
async function newCredential(run: Run, before: readonly string[] | null): Promise<NewKey | "none" | null> {
  if (before === null || run.plan.appId === null) return null;
  const request = { key: appKeyOfPlan(run.plan), withCertificates: false };
  for (let look = 1; ; look += 1) {
    const seen = await retrying(run, () => run.ports.credentials.read(request), isWorthRepeatingResult);
    if (!seen.ok || seen.value.state !== "found") return null;
    const { app } = seen.value;
    const there = new Set(app.credentials.map(({ keyId }) => keyId.toLowerCase()));
    run.goneSecrets = before.filter((keyId) => !there.has(keyId));
    const fresh = liveCredentials(app.credentials, "secret", run.now()).filter(
      (one) => !before.includes(one.keyId.toLowerCase()),
    );
    const newest = fresh[fresh.length - 1];
    if (newest !== undefined) return { keyId: newest.keyId, objectId: app.objectId, until: newest.until };
    if (look === 3) return "none";
    await run.ports.clock.sleep(5_000);
  }
}
