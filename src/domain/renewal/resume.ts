import type { AppLookup } from "../credential";
import type { Actor, Failure } from "../failure";
import type { Instant } from "../instant";
import { markerText } from "../marker";
import { noteIn, noteText } from "../note";
import { holdsNoSecret, type ServiceConnection } from "../service-connection";
import { removableOf } from "./removal";
import type { Baseline, NewKey, Plan, Renewal, Working } from "./renewal";

/** Both sides as they are now, read before anything is decided. */
export type Observation = {
  readonly connection:
    | { readonly state: "read"; readonly connection: ServiceConnection }
    | { readonly state: "not-read"; readonly failure: Failure };
  readonly app: AppLookup;
};

/** What an unfinished renewal turned out to be. Each has a sentence. */
export type ResumeFinding =
  /** Graph shows no credential with the run's marker. */
  | { readonly code: "nothing-issued" }
  /** A credential of the run which the connection provably does not hold. */
  | { readonly code: "orphan"; readonly keyId: string; readonly until: Instant }
  /** A credential of the run which the connection may hold, for it was changed since: it stays. */
  | { readonly code: "may-be-in-use"; readonly keyId: string }
  /** Guided: the pasted value is gone, the connection is as it was. */
  | { readonly code: "paste-lost" }
  /** Automatic: the connection is as it was. */
  | { readonly code: "not-saved" }
  /** The connection shows the very save that this run makes. */
  | { readonly code: "saved-not-verified" }
  /** The connection was changed since, and nothing tells whose credential it holds (G120). */
  | { readonly code: "save-uncertain" }
  | {
      readonly code: "could-not-look";
      readonly side: "connection" | "graph";
      readonly failure: Failure | null;
    }
  | { readonly code: "app-gone" }
  /** The record and the marker in Entra, or the connection, do not agree: nothing of it is acted on. */
  | { readonly code: "not-ours" }
  /** Another record speaks of the same connection, so taking this one over stops nobody. */
  | { readonly code: "two-records" };

/**
 * What an unfinished renewal turned out to be. Pure. The record only says where to look: stage, key and dates in it may be
 * anybody's (P10), so they never make a credential removable.
 */
export function findingOf(renewal: Renewal & Working, seen: Observation): ResumeFinding {
  if (seen.connection.state === "not-read")
    return { code: "could-not-look", side: "connection", failure: seen.connection.failure };
  const { connection } = seen.connection;
  if (!agrees(renewal, connection)) return { code: "not-ours" };
  const { plan } = renewal;
  switch (renewal.stage) {
    case "preparing":
      if (plan.mode === "guided") return { code: "paste-lost" };
      return { code: plan.mode === "graph" ? "nothing-issued" : "not-saved" };
    case "issuing":
    case "locating":
    case "proving":
    case "discarding":
      return plan.mode === "graph" ? lookForOurs(plan, connection, seen.app) : { code: "paste-lost" };
    case "saving":
    case "verifying":
      return afterSaving(renewal, connection, seen.app);
  }
}

/** A record is looked at only where connection and marker say the same; one that was converted since holds no secret to speak of. */
function agrees({ plan }: Renewal, connection: ServiceConnection): boolean {
  const same = (planned: string | null, actual: string | null): boolean =>
    planned === null || planned === (actual?.toLowerCase() ?? null);
  const marked =
    plan.marker === null ? plan.mode !== "graph" : plan.marker === markerText(plan.connectionId, plan.runId);
  return (
    plan.connectionId === connection.id.toLowerCase() &&
    !holdsNoSecret(connection) &&
    same(plan.appId, connection.appId) &&
    same(plan.tenantId, connection.tenantId) &&
    marked
  );
}

