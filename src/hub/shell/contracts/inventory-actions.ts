import type { ServiceConnection } from "../../../domain/service-connection";

/** What a person can ask of the list. Nothing here throws; trouble becomes part of the state. */
export type InventoryActions = {
  /** Reads everything again. A read that is under way is given up. */
  load(): Promise<void>;
  /** Reads no further project; what was read stays, with its records and app registrations. */
  stopListing(): void;
  /** Reads these projects again; the others stay. Does nothing while something is read. */
  retryProjects(projectIds: readonly string[]): Promise<void>;
  /** Reads some connections again; the rest of the list stays. */
  refresh(connectionIds: readonly string[]): Promise<void>;
  /** Signs in to Microsoft Graph; belongs into a click, since a window may open (G96). */
  connect(): Promise<void>;
  /** Tests a connection; a second call for the same one while it runs does nothing. */
  verify(connection: ServiceConnection): Promise<void>;
};
