import { failed, mayHaveHappened, type Result } from "../../domain/failure";
import { daysBetween, type Instant } from "../../domain/instant";
import { appKeyOfPlan, plannedEnd, shorterLifetimes } from "../../domain/renewal/plan";
import { isMarked } from "../../domain/renewal/removal";
import type { NewKey, Renewal } from "../../domain/renewal/renewal";
import type { RenewalEvent } from "../../domain/renewal/transition";
import type { SecretInputs } from "../../domain/secret";
import type { IssuedCredential } from "../../ports/app-credentials";
import { confirmLease, mayLeave } from "./lease";
import { isThrottledOnce, isWorthRepeatingResult } from "./prepare";
import { cancelled, retrying, type Run } from "./run";

type Issuing = Renewal & { readonly stage: "issuing" };

/** A new secret from Graph, or from the person who made it in the portal. */
export const issue = (run: Run, renewal: Issuing): Promise<RenewalEvent> =>
  renewal.plan.mode === "graph" ? issueThroughGraph(run) : takePasted(run, renewal);

async function issueThroughGraph(run: Run): Promise<RenewalEvent> {
  const { plan, ports } = run;
  if (run.control.signal.aborted) return { kind: "failed", failure: cancelled };
  const key = appKeyOfPlan(run.plan);
  const write = await ports.credentials.connect("write", { tenantId: key.tenantId, interactive: false });
  if (!write.ok) return { kind: "failed", failure: write.failure };
  const marker = plan.marker ?? "";
  // A throttled call created nothing, and the shared brake keeps the pause that was asked for (G30).
  const ask = (until: Instant) => retrying(run, () => issueOnce(run, marker, until), isThrottledOnce);
  let answer = await ask(plan.until);
  // A policy's refusal created nothing, so the next shorter lifetime may be asked for at once (G22).
  for (const lifetime of shorterLifetimes(daysBetween(run.now(), plan.until))) {
    if (answer.ok || answer.failure.code !== "lifetime-capped") break;
    run.shortenedToDays = lifetime;
    answer = await ask(plannedEnd(run.now(), lifetime));
  }
  run.lostAt = run.moment();
  if (!answer.ok) return { kind: "failed", failure: answer.failure };
  const { keyId, objectId, until, secret } = answer.value;
  run.issuedAt = run.lostAt;
  run.made = keyId.toLowerCase();
  run.inputs = new Map([[plan.inputNames[0] ?? "serviceprincipalkey", secret]]);
  return { kind: "issued", key: { keyId: keyId.toLowerCase(), objectId, until } };
}

/** One addPassword, which leaves only while record and lock are surely this run's. */
async function issueOnce(run: Run, marker: string, until: Instant): Promise<Result<IssuedCredential>> {
  const lost = await confirmLease(run);
  if (lost !== null) return failed(lost);
  const call = { left: false };
  const leave = (): boolean => (call.left = mayLeave(run));
  const answer = await run.ports.credentials.issue(appKeyOfPlan(run.plan), { marker, until, leave });
  // A call that was kept here, because the machine slept on the way, asked for nothing.
  return answer.ok || call.left || !mayHaveHappened(answer.failure)
    ? answer
    : failed({ code: "journal-unavailable", cause: answer.failure, begun: true });
}

async function takePasted(run: Run, { baseline, plan }: Issuing): Promise<RenewalEvent> {
  const pasted = await run.waitFor("paste", () => run.control.paste());
  if (pasted === null) return { kind: "failed", failure: cancelled };
  const { inputs, until } = pasted;
  run.inputs = inputs;
  const matched = plan.material === "client-secret" ? await matchByHint(run, inputs, baseline.keyIds) : null;
  // The plan speaks of the certificate that it was made for; after an interruption another one may have been pasted.
  return { kind: "issued", key: matched ?? { keyId: null, objectId: null, until: until ?? plan.until } };
}

/** Graph tells the first three characters of each secret; exactly one match names the pasted one (G2, G126). */
async function matchByHint(
  run: Run,
  pasted: SecretInputs,
  before: readonly string[] | null,
): Promise<NewKey | null> {
  const secret = pasted.values().next().value;
  if (before === null || secret === undefined) return null;
  const found = await retrying(
    run,
    () => run.ports.credentials.read({ key: appKeyOfPlan(run.plan), withCertificates: false }),
    isWorthRepeatingResult,
  );
  if (!found.ok || found.value.state !== "found") return null;
  const { app } = found.value;
  const hint = secret.reveal().slice(0, 3);
  const matching = app.credentials.filter(
    (one) => one.kind === "secret" && one.hint === hint && one.until > run.now(),
  );
  const fresh = matching.filter((one) => !before.includes(one.keyId.toLowerCase()));
  const [only, ...others] = fresh.length > 0 ? fresh : matching;
  if (only === undefined || others.length > 0) return null;
  return { keyId: only.keyId.toLowerCase(), objectId: app.objectId, until: only.until };
}

/**
 * A secret whose reply was lost may still appear: it is looked for by the run's marker until that cannot happen any more
 * (G45, G116), so that none is left unnoticed and no second one is made beside it.
 */
export async function locate(run: Run): Promise<RenewalEvent> {
  const key = appKeyOfPlan(run.plan);
  await run.settle(run.lostAt, "secret");
  const seen = await retrying(
    run,
    () => run.ports.credentials.read({ key, withCertificates: false }),
    isWorthRepeatingResult,
    6,
  );
  if (!seen.ok) return { kind: "failed", failure: seen.failure };
  if (seen.value.state !== "found") return { kind: "failed", failure: { code: "app-not-found" } };
  const { app } = seen.value;
  const found = app.credentials
    .filter((one) => isMarked(one, run.plan.marker ?? ""))
    .map((one) => ({ keyId: one.keyId.toLowerCase(), objectId: app.objectId }));
  return { kind: "located", found };
}