function lookForOurs({ marker }: Plan, connection: ServiceConnection, app: AppLookup): ResumeFinding {
  if (app.state === "not-looked") return { code: "could-not-look", side: "graph", failure: null };
  if (app.state !== "found") return { code: "app-gone" };
  const { removable, kept } = removableOf({
    connection,
    app,
    marker: marker ?? "",
    held: null,
    neverSent: false,
  });
  const [orphan] = removable;
  const [stays] = kept;
  if (orphan !== undefined) return { code: "orphan", keyId: orphan.keyId, until: orphan.until };
  return stays === undefined ? { code: "nothing-issued" } : { code: "may-be-in-use", keyId: stays.keyId };
}

function afterSaving(
  renewal: Renewal & { readonly stage: "saving" | "verifying" },
  connection: ServiceConnection,
  app: AppLookup,
): ResumeFinding {
  const { plan, baseline } = renewal;
  if (isSavedByRun(renewal, connection)) return { code: "saved-not-verified" };
  const untouched = baseline.modifiedAt !== null && connection.modifiedAt === baseline.modifiedAt;
  if (!untouched) return { code: "save-uncertain" };
  if (plan.mode === "graph") return lookForOurs(plan, connection, app);
  return { code: plan.mode === "automatic" ? "not-saved" : "paste-lost" };
}

/**
 * Whether what was read is this run's own save: its very note, which was not there before, in a change by the person who
 * started it, later than the one the run began with. The note travels in the same PUT as the secret (I5). A change by
 * somebody else may have kept the note and replaced the secret, so it does not count.
 */
export function isSavedByRun(
  { plan, key, baseline }: { readonly plan: Plan; readonly key: NewKey; readonly baseline: Baseline },
  { description, modifiedAt, modifiedBy }: ServiceConnection,
): boolean {
  if (!plan.writeNote || modifiedAt === null) return false;
  const written = noteText(key.keyId, key.until);
  const later = baseline.modifiedAt === null || modifiedAt > baseline.modifiedAt;
  const byStarter = modifiedBy?.id.toLowerCase() === plan.startedBy.id.toLowerCase();
  return noteIn(description) === written && baseline.note !== written && later && byStarter;
}

/**
 * Whether a call of the interrupted run may still take effect: it may have asked for a secret, or sent a save. In doubt a
 * record claims too much, never too little: what is removed is decided after the quiet time in every case.
 */
export const mayStillAct = ({ plan, stage }: Renewal & Working): boolean =>
  stage !== "preparing" && stage !== "verifying" && (plan.mode === "graph" || stage === "saving");

/** How an unfinished renewal goes on: verified as it is, or planned anew as a run of its own. */
export type ResumeWay =
  | { readonly kind: "verify"; readonly from: Renewal & Working }
  | { readonly kind: "anew" };

/** Where Resume leads, or null where resuming would not be safe. Pure. */
export function resumed(renewal: Renewal & Working, finding: ResumeFinding): ResumeWay | null {
  switch (finding.code) {
    case "nothing-issued":
    case "paste-lost":
    case "not-saved":
    case "orphan":
    case "may-be-in-use":
      return { kind: "anew" };
    case "saved-not-verified":
    case "save-uncertain": {
      if (renewal.stage !== "saving" && renewal.stage !== "verifying") return null;
      const { plan, baseline, key, proved } = renewal;
      const savedAt = finding.code === "save-uncertain" ? null : plan.startedAt;
      return { kind: "verify", from: { plan, stage: "verifying", baseline, key, proved, savedAt } };
    }
    case "could-not-look":
    case "app-gone":
    case "not-ours":
    case "two-records":
      return null;
  }
}

/**
 * The plan of the run that takes the place of an interrupted one. It has an id and a marker of its own, so that what it
 * makes can never be taken for what the record speaks of.
 */
export const planAnew = (
  plan: Plan,
  { runId, now, actor }: { readonly runId: string; readonly now: Instant; readonly actor: Actor },
): Plan => ({
  ...plan,
  runId,
  marker: plan.mode === "graph" ? markerText(plan.connectionId, runId) : null,
  startedAt: now,
  startedBy: actor,
});

/** Whether Clean up is offered. It removes what is provably unused, and ends the record. */
export const mayCleanUp = ({ code }: ResumeFinding): boolean => code !== "could-not-look";
