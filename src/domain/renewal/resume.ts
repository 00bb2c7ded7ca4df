import type { AppLookup, Credential } from "../credential";
import type { Failure } from "../failure";
import type { Instant } from "../instant";
import { markerText, short } from "../marker";
import { parseNote } from "../note";
import type { ServiceConnection } from "../service-connection";
import type { Renewal, Working } from "./renewal";

/** Both sides as they are now, read before anything is decided. */
export type Observation = {
  readonly connection:
    | { readonly state: "read"; readonly connection: ServiceConnection }
    | { readonly state: "not-read"; readonly failure: Failure };
  readonly app: AppLookup;
  readonly now: Instant;
  /** When the journal was last written: a save that began moments ago may still be under way. */
  readonly lastWrittenAt: Instant;
};

/** What an unfinished renewal turned out to be. Each has a sentence. */
export type ResumeFinding =
  /** Graph shows no credential with our marker: nothing was created. */
  | { readonly code: "nothing-issued" }
  /** A credential of ours which no connection uses. */
  | { readonly code: "orphan"; readonly keyId: string; readonly objectId: string; readonly until: Instant }
  /** A credential of ours which the connection may use: it stays. */
  | { readonly code: "may-be-in-use"; readonly keyId: string }
  /** Guided: the pasted value is gone, the connection is as it was. */
  | { readonly code: "paste-lost" }
  /** Automatic: Azure DevOps was not yet asked. */
  | { readonly code: "not-saved" }
  | { readonly code: "saved-not-verified" }
  /** Somebody saved the connection since, and nothing tells whose credential it holds (G120). */
  | { readonly code: "save-uncertain" }
  | { readonly code: "save-under-way"; readonly until: Instant }
  | {
      readonly code: "could-not-look";
      readonly side: "connection" | "graph";
      readonly failure: Failure | null;
    }
  | { readonly code: "app-gone" }
  /** The record and the marker in Entra, or the connection, do not agree: nothing of it is acted on. */
  | { readonly code: "not-ours" };

/** A PUT that was under way when the tab closed can still arrive within this time. */
export const saveSettlesMs = 120_000;

/** What an unfinished renewal turned out to be. Pure; on doubt it names the doubt and nothing may be removed (I8). */
export function findingOf(renewal: Renewal & Working, seen: Observation): ResumeFinding {
  if (seen.connection.state === "not-read")
    return { code: "could-not-look", side: "connection", failure: seen.connection.failure };
  const { connection } = seen.connection;
  if (!agrees(renewal, connection)) return { code: "not-ours" };
  switch (renewal.stage) {
    case "preparing":
      return renewal.plan.mode === "guided"
        ? { code: "paste-lost" }
        : renewal.plan.mode === "graph"
          ? { code: "nothing-issued" }
          : { code: "not-saved" };
    case "issuing":
    case "looking":
    case "proving":
    case "discarding":
      return renewal.plan.mode === "graph"
        ? lookForOurs(renewal, connection, seen.app)
        : { code: "paste-lost" };
    case "saving":
      return afterSaving(renewal, connection, seen);
    case "verifying":
      return { code: "saved-not-verified" };
  }
}

/** A journal anybody could have written is believed only where connection and marker say the same. */
function agrees({ plan }: Renewal, connection: ServiceConnection): boolean {
  const same = (planned: string | null, actual: string | null): boolean =>
    planned === null || planned === (actual?.toLowerCase() ?? null);
  const marked =
    plan.marker === null ? plan.mode !== "graph" : plan.marker === markerText(plan.connectionId, plan.runId);
  return (
    plan.connectionId === connection.id.toLowerCase() &&
    same(plan.appId, connection.appId) &&
    same(plan.tenantId, connection.tenantId) &&
    marked
  );
}

function lookForOurs({ plan }: Renewal, connection: ServiceConnection, app: AppLookup): ResumeFinding {
  if (app.state === "not-looked") return { code: "could-not-look", side: "graph", failure: null };
  if (app.state !== "found") return { code: "app-gone" };
  const ours = app.app.credentials.find((one) => one.kind === "secret" && one.displayName === plan.marker);
  if (ours === undefined) return { code: "nothing-issued" };
  return isUnused(ours, connection)
    ? { code: "orphan", keyId: ours.keyId, objectId: app.app.objectId, until: ours.until }
    : { code: "may-be-in-use", keyId: ours.keyId };
}

