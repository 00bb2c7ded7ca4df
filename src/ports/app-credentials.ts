import type { AppLookup } from "../domain/credential";
import type { Actor, Result } from "../domain/failure";
import type { Instant } from "../domain/instant";
import type { Registration } from "../domain/graph-setup";
import type { Secret } from "../domain/secret";
import type { AppKey } from "../domain/service-connection";

/** What Graph access the user has given. `unavailable` carries its reason in a sentence of the sign-in failures. */
export type GraphAccess = "not-asked" | "no-client-id" | "no-bridge" | "consent-needed" | "read" | "write";

/** A credential just created. The text exists here and nowhere else. */
export type IssuedCredential = {
  readonly keyId: string;
  readonly objectId: string;
  readonly until: Instant;
  readonly secret: Secret;
};

/** A service principal, and the application permissions that it was given, by the ids of their roles in lower case. */
export type ApplicationPrincipal = { readonly objectId: string; readonly appRoleIds: readonly string[] };

export type LookupRequest = { readonly key: AppKey; readonly withCertificates: boolean };

/** App registrations and their credentials in Microsoft Graph. */
export type AppCredentials = {
  /**
   * Signs in for reading or writing; `interactive` may open a window and belongs into a click. With a client id which this
   * user has not accepted nothing is asked at all: `graph-client-not-accepted`. Only the click that showed the id accepts
   * it, as `accepting`.
   */
  connect(
    scope: "read" | "write",
    options: {
      readonly tenantId: string;
      readonly interactive: boolean;
      readonly accepting?: string | null;
    },
  ): Promise<Result<GraphAccess>>;
  /**
   * Looks up many app registrations, 15 per filter and 20 filters per request (G33-G39). `onFound` is called as
   * answers arrive, by appKeyText. Keys that could not be read are reported with their reason, never left out.
   */
  lookUp(
    requests: readonly LookupRequest[],
    onFound: (found: ReadonlyMap<string, AppLookup>) => void,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly requests: number }>>;
  /** One app registration, read afresh. */
  read(request: LookupRequest): Promise<Result<AppLookup>>;
  /**
   * POST addPassword. Not idempotent: after a lost reply look for the marker (G20). `leave` is asked in the moment before
   * it leaves; false keeps it here, and the answer is `cancelled`.
   */
  issue(
    key: AppKey,
    options: { readonly marker: string; readonly until: Instant; readonly leave: () => boolean },
  ): Promise<Result<IssuedCredential>>;
  /** POST removePassword by object id (G18). `absent` where Graph no longer knows the key (G28). */
  remove(key: AppKey, objectId: string, keyId: string): Promise<Result<"removed" | "absent">>;
  /** What an app registration says of itself: where sign-ins return to, and what it asks for. */
  registration(key: AppKey): Promise<Result<Registration>>;
  owners(key: AppKey): Promise<Result<readonly Actor[]>>;
  /** What the app registration's service principal may do by itself (L24). */
  principal(key: AppKey): Promise<Result<ApplicationPrincipal>>;
  /** Adds a federated credential (W31); `exists` where one with this subject is there already. */
  addFederatedCredential(
    key: AppKey,
    credential: { readonly name: string; readonly issuer: string; readonly subject: string },
  ): Promise<Result<"added" | "exists">>;
};
