import type { Failure } from "./failure";
import type { Instant } from "./instant";

/** One credential of an app registration in Entra: key id and dates, never its text (G1-G3). */
export type Credential = {
  readonly keyId: string;
  readonly kind: "secret" | "certificate";
  readonly displayName: string | null;
  /** First three characters of the secret, as Entra shows them (G2). */
  readonly hint: string | null;
  readonly from: Instant | null;
  readonly until: Instant;
  readonly thumbprint: string | null;
  /** The application's own credentials, or those set on its service principal (G6). */
  readonly on: "application" | "service-principal";
};

/** An app registration with its credentials as Graph tells them. */
export type AppRegistration = {
  readonly appId: string;
  readonly objectId: string;
  readonly displayName: string;
  readonly signInAudience: string | null;
  readonly credentials: readonly Credential[];
};

/**
 * What a look at Graph found. `gone`: neither application nor service principal in the tenant;
 * `foreign`: only a service principal, the application lives in another tenant (G5);
 * `not-looked`: nothing is known, and `reason` says why.
 */
export type AppLookup =
  | { readonly state: "found"; readonly app: AppRegistration; readonly disabled: boolean | null }
  | {
      readonly state: "foreign";
      readonly homeTenantId: string | null;
      readonly disabled: boolean | null;
      readonly credentials: readonly Credential[];
    }
  | { readonly state: "managed-identity" }
  | { readonly state: "gone" }
  | { readonly state: "not-looked"; readonly reason: NotLookedReason };

export type NotLookedReason =
  | "not-connected"
  | "unavailable"
  | "no-right"
  | "wrong-tenant"
  | "cloud-unsupported"
  | "no-app-registration"
  | "pending";

/** What a failed look means for a row: why nothing is known, never that nothing is there. */
export function notLookedReason(failure: Failure): NotLookedReason {
  switch (failure.code) {
    case "graph-wrong-tenant":
      return "wrong-tenant";
    case "graph-sign-in-blocked":
      // The user has no account in that tenant (G68).
      return /AADSTS(50020|50034|90072)/.test(failure.detail) ? "wrong-tenant" : "not-connected";
    case "graph-cloud-unsupported":
      return "cloud-unsupported";
    case "no-right-on-app":
    case "not-permitted":
      return "no-right";
    default:
      // All other failures named after Graph are those of a sign-in that did not come about.
      return failure.code.startsWith("graph-") ? "not-connected" : "unavailable";
  }
}

export const isLive = (credential: Credential, now: Instant): boolean => credential.until > now;

/** Credentials of one kind that have not expired, earliest end first. */
export const liveCredentials = (
  credentials: readonly Credential[],
  kind: Credential["kind"],
  now: Instant,
): readonly Credential[] =>
  credentials
    .filter((credential) => credential.kind === kind && isLive(credential, now))
    .sort((a, b) => a.until - b.until);