/**
 * Unused, given a record which says that the credential was not saved: the connection's note names another one, or it was
 * not saved at all since this one exists. A record that lies about its stage cannot make a credential in use look like an
 * orphan.
 */
export function isUnused(credential: Credential, connection: ServiceConnection): boolean {
  const note = parseNote(connection.description);
  if (note?.key8 === short(credential.keyId)) return false;
  return wasMadeAfterTheSave(credential, connection) || (note !== null && note.key8 !== null);
}

/** The connection was not saved since this credential exists. */
export const wasMadeAfterTheSave = ({ from }: Credential, { modifiedAt }: ServiceConnection): boolean =>
  modifiedAt !== null && from !== null && modifiedAt < from;

function afterSaving(
  renewal: Renewal & { readonly stage: "saving" },
  connection: ServiceConnection,
  seen: Observation,
): ResumeFinding {
  const { plan, baseline, key } = renewal;
  if (isSavedByNote(renewal, connection)) return { code: "saved-not-verified" };
  const untouched = baseline.modifiedAt !== null && connection.modifiedAt === baseline.modifiedAt;
  if (!untouched) {
    // In automatic mode the effect is judged by testing, so an edit in between does no harm (Q1).
    return plan.mode === "automatic" && baseline.modifiedAt !== null
      ? { code: "saved-not-verified" }
      : { code: "save-uncertain" };
  }
  const settlesAt = (seen.lastWrittenAt + saveSettlesMs) as Instant;
  if (seen.now < settlesAt) return { code: "save-under-way", until: settlesAt };
  if (plan.mode === "automatic") return { code: "not-saved" };
  if (plan.mode === "guided") return { code: "paste-lost" };
  return key.keyId === null ? { code: "save-uncertain" } : lookForOurs(renewal, connection, seen.app);
}

/** The note travels in the same PUT as the secret, so it tells which one Azure DevOps holds (I5). */
export function isSavedByNote(
  renewal: Renewal & { readonly stage: "saving" },
  connection: ServiceConnection,
): boolean {
  const { plan, key, baseline } = renewal;
  const note = plan.writeNote ? parseNote(connection.description) : null;
  if (note === null) return false;
  if (key.keyId !== null) return note.key8 === short(key.keyId);
  return note.key8 === null && connection.modifiedAt !== baseline.modifiedAt;
}

/** Where Resume leads, or null where resuming would not be safe. Pure. */
export function resumed(renewal: Renewal & Working, finding: ResumeFinding): Renewal | null {
  const { plan } = renewal;
  switch (finding.code) {
    case "nothing-issued":
      // Graph's reads lag (G45), so the run looks a few times more before it makes another secret (G116).
      return renewal.stage === "preparing"
        ? { plan, stage: "preparing" }
        : { plan, stage: "looking", baseline: renewal.baseline, attempt: 0 };
    case "paste-lost":
    case "not-saved":
      return { plan, stage: "preparing" };
    case "orphan":
      if (renewal.stage === "preparing") return null;
      return {
        plan,
        stage: "discarding",
        baseline: renewal.baseline,
        keyId: finding.keyId,
        objectId: finding.objectId,
        attempt: 0,
        then: { kind: "issue-again" },
      };
    case "saved-not-verified":
    case "save-uncertain":
      if (renewal.stage === "verifying") return renewal;
      return renewal.stage === "saving"
        ? {
            plan,
            stage: "verifying",
            baseline: renewal.baseline,
            key: renewal.key,
            proved: renewal.proved,
            savedAt: finding.code === "save-uncertain" ? null : plan.startedAt,
          }
        : null;
    case "may-be-in-use":
    case "save-under-way":
    case "could-not-look":
    case "app-gone":
    case "not-ours":
      return null;
  }
}

/** What Clean up does: `discard` removes our orphan first, `close` only ends the record, null is not offered. */
export function cleanUpOf(finding: ResumeFinding): "discard" | "close" | null {
  switch (finding.code) {
    case "orphan":
      return "discard";
    case "nothing-issued":
    case "paste-lost":
    case "not-saved":
    case "saved-not-verified":
    case "save-uncertain":
    case "may-be-in-use":
    case "app-gone":
    case "not-ours":
      return "close";
    case "save-under-way":
    case "could-not-look":
      return null;
  }
}
