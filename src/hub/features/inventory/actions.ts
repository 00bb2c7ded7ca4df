import type { Failure } from "../../../domain/failure";
import type { InventoryActions } from "../../shell/contracts/inventory-actions";
import {
  connectGraph,
  loadInventory,
  refreshRows,
  retryProjects,
  type Inventory,
} from "../../../operations/load-inventory";
import type { Ports } from "../../../ports/ports";
import {
  graphOfferOf,
  isOffer,
  needsSomebodyElse,
  withCheck,
  withInventory,
  withVerified,
  type HubState,
} from "../../shell/contracts/hub-state";
import type { Store } from "../../shell/contracts/store";
import { verifiedAnnouncement, verifyNotLoadedText } from "./words/verification";

type Refusal = { readonly clientId: string | null; readonly failure: Failure | null };

/**
 * A list read anew asks Microsoft Graph without a click, which learns less than the person's own sign-in did: what refused
 * that one stays said until a sign-in ends otherwise or would use another application.
 */
function withRefusal(inventory: Inventory, refused: Refusal | null): Inventory {
  const { graph, settings } = inventory;
  const holds =
    refused !== null &&
    !graph.pending &&
    graphOfferOf(inventory) === "connect" &&
    // A failure of its own, such as a network that is gone, is newer and is said.
    isOffer(graph.failure) &&
    settings.clientId === refused.clientId;
  return holds ? { ...inventory, graph: { ...graph, failure: refused.failure } } : inventory;
}

export function inventoryActions(ports: Ports, store: Store<HubState>): InventoryActions {
  let reading = new AbortController();
  let listing = new AbortController();
  /** How the last sign-in of this visit ended, where only somebody else can change that. */
  let refused: Refusal | null = null;
  const show = (from: AbortController) => (inventory: Inventory) => {
    if (!from.signal.aborted) store.update((state) => withInventory(state, withRefusal(inventory, refused)));
  };
  return {
    async load() {
      reading.abort();
      const mine = (reading = new AbortController());
      listing.abort();
      const lists = (listing = new AbortController());
      // What was entered before now is in the records that are about to be read.
      store.update((state) => ({ ...state, reading: true, notice: null, annotated: new Map() }));
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
      refused = null;
      const ended = await connectGraph(ports, inventory, show(reading), reading.signal);
      const { failure } = ended.graph;
      if (needsSomebodyElse(failure)) refused = { clientId: ended.settings.clientId, failure };
      store.update((state) => ({ ...state, connecting: false }));
    },
    async verify(connection) {
      const { id } = connection;
      if (store.get().checks.get(id)?.state === "running") return;
      store.update((state) => withCheck(state, id, { state: "running", attempt: null }));
      const loaded = await import("../../../operations/verify-connection").catch(() => null);
      if (loaded === null) {
        store.update((state) => ({ ...withCheck(state, id, null), announcement: verifyNotLoadedText }));
        return;
      }
      const { verdict, record, recordFailure } = await loaded.verifyConnection(ports, connection, {
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
