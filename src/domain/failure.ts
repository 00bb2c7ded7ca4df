import type { Instant } from "./instant";
import type { VerdictWord } from "./verification/sign-in-errors";

/** Who did something, as shown to an administrator. */
export type Actor = { readonly id: string; readonly name: string };

/** The remote system a failure speaks of. */
export type RemoteSystem = "azure-devops" | "entra" | "graph" | "extension-data" | "host" | "hub-script";

/** How often a call was sent that failed for the time being; absent where it was sent once. */
type Repeated = { readonly tried?: number };

/**
 * Every expected negative outcome. Failures are values: they carry the facts for their sentence and never
 * a body, header or query string in which a secret could ride along.
 */
export type Failure =
  | ({ readonly code: "network"; readonly system: RemoteSystem } & Repeated)
  | ({ readonly code: "timeout"; readonly system: RemoteSystem; readonly afterMs: number } & Repeated)
  | { readonly code: "sign-in-required"; readonly system: RemoteSystem }
  | {
      readonly code: "not-permitted";
      readonly system: RemoteSystem;
      readonly detail: string;
      readonly activityId?: string;
      /** The role that the refused call needs on this connection, where it is known (E8). */
      readonly role?: "User" | "Administrator";
    }
  | { readonly code: "organization-administrator-needed"; readonly detail: string }
  | ({
      readonly code: "throttled";
      readonly system: RemoteSystem;
      readonly retryAfterMs: number | null;
    } & Repeated)
  | ({
      readonly code: "unavailable";
      readonly system: RemoteSystem;
      readonly status: number;
      readonly detail: string;
      /** For Azure DevOps' support (E4); absent where the answer names none. */
      readonly activityId?: string;
    } & Repeated)
  | { readonly code: "extension-not-authorized" }
  | { readonly code: "not-found"; readonly system: RemoteSystem; readonly what: string }
  | { readonly code: "document-conflict" }
  | { readonly code: "changed-meanwhile"; readonly by: string | null; readonly at: Instant | null }
  /** The connection signs in without a secret since the run began. */
  | { readonly code: "converted-meanwhile" }
  | { readonly code: "unexpected-answer"; readonly system: RemoteSystem; readonly detail: string }
  | {
      readonly code: "refused";
      readonly system: RemoteSystem;
      readonly status: number;
      readonly detail: string;
      readonly activityId?: string;
    }
  /** Azure DevOps refuses to test a connection that is switched off (E12). */
  | { readonly code: "connection-disabled" }
  | { readonly code: "service-missing"; readonly service: string }
  | { readonly code: "cancelled" }
  | GraphFailure
  | SignInFailure
  | RenewalFailure;

/** Microsoft Graph's refusals that have their own remedy (G22-G32). */
export type GraphFailure =
  | { readonly code: "lifetime-capped"; readonly detail: string }
  | { readonly code: "secrets-forbidden"; readonly detail: string }
  | { readonly code: "no-right-on-app"; readonly detail: string }
  | { readonly code: "app-full"; readonly detail: string }
  | { readonly code: "app-not-found" }
  | { readonly code: "claims-challenge"; readonly claims: string };

/** Why Microsoft Graph cannot be asked (G94-G111). */
export type SignInFailure =
  | { readonly code: "graph-client-id-missing" }
  | { readonly code: "graph-bridge-missing"; readonly detail: string }
  | { readonly code: "graph-not-connected" }
  /** Nobody signs in with an id from the stored settings that this user has not accepted (P10); `from` is the last accepted. */
  | { readonly code: "graph-client-not-accepted"; readonly from: string | null; readonly to: string }
  | { readonly code: "graph-consent-needed"; readonly detail: string }
  | { readonly code: "graph-admin-consent-needed"; readonly detail: string; readonly consentUrl: string }
  | { readonly code: "graph-sign-in-cancelled" }
  | { readonly code: "graph-wrong-tenant"; readonly wanted: string; readonly got: string }
  | { readonly code: "graph-scope-missing"; readonly scope: string }
  | { readonly code: "graph-sign-in-blocked"; readonly detail: string }
  | { readonly code: "graph-cloud-unsupported" };

