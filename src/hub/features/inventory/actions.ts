import {
  connectGraph,
  loadInventory,
  refreshRows,
  retryProjects,
  type Inventory,
  type ProjectStatus,
} from "../../../operations/load-inventory";
import { verifyConnection } from "../../../operations/verify-connection";
import type { ServiceConnection } from "../../../domain/service-connection";
import type { Ports } from "../../../ports/ports";
import { withCheck, withInventory, withVerified, type HubState } from "../../shell/contracts/hub-state";
import type { Store } from "../../shell/contracts/store";
import { verifiedAnnouncement } from "./words/messages";

export type { Inventory, ProjectStatus };

/** What a person can ask of the list. Nothing here throws; trouble becomes part of the state. */
export type InventoryIntents = {
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

export function inventoryIntents(ports: Ports, store: Store<HubState>): InventoryIntents {
  let reading = new AbortController();
  let listing = new AbortController();
  const show = (from: AbortController) => (inventory: Inventory) => {
    if (!from.signal.aborted) store.update((state) => withInventory(state, inventory));
  };
  return {
    async load() {
      reading.abort();
      const mine = (reading = new AbortController());
      listing.abort();
      const lists = (listing = new AbortController());
      // What was entered before now is in the records that are about to be read.
      store.update((state) => ({ ...state, reading: true, annotated: new Map() }));
      await loadInventory(ports, ports.host.scope, show(mine), mine.signal, lists.signal);
      if (!mine.signal.aborted) store.update((state) => ({ ...state, reading: false }));
    },
    stopListing: () => listing.abort(),
    async retryProjects(projectIds) {
      const { inventory, reading: busy } = store.get();
      if (inventory === null || busy) return;
      const mine = reading;
      const lists = (listing = new AbortController());
      store.update((state) => ({ ...state, reading: true }));
      await retryProjects(ports, inventory, new Set(projectIds), show(mine), mine.signal, lists.signal);
      if (!mine.signal.aborted) store.update((state) => ({ ...state, reading: false }));
    },
    async refresh(connectionIds) {
      const { inventory } = store.get();
      if (inventory === null) return;
      await refreshRows(ports, inventory, connectionIds, show(reading));
    },
    async connect() {
      const { inventory, connecting } = store.get();
      if (inventory === null || connecting) return;
      store.update((state) => ({ ...state, connecting: true }));
      await connectGraph(ports, inventory, show(reading), reading.signal);
      store.update((state) => ({ ...state, connecting: false }));
    },
    async verify(connection) {
      const { id } = connection;
      if (store.get().checks.get(id)?.state === "running") return;
      store.update((state) => withCheck(state, id, { state: "running", attempt: null }));
      const { verdict, record, recordFailure } = await verifyConnection(ports, connection, {
        report: (attempt) => store.update((state) => withCheck(state, id, { state: "running", attempt })),
        signal: new AbortController().signal,
      });
      const at = ports.clock.now();
      store.update((state) => {
        if (verdict === null) return withCheck(state, id, null);
        const announcement = verifiedAnnouncement(connection, verdict);
        const next = withCheck({ ...state, announcement, now: at }, id, {
          state: "done",
          verdict,
          recordFailure,
          at,
        });
        return record === null ? next : withVerified(next, record);
      });
    },
  };
}
