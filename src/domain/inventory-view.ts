import { daysBetween, type Instant } from "./instant";
import { byRank, urgencyOf, type Row } from "./inventory";
import { memoized } from "./memoized";
import { appKeyOf, appKeyText, type ConnectionKind, type ServiceConnection } from "./service-connection";
import { sortKeyOf } from "./sort-key";
import { fitsCard, isSnoozed } from "./summary-cards";
import type { Column, Sort, StateFilter, ViewQuery } from "./view-query";
import type { FindingCode } from "./findings/finding";

/**
 * A row with what its place depends on, worked out once. What only a filter or another order compares is worked out when it
 * is first asked for: ten thousand rows come without it.
 */
export type IndexedRow = {
  readonly row: Row;
  readonly urgency: number;
  readonly nameKey: string;
  readonly state: StateFilter;
};

/** Indexed rows, most urgent first. */
export type RowIndex = readonly IndexedRow[];

/** Prepares rows for many queries: one sort by urgency and one pass over the names. */
export const indexRows = (rows: readonly Row[]): RowIndex => rows.map(indexed).sort(byRank);

const nameKeyOf = memoized((connection: ServiceConnection): string => sortKeyOf(connection.name));

/** Lower-case text of every name under which projects know the connection. */
const haystackOf = memoized((connection: ServiceConnection): string =>
  [connection.name, ...connection.shares.map((share) => share.name)].join("\n").toLowerCase(),
);

function appOf({ connection }: Row): string | null {
  const key = appKeyOf(connection);
  return key === null ? null : appKeyText(key);
}

const appNameOf = ({ connection, app }: Row): string | null =>
  app.state === "found" ? app.app.displayName : (appKeyOf(connection)?.appId ?? null);

const indexed = (row: Row): IndexedRow => ({
  row,
  urgency: urgencyOf(row),
  nameKey: nameKeyOf(row.connection),
  state: stateOf(row),
});

const stateOf = ({ connection }: Row): StateFilter =>
  connection.disabled ? "disabled" : connection.state === "ready" ? "ready" : connection.state;

/** What a query leaves, in its order, and how much it left out. */
export type View = {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Rows that match everything else and are snoozed. */
  readonly snoozedAway: number;
};

/** What was found of a row; asked for only where a filter or its choices need it. */
export type CodesOf = (row: Row) => readonly FindingCode[];

const noCodes: CodesOf = () => [];

/** The rows of a query. `ordered` comes from `sortRows` and can be kept while only the filter changes. */
export function filterRows(
  ordered: readonly IndexedRow[],
  query: ViewQuery,
  now: Instant,
  codesOf: CodesOf = noCodes,
): View {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const showSnoozed = query.showSnoozed || query.card === "snoozed";
  const rows: Row[] = [];
  let snoozedAway = 0;
  for (const one of ordered) {
    if (words.length > 0 && !holdsAll(one.row.connection, words)) continue;
    if (!passes(one, query)) continue;
    if (query.findings.length > 0 && !codesOf(one.row).some((code) => query.findings.includes(code)))
      continue;
    const snoozed = isSnoozed(one.row, now);
    if (query.card === "snoozed" ? !snoozed : query.card !== null && !fitsCard(one.row, query.card)) continue;
    if (query.within !== null && !endsWithin(one.row, query.within, now)) continue;
    if (snoozed && !showSnoozed) snoozedAway += 1;
    else rows.push(one.row);
  }
  return { rows, total: ordered.length, snoozedAway };
}

function holdsAll(connection: ServiceConnection, words: readonly string[]): boolean {
  const haystack = haystackOf(connection);
  return words.every((word) => haystack.includes(word));
}

/** By the earliest moment at which it may stop working, whatever the connection's state; never where none is known. */
const endsWithin = ({ cliff }: Row, within: number, now: Instant): boolean =>
  cliff !== null && daysBetween(now, cliff) <= within;

function passes({ row, state }: IndexedRow, query: ViewQuery): boolean {
  const { connection, band } = row;
  return (
    (query.bands.length === 0 || query.bands.includes(band)) &&
    (query.kinds.length === 0 || query.kinds.includes(connection.kind)) &&
    (query.states.length === 0 || query.states.includes(state)) &&
    (query.apps.length === 0 || query.apps.some((app) => app === appOf(row))) &&
    (query.owners.length === 0 || query.owners.some((id) => id === connection.createdBy?.id)) &&
    (query.projects.length === 0 || query.projects.some((id) => isSeenBy(row, id)))
  );
}

