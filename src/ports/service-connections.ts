import type { Actor, Result } from "../domain/failure";
import type { Instant } from "../domain/instant";
import type { SecretInputs } from "../domain/secret";
import type { ConnectionRef, ProjectRef, ServiceConnection } from "../domain/service-connection";
import type { RoleHolder } from "../domain/watch/pipeline";
import type { TestAnswer } from "../domain/verification/test-answer";

/** One project's connections. `hidden` is true where the list is empty although connections may exist (A12). */
export type ConnectionList = {
  readonly project: ProjectRef;
  readonly connections: readonly ServiceConnection[];
};

/** A confidential input which a connection type declares for itself (A86). */
export type ConfidentialInput = {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Where the value lives in the connection. */
  readonly place: "authorization" | "data";
  readonly multiline: boolean;
};

/** What a connection type says of itself (A86). */
export type ConnectionType = {
  readonly type: string;
  readonly displayName: string;
  readonly schemes: readonly {
    readonly scheme: string;
    readonly confidential: readonly ConfidentialInput[];
  }[];
  readonly testable: boolean;
};

/** One write of a connection. Everything not named here is echoed as it was read (A47, A48, A50). */
export type SaveChange = {
  readonly ref: ConnectionRef;
  /** The save happens only if the connection still has this modification date; null skips the comparison. */
  readonly expectedModifiedAt: Instant | null;
  /** New values; null where Azure DevOps creates the secret itself. */
  readonly inputs: SecretInputs | null;
  /** From the description as read to the description to write. */
  readonly describe: (current: string) => string;
  /** `creationMode` becomes Manual: one-way (A57). */
  readonly takeOver: boolean;
  /** Asked in the moment before the PUT leaves; false keeps it here, and the answer is `cancelled`. */
  readonly leave: () => boolean;
};

/** One entry of the execution history: the job's outcome, which is not the credential's (A77-A79). */
export type PastUse = {
  readonly definitionName: string;
  readonly runName: string;
  readonly runUrl: string | null;
  readonly planType: string;
  readonly finishedAt: Instant | null;
  readonly result:
    | "succeeded"
    | "partly-succeeded"
    | "failed"
    | "canceled"
    | "skipped"
    | "abandoned"
    | "running";
};

/** `complete` is false where more pages exist (E6). */
export type PastUses = { readonly uses: readonly PastUse[]; readonly complete: boolean };

/** People and groups with the Administrator role at each level; null where that level could not be read. */
export type Administrators = {
  readonly project: readonly Actor[] | null;
  readonly organization: readonly Actor[] | null;
};

/** Azure DevOps' service connections. Every answer is a value; nothing throws but bugs. */
export type ServiceConnections = {
  /** All connections of a project, failed ones included (A9). One call. */
  list(project: ProjectRef, signal?: AbortSignal): Promise<Result<ConnectionList>>;
  /** All projects the user can see, page by page (A87). */
  projects(signal?: AbortSignal): Promise<Result<readonly ProjectRef[]>>;
  /** The connection as it is now. `not-found` also where the user lost the right to see it (A12). */
  read(ref: ConnectionRef): Promise<Result<ServiceConnection>>;
  /** Whether the list keeps this connection under `actionFilter=manage`: necessary, not sufficient (A80, Q11). */
  mayManage(ref: ConnectionRef): Promise<Result<boolean>>;
  /** Whether the user may change the credential: administration at the organization's level (A83, E9). */
  administers(ref: ConnectionRef): Promise<Result<boolean>>;
  /** Who holds the Administrator role, as far as the assignments can be read (A81). */
  administrators(ref: ConnectionRef): Promise<Administrators>;
  /** Who holds a role on all connections of a project, as far as named one by one (A81). */
  roles(project: ProjectRef): Promise<Result<readonly RoleHolder[]>>;
  /** Tests what Azure DevOps holds (A15). A failed test is a success of this call (A19). */
  test(ref: ConnectionRef): Promise<TestAnswer>;
  /** Tests unsaved values with the real id (A17). */
  testCandidate(ref: ConnectionRef, inputs: SecretInputs): Promise<TestAnswer>;
  /**
   * One PUT of the whole connection. `changed-meanwhile` where somebody edited it first; nothing is written then.
   * A lost reply is a `network` or `timeout` failure: read before repeating (A89).
   */
  save(change: SaveChange): Promise<Result<ServiceConnection>>;
  /** Switches it off or on; judged by reading back, never by this answer (E12). */
  setDisabled(ref: ConnectionRef, disabled: boolean): Promise<Result<ServiceConnection>>;
  types(): Promise<Result<readonly ConnectionType[]>>;
  /** Newest first. With `since`, older pages than the one that reaches back so far are not asked for. */
  pastUses(ref: ConnectionRef, signal?: AbortSignal, since?: Instant): Promise<Result<PastUses>>;
  /** Asks for another scheme (W21, W35); judged by reading back, never by this answer. */
  convert(
    ref: ConnectionRef,
    scheme: "WorkloadIdentityFederation" | "ServicePrincipal",
  ): Promise<Result<ServiceConnection>>;
};
