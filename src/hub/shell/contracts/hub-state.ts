import type { Failure } from "../../../domain/failure";
import type { Instant } from "../../../domain/instant";
import { rowOf, type Row } from "../../../domain/inventory";
import { emptyRecord, type ConnectionRecord } from "../../../domain/record";
import type { StepAttempt } from "../../../domain/renewal/progress";
import type { Verdict } from "../../../domain/verification/diagnose";
import { defaultQuery, type ViewQuery } from "../../../domain/view-query";
import type { Inventory } from "../../../operations/load-inventory";
import { keepSame } from "../../../domain/keep-same";

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

/** A panel or dialog of one connection. */
export type ConnectionOverlay = {
  readonly kind: "renewal" | "verdict" | "federation" | "detail" | "snooze";
  readonly connectionId: string;
};

/** What lies over the page. The feature that has it registers it; whoever wants it open says only this. */
export type Overlay =
  | ConnectionOverlay
  | { readonly kind: "export" | "diagnostics" | "unattended" }
  | { readonly kind: BulkOverlay }
  | { readonly kind: "settings"; readonly hint: "graph-needs-client-id" | null };

/** Panels of many connections step aside for the panel of one, and come back after it. */
export type BulkOverlay = "bulk-renewal" | "bulk-verification";

/** The views of the page beside each other. */
export type TabId = "list" | "timeline" | "federation-readiness";

/** Everything the page shows. Plain data; changed only by the functions below. */
export type HubState = {
  readonly inventory: Inventory | null;
  readonly reading: boolean;
  readonly connecting: boolean;
  readonly query: ViewQuery;
  /** The month of the timeline, as `yyyy-mm`, whose rows alone are shown; null for all. */
  readonly month: string | null;
  readonly tab: TabId;
  readonly checks: ReadonlyMap<string, Check>;
  /** Results of this visit, so that a slower read of older records does not take them back. */
  readonly verified: ReadonlyMap<string, ConnectionRecord>;
  /** Dates and snoozes entered since the last load began, for the same reason. */
  readonly annotated: ReadonlyMap<string, ConnectionRecord>;
  readonly overlay: Overlay | null;
  /** What steps aside for the overlay and comes back after it. */
  readonly beneath: BulkOverlay | null;
  /** Calls to Azure DevOps wait until then, at its own request (A88). */
  readonly throttledUntil: Instant | null;
  /** Said above the list until the list is asked for anew; null where there is nothing to say. */
  readonly notice: string | null;
  /** Read out by assistive technology when it changes. */
  readonly announcement: string;
  readonly now: Instant;
};

export const initialState = (now: Instant): HubState => ({
  inventory: null,
  reading: true,
  connecting: false,
  query: defaultQuery,
  month: null,
  tab: "list",
  checks: new Map(),
  verified: new Map(),
  annotated: new Map(),
  overlay: null,
  beneath: null,
  throttledUntil: null,
  notice: null,
  announcement: "",
  now,
});

/** The list as it was just read, with the results of this visit laid over older records. */
export function withInventory(state: HubState, inventory: Inventory): HubState {
  const rows =
    state.verified.size === 0 && state.annotated.size === 0
      ? inventory.rows
      : inventory.rows.map((row) => overlaid(row, state, inventory));
  const kept = keepSame(state.inventory?.rows ?? [], rows);
  return { ...state, inventory: { ...inventory, rows: kept }, now: inventory.loadedAt };
}

function overlaid(row: Row, { verified, annotated }: HubState, inventory: Inventory): Row {
  const { connection, app } = row;
  const before = row.record ?? emptyRecord(connection.id);
  const checked = verified.get(connection.id)?.verification ?? null;
  const newer = checked !== null && checked.at > (before.verification?.at ?? 0);
  const noted = annotated.get(connection.id);
  if (!newer && noted === undefined) return row;
  const record: ConnectionRecord = {
    ...before,
    ...(newer ? { verification: checked } : {}),
    ...(noted === undefined ? {} : { typedExpiry: noted.typedExpiry, snooze: noted.snooze }),
  };
  return rowOf({ connection, app, record, now: inventory.loadedAt, settings: inventory.settings });
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

/** What a person entered about a connection joins its row at once: a typed date changes its expiry. */
export function withAnnotated(state: HubState, record: ConnectionRecord): HubState {
  const next = { ...state, annotated: new Map(state.annotated).set(record.connectionId, record) };
  return state.inventory === null ? next : withInventory(next, state.inventory);
}

/** The state with this opened; null closes what lies on top. */
export function withOverlay(state: HubState, overlay: Overlay | null): HubState {
  if (overlay === null) return state.overlay === null ? { ...state, beneath: null } : { ...state, overlay };
  return overlay.kind === "bulk-renewal" || overlay.kind === "bulk-verification"
    ? { ...state, overlay: null, beneath: overlay.kind }
    : { ...state, overlay };
}

/** The view with some of what it asks for changed. */
export const withQuery = (state: HubState, change: Partial<ViewQuery>): HubState => ({
  ...state,
  query: { ...state.query, ...change },
});

/** Everything shown again; the order stays as chosen. */
export const withoutFilters = (state: HubState): HubState => ({
  ...state,
  query: { ...defaultQuery, sort: state.query.sort },
  month: null,
});

/** Whether anything but the text of the name narrows the view, apart from the order. */
export const isFiltered = ({ query, month }: Pick<HubState, "query" | "month">): boolean =>
  month !== null ||
  query.card !== null ||
  query.within !== null ||
  query.showSnoozed ||
  [query.bands, query.kinds, query.states, query.apps, query.owners, query.projects, query.findings].some(
    (wanted) => wanted.length > 0,
  );

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

/** Nothing went wrong: the person has not connected yet, or closed the sign-in again (G106). */
export const isOffer = (failure: Failure | null): boolean =>
  failure === null ||
  failure.code === "graph-sign-in-cancelled" ||
  failure.code === "graph-not-connected" ||
  failure.code === "graph-client-not-accepted" ||
  failure.code === "graph-consent-needed" ||
  failure.code === "graph-client-id-missing";

const somebodyElseFirst: ReadonlySet<string> = new Set<Failure["code"]>([
  "graph-admin-consent-needed",
  "graph-scope-missing",
  "graph-sign-in-blocked",
]);

/** Whether a sign-in would end as this one did until somebody else has acted: no reason to press again first of all. */
export const needsSomebodyElse = (failure: Failure | null): boolean =>
  failure !== null && somebodyElseFirst.has(failure.code);