const isSeenBy = ({ connection }: Row, projectId: string): boolean =>
  connection.project.id === projectId || connection.shares.some(({ project }) => project.id === projectId);

/**
 * All rows by one column. Rows without a value there stand last in both directions, so that turning a column around
 * never buries the rows that have one; equal rows stay in order of name.
 */
export function sortRows(index: RowIndex, { column, direction }: Sort): readonly IndexedRow[] {
  if (column === "expiry" && direction === "ascending") return index;
  const sign = direction === "ascending" ? 1 : -1;
  const keys = index.map((one, place) => ({ one, place, key: keyOf(one, column) }));
  keys.sort((a, b) => {
    if (a.key === null || b.key === null) {
      if (a.key !== b.key) return a.key === null ? 1 : -1;
    } else if (a.key !== b.key) return a.key < b.key ? -sign : sign;
    if (a.one.nameKey !== b.one.nameKey) return a.one.nameKey < b.one.nameKey ? -1 : 1;
    return a.place - b.place;
  });
  return keys.map(({ one }) => one);
}

const kindOrder: Readonly<Record<ConnectionKind, number>> = {
  automatic: 0,
  manual: 1,
  certificate: 2,
  other: 3,
  federated: 4,
  "managed-identity": 5,
};
const stateOrder: Readonly<Record<StateFilter, number>> = {
  failed: 0,
  "in-progress": 1,
  disabled: 2,
  ready: 3,
};

function keyOf(one: IndexedRow, column: Column): string | number | null {
  const { connection, record, cliff } = one.row;
  const textKey = (text: string | null | undefined): string | null => (text == null ? null : sortKeyOf(text));
  switch (column) {
    case "name":
      return one.nameKey;
    case "expiry":
      return cliff;
    case "kind":
      return kindOrder[connection.kind];
    case "state":
      return stateOrder[one.state];
    case "verification":
      return record?.verification?.at ?? null;
    case "app":
      return textKey(appNameOf(one.row));
    case "owner":
      return textKey(connection.createdBy?.name);
    case "project":
      return textKey(connection.project.name);
    case "modified":
      return connection.modifiedAt;
  }
}

/** One choice of a filter, with how many rows it would leave on its own. */
export type Facet = { readonly value: string; readonly label: string; readonly count: number };

export type Facets = {
  readonly kinds: ReadonlyMap<ConnectionKind, number>;
  readonly states: ReadonlyMap<StateFilter, number>;
  readonly apps: readonly Facet[];
  readonly owners: readonly Facet[];
  readonly projects: readonly Facet[];
  readonly findings: ReadonlyMap<FindingCode, number>;
};

/** The choices which these rows offer. A connection counts in its own project, shared or not (G132). */
export function facetsOf(index: RowIndex, codesOf: CodesOf = noCodes): Facets {
  const kinds = new Map<ConnectionKind, number>();
  const states = new Map<StateFilter, number>();
  const apps = new Map<string, Facet>();
  const owners = new Map<string, Facet>();
  const projects = new Map<string, Facet>();
  const findings = new Map<FindingCode, number>();
  for (const { row, state } of index) {
    const { connection } = row;
    const app = appOf(row);
    kinds.set(connection.kind, (kinds.get(connection.kind) ?? 0) + 1);
    states.set(state, (states.get(state) ?? 0) + 1);
    if (app !== null) count(apps, app, appNameOf(row) ?? app);
    if (connection.createdBy !== null) count(owners, connection.createdBy.id, connection.createdBy.name);
    count(projects, connection.project.id, connection.project.name);
    for (const code of codesOf(row)) findings.set(code, (findings.get(code) ?? 0) + 1);
  }
  return {
    kinds,
    states,
    apps: byLabel(apps),
    owners: byLabel(owners),
    projects: byLabel(projects),
    findings,
  };
}

function count(facets: Map<string, Facet>, value: string, label: string): void {
  facets.set(value, { value, label, count: (facets.get(value)?.count ?? 0) + 1 });
}

function byLabel(facets: ReadonlyMap<string, Facet>): readonly Facet[] {
  const keyed = [...facets.values()].map((facet) => ({ facet, key: sortKeyOf(facet.label) }));
  keyed.sort((a, b) => (a.key === b.key ? (a.facet.value < b.facet.value ? -1 : 1) : a.key < b.key ? -1 : 1));
  return keyed.map(({ facet }) => facet);
}
