import type { Failure } from "../domain/failure";
import type { Instant } from "../domain/instant";
import { byUrgency, rowOf, type Row } from "../domain/inventory";
import type { ConnectionRecord } from "../domain/record";
import type { StepAttempt } from "../domain/renewal/progress";
import type { Verdict } from "../domain/verification/diagnose";
import type { Inventory } from "./inventory/intents";

/** A verification of this visit. Earlier ones stand in the row's record. */
export type Check =
  | { readonly state: "running"; readonly attempt: StepAttempt | null }
  | {
      readonly state: "done";
      readonly verdict: Verdict;
      /** Why the result could not be kept for the next visit. */
      readonly recordFailure: Failure | null;
      readonly at: Instant;
    };

/** What lies over the page. */
export type Overlay =
  | { readonly kind: "renewal"; readonly connectionId: string }
  | { readonly kind: "verdict"; readonly connectionId: string }
  | { readonly kind: "settings"; readonly hint: "graph-needs-client-id" | null };

/** Everything the page shows. Plain data; changed only by the functions below. */
export type HubState = {
  readonly inventory: Inventory | null;
  readonly reading: boolean;
  readonly connecting: boolean;
  readonly filter: string;
  readonly checks: ReadonlyMap<string, Check>;
  /** Results of this visit, so that a slower read of older records does not take them back. */
  readonly verified: ReadonlyMap<string, ConnectionRecord>;
  readonly overlay: Overlay | null;
  /** Calls to Azure DevOps wait until then, at its own request (A88). */
  readonly throttledUntil: Instant | null;
  /** Read out by assistive technology when it changes. */
  readonly announcement: string;
  readonly now: Instant;
};

export const initialState = (now: Instant): HubState => ({
  inventory: null,
  reading: true,
  connecting: false,
  filter: "",
  checks: new Map(),
  verified: new Map(),
  overlay: null,
  throttledUntil: null,
  announcement: "",
  now,
});

/** The list as it was just read, with the results of this visit laid over older records. */
export function withInventory(state: HubState, inventory: Inventory): HubState {
  const rows =
    state.verified.size === 0
      ? inventory.rows
      : inventory.rows.map((row) => overlaid(row, state.verified.get(row.connection.id), inventory));
  return { ...state, inventory: { ...inventory, rows }, now: inventory.loadedAt };
}

function overlaid(row: Row, record: ConnectionRecord | undefined, inventory: Inventory): Row {
  const known = row.record?.verification?.at ?? 0;
  if (record === undefined || (record.verification?.at ?? 0) <= known) return row;
  const { connection, app } = row;
  const merged = row.record === null ? record : { ...row.record, verification: record.verification };
  return rowOf({ connection, app, record: merged, now: inventory.loadedAt, settings: inventory.settings });
}

export const withCheck = (state: HubState, connectionId: string, check: Check | null): HubState => {
  const checks = new Map(state.checks);
  if (check === null) checks.delete(connectionId);
  else checks.set(connectionId, check);
  return { ...state, checks };
};

/** A verification's record joins its row at once: a refusal as expired changes what the row says of its expiry. */
export function withVerified(state: HubState, record: ConnectionRecord): HubState {
  const verified = new Map(state.verified).set(record.connectionId, record);
  const next = { ...state, verified };
  return state.inventory === null ? next : withInventory(next, state.inventory);
}

export const withOverlay = (state: HubState, overlay: Overlay | null): HubState => ({ ...state, overlay });

export const withFilter = (state: HubState, filter: string): HubState => ({ ...state, filter });

/** Rows in the order of urgency. */
export const sortedRows = (rows: readonly Row[]): readonly Row[] => [...rows].sort(byUrgency);

/** Rows whose name holds the text, in any casing; all rows for an empty text. Keeps the order. */
export function filteredRows(rows: readonly Row[], filter: string): readonly Row[] {
  const wanted = filter.trim().toLocaleLowerCase();
  return wanted === ""
    ? rows
    : rows.filter((row) => row.connection.name.toLocaleLowerCase().includes(wanted));
}

export const rowById = (state: HubState, connectionId: string): Row | null =>
  state.inventory?.rows.find((row) => row.connection.id === connectionId) ?? null;

/** What the page offers about Microsoft Graph: nothing, a sign-in, or the settings that lack a client id. */
export type GraphOffer = "nothing" | "connected" | "client-id" | "connect";

export function graphOfferOf({ graph, rows }: Inventory): GraphOffer {
  switch (graph.access) {
    case "read":
    case "write":
      return "connected";
    case "no-client-id":
      return "client-id";
    case "consent-needed":
      return "connect";
    case "no-bridge":
      return "nothing";
    case "not-asked":
      // Not asked because this person has not used the client id yet; otherwise there is nothing to ask about.
      return rows.some(({ app }) => app.state === "not-looked" && app.reason === "not-connected")
        ? "connect"
        : "nothing";
  }
}
