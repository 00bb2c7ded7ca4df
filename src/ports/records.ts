import type { Result } from "../domain/failure";
import type { ConnectionRecord } from "../domain/record";
import type { Settings } from "../domain/settings";

/** What the hub remembers of connections between visits. */
export type Records = {
  /** All records of a project in one read. Damaged documents are skipped and counted. */
  ofProject(
    projectId: string,
  ): Promise<
    Result<{ readonly records: ReadonlyMap<string, ConnectionRecord>; readonly unreadable: number }>
  >;
  /** Reads, changes and writes one record; repeats on a conflict with another writer. */
  update(
    projectId: string,
    connectionId: string,
    change: (record: ConnectionRecord) => ConnectionRecord,
  ): Promise<Result<ConnectionRecord>>;
  /**
   * Removes the history of all connections of a project, on the person's request: renewals and verifications with the names
   * in them, records that cannot be read included. Answers how many records were changed or removed.
   */
  removeHistory(projectId: string): Promise<Result<number>>;
};

/** Organization-wide settings. */
export type SettingsStore = {
  read(): Promise<Result<Settings>>;
  /** Writes if nobody changed them since they were read; otherwise `document-conflict`. */
  write(settings: Settings): Promise<Result<Settings>>;
  /** Removes settings that cannot be read, on the person's request, so that the usual ones hold; others stay. */
  reset(): Promise<Result<null>>;
  /**
   * The client id which this user has connected with before, kept for this user alone (scope "User", key
   * `acceptedClientId`). Another id is shown with who set it before it is used.
   */
  acceptedClientId(): Promise<Result<string | null>>;
  acceptClientId(clientId: string): Promise<Result<null>>;
};