/** What can stop a renewal beyond a failing call. */
export type RenewalFailure =
  /** What a look has just shown does not allow the removal that was asked for. */
  | { readonly code: "secret-kept" }
  /** The plan is not one that planning would offer now, so nothing of it was done. */
  | { readonly code: "plan-changed"; readonly differences: readonly PlanDifference[] }
  | {
      readonly code: "credential-refused";
      readonly verdict: VerdictWord;
      readonly aadsts: string | null;
      readonly detail: string;
    }
  | {
      readonly code: "not-propagated";
      readonly afterMs: number;
      readonly aadsts: string | null;
      readonly detail: string;
    }
  | { readonly code: "proof-void" }
  | { readonly code: "renewed-nothing"; readonly aadsts: string | null; readonly detail: string }
  /** An automatic save could remove other live secrets of the app registration, and nobody agreed to that (E2). */
  | { readonly code: "other-secrets-at-risk" }
  | { readonly code: "azure-devops-failed-to-save"; readonly detail: string }
  | { readonly code: "save-timed-out"; readonly afterMs: number }
  /** Azure DevOps took the save; reading what came of it failed. */
  | { readonly code: "outcome-not-read"; readonly cause: Failure }
  | { readonly code: "locked"; readonly by: string; readonly since: Instant; readonly connectionName: string }
  | { readonly code: "taken-over" }
  /** `begun` tells a run that stopped between two steps from one that did nothing yet. */
  | { readonly code: "journal-unavailable"; readonly cause: Failure; readonly begun: boolean }
  | { readonly code: "issue-reply-lost" }
  /** What an interrupted renewal turned out to be, when it was looked at again before it was acted on. */
  | { readonly code: "record-moved-on"; readonly found: string }
  /** The connection works, but with which of two credentials cannot be told (G120). */
  | { readonly code: "save-not-confirmed" };

/** What a port answers: a value, or the failure that took its place. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });

export const failed = (failure: Failure): Result<never> => ({ ok: false, failure });

/** True where the same call may pass later without anybody doing anything. */
export function isTransient(failure: Failure): boolean {
  switch (failure.code) {
    case "network":
    case "timeout":
    case "throttled":
    case "unavailable":
      return true;
    default:
      return false;
  }
}

/** The failure of a call that was repeated as often as its policy allows. */
export const repeatedFailure = (failure: Failure, tried: number): Failure =>
  failure.code === "network" ||
  failure.code === "timeout" ||
  failure.code === "throttled" ||
  failure.code === "unavailable"
    ? { ...failure, tried }
    : failure;

/**
 * Whether the caller should repeat a call: it may pass later, and nobody below has repeated it already. So two layers
 * that both repeat never multiply.
 */
export const isWorthRepeating = (failure: Failure): boolean => isTransient(failure) && !("tried" in failure);

/**
 * True where a write that left may have happened, or may yet happen, although no good answer came: the reply was lost, or a
 * server failed midway, with or without an explanation (A90, G20, G116, G120). Such a write is followed by looks until it
 * is settled, never by a blind repetition.
 */
export function mayHaveHappened(failure: Failure): boolean {
  switch (failure.code) {
    case "network":
    case "timeout":
    case "unavailable":
    case "unexpected-answer":
    case "sign-in-required":
    case "cancelled":
      return true;
    case "refused":
      return failure.status >= 500;
    default:
      return false;
  }
}

/** In what a plan differs from every one that planning would offer now. Each has words. */
export type PlanDifference =
  | "no-renewal-offered"
  | "other-app-registration"
  | "other-kind"
  | "other-inputs"
  | "other-proof"
  | "take-over-not-agreed"
  | "risk-not-agreed"
  | "longer-lifetime"
  | "made-up";
