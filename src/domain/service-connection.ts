import type { Cloud } from "./cloud";
import type { Actor } from "./failure";
import type { Instant } from "./instant";
import { memoized } from "./memoized";

/** A project as Azure DevOps names it. */
export type ProjectRef = { readonly id: string; readonly name: string };

/** The address of one connection: its id and the project through which it is read. */
export type ConnectionRef = { readonly id: string; readonly project: ProjectRef };

/** Who makes the credential and what it is; decides the mode of renewal. */
export type ConnectionKind =
  | "automatic"
  | "manual"
  | "certificate"
  | "federated"
  | "managed-identity"
  | "other";

/** What the connection holds that can expire. `unknown`: type or data could not be read (A12). */
export type Holding = "client-secret" | "certificate" | "confidential-inputs" | "nothing" | "unknown";

/** What Azure DevOps says of the connection itself (A58). */
export type ConnectionState = "ready" | "in-progress" | "failed";

/** A reference by which a project sees the connection under a name of its own (A11). */
export type ProjectShare = { readonly project: ProjectRef; readonly name: string };

/**
 * One service connection as an administrator sees it, without any secret. Values are null where
 * Azure DevOps did not tell them: low rights can hide `data` or `type` (A12), older versions lack dates (A10).
 */
export type ServiceConnection = {
  readonly id: string;
  readonly project: ProjectRef;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly scheme: string;
  readonly kind: ConnectionKind;
  readonly holds: Holding;
  readonly cloud: Cloud | null;
  readonly tenantId: string | null;
  readonly appId: string | null;
  readonly appObjectId: string | null;
  readonly spnObjectId: string | null;
  readonly subscriptionId: string | null;
  readonly createdBy: Actor | null;
  /** Whether the creator still exists, as the list says; null where it does not tell (A84). */
  readonly creatorState: "active" | "gone" | null;
  readonly createdAt: Instant | null;
  readonly modifiedBy: Actor | null;
  readonly modifiedAt: Instant | null;
  readonly state: ConnectionState;
  readonly stateMessage: string | null;
  readonly disabled: boolean;
  readonly shared: boolean;
  readonly shares: readonly ProjectShare[];
  /** Host of the service it leads to, in lower case; null where the list did not tell the address (Q16). */
  readonly host: string | null;
  /** The type's own input says that it signs in with tokens of Azure DevOps instead of a stored key (N6). */
  readonly asksForTokens: boolean;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly revertDeadline: Instant | null;
  /** True where Azure DevOps returned no `type`, `data` or authorization, so no renewal can be planned (A12). */
  readonly incomplete: boolean;
};

/** Address of a connection, for ports. */
export const refOf = (connection: ServiceConnection): ConnectionRef => ({
  id: connection.id,
  project: connection.project,
});

/** Whether the connection names an app registration, and the tenant it is in. Asked where its key is not needed. */
export const namesApp = (
  connection: ServiceConnection,
): connection is ServiceConnection & { readonly tenantId: string; readonly appId: string } =>
  connection.tenantId !== null && connection.appId !== null;

/** One app registration in one tenant, lower-cased; null where the connection names none (G132). */
export const appKeyOf = memoized((connection: ServiceConnection): AppKey | null =>
  namesApp(connection)
    ? {
        tenantId: connection.tenantId.toLowerCase(),
        appId: connection.appId.toLowerCase(),
        cloud: connection.cloud ?? "AzureCloud",
      }
    : null,
);

export type AppKey = { readonly tenantId: string; readonly appId: string; readonly cloud: Cloud };

/** Text that is equal for two keys of the same app registration. */
export const appKeyText = memoized(
  ({ cloud, tenantId, appId }: AppKey): string => `${cloud}/${tenantId}/${appId}`,
);

/** What a lock or journal is about: the app registration where there is one, else the connection (I9). */
export const renewalSubjectOf = (connection: ServiceConnection): string => {
  const key = appKeyOf(connection);
  return key === null ? `connection.${connection.id}` : `${key.tenantId}.${key.appId}`;
};

/** Names of the projects that saw the connection before a save and do not see it any more (Q7). */
export function lostShares(
  before: readonly ProjectShare[],
  after: readonly ProjectShare[],
): readonly string[] {
  const kept = new Set(after.map((share) => share.project.id.toLowerCase()));
  return before
    .filter((share) => !kept.has(share.project.id.toLowerCase()))
    .map((share) => share.project.name);
}

/** Signs in without anything that is stored and expires. */
export const holdsNoSecret = ({ kind }: Pick<ServiceConnection, "kind">): boolean =>
  kind === "federated" || kind === "managed-identity";
