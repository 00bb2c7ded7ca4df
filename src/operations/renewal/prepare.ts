import { liveCredentials, type AppLookup } from "../../domain/credential";
import { isWorthRepeating, type Result } from "../../domain/failure";
import { noteIn } from "../../domain/note";
import { otherSecretsOf } from "../../domain/renewal/other-secrets";
import type { RenewalEvent } from "../../domain/renewal/transition";
import { appKeyOf, type ServiceConnection } from "../../domain/service-connection";
import { diagnose } from "../../domain/verification/diagnose";
import { refusalOfPlan } from "./check-plan";
import { retrying, type Run } from "./run";

/** Reads both sides before anything happens: the connection, its present verdict, and the live key ids. */
export async function prepare(run: Run): Promise<RenewalEvent> {
  const { plan, ports } = run;
  const read = await retrying(run, () => ports.connections.read(run.ref), isWorthRepeatingResult);
  if (!read.ok) return { kind: "failed", failure: read.failure };
  const connection = read.value;
  run.sharesBefore = connection.shares;
  // A stored plan was held against the stricter rule when it was resumed.
  const refused = await refusalOfPlan(ports, plan, connection, true);
  if (refused !== null) return { kind: "failed", failure: refused };
  const app = await readApp(run, connection);
  if (plan.mode === "graph") {
    if (!app.ok) return { kind: "failed", failure: app.failure };
    if (app.value.state !== "found") return { kind: "failed", failure: { code: "app-not-found" } };
  }
  if (risksUnasked(run, connection, app))
    return { kind: "failed", failure: { code: "other-secrets-at-risk" } };
  const verdict = diagnose(await ports.connections.test(run.ref), { recentChange: false });
  const keyIds =
    app.ok && app.value.state === "found"
      ? liveCredentials(app.value.app.credentials, "secret", run.now()).map((one) => one.keyId.toLowerCase())
      : null;
  return {
    kind: "prepared",
    baseline: {
      modifiedAt: connection.modifiedAt,
      passed: verdict.word === "verified",
      roleMissing: verdict.word === "role missing",
      keyIds,
      note: noteIn(connection.description),
    },
  };
}

/** Secrets came to the app registration after the plan was shown, or the plan could not see them: nobody agreed (E2). */
const risksUnasked = (run: Run, connection: ServiceConnection, app: Result<AppLookup>): boolean =>
  run.plan.mode === "automatic" &&
  !run.plan.othersMayGo &&
  app.ok &&
  (otherSecretsOf(connection, app.value, run.now())?.length ?? 0) > 0;

/** The app registration as Graph shows it; a failure where Graph is not at hand. */
export async function readApp(run: Run, connection: ServiceConnection): Promise<Result<AppLookup>> {
  const key = appKeyOf(connection);
  if (key === null) return { ok: false, failure: { code: "app-not-found" } };
  return retrying(
    run,
    () => run.ports.credentials.read({ key, withCertificates: false }),
    isWorthRepeatingResult,
  );
}

/** Throttled, and not yet repeated below: a write, or its first step, may be sent again after the pause. */
export const isThrottledOnce = (answer: Result<unknown>): boolean =>
  !answer.ok && answer.failure.code === "throttled" && isWorthRepeating(answer.failure);

export const isWorthRepeatingResult = (answer: Result<unknown>): boolean =>
  !answer.ok && isWorthRepeating(answer.failure);
