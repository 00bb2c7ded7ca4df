import type { Band } from "./expiry";
import { findingCodes, type FindingCode } from "./findings/finding";
import type { ConnectionKind } from "./service-connection";
import { cards, type Card } from "./summary-cards";

/** Columns the list can be sorted by; `expiry` sorts by urgency. */
export type Column =
  | "name"
  | "expiry"
  | "kind"
  | "state"
  | "verification"
  | "app"
  | "owner"
  | "project"
  | "modified";

export const columns: readonly Column[] = [
  "name",
  "expiry",
  "kind",
  "state",
  "verification",
  "app",
  "owner",
  "project",
  "modified",
];

export type Sort = { readonly column: Column; readonly direction: "ascending" | "descending" };

/** What Azure DevOps says of a connection, as one word to filter by. */
export type StateFilter = "ready" | "in-progress" | "failed" | "disabled";

/** What the person wants to see. An empty list of a filter lets everything through. */
export type ViewQuery = {
  readonly text: string;
  readonly card: Card | null;
  readonly bands: readonly Band[];
  readonly kinds: readonly ConnectionKind[];
  readonly states: readonly StateFilter[];
  /** Ended, or ending within so many days; null for any date and none. */
  readonly within: number | null;
  /** `appKeyText` of app registrations. */
  readonly apps: readonly string[];
  /** Ids of the people who created the connections. */
  readonly owners: readonly string[];
  /** Ids of projects, for the organization's list. */
  readonly projects: readonly string[];
  readonly findings: readonly FindingCode[];
  /** Snoozed rows stay away unless asked for; the view says how many it left out. */
  readonly showSnoozed: boolean;
  readonly sort: Sort;
};

export const defaultQuery: ViewQuery = {
  text: "",
  card: null,
  bands: [],
  kinds: [],
  states: [],
  within: null,
  apps: [],
  owners: [],
  projects: [],
  findings: [],
  showSnoozed: false,
  sort: { column: "expiry", direction: "ascending" },
};

const bands: readonly Band[] = [
  "expired",
  "within-7",
  "within-14",
  "within-30",
  "unknown",
  "failed",
  "disabled",
  "issuer",
  "later",
  "no-secret",
  "no-access",
];
/** Every kind of connection. */
export const kinds: readonly ConnectionKind[] = [
  "automatic",
  "manual",
  "certificate",
  "federated",
  "managed-identity",
  "other",
];
const states: readonly StateFilter[] = ["ready", "in-progress", "failed", "disabled"];

/** Longest value and most values taken from a link: the page's address belongs to whoever wrote the link. */
const longestValue = 200;
const mostValues = 50;

/**
 * The query as parameters of the page's address. Every known parameter is present, empty where it has its default,
 * since empty text is how the host removes one (P68).
 */
export function encodeQuery(query: ViewQuery): Readonly<Record<string, string>> {
  const { column, direction } = query.sort;
  const sort = `${direction === "descending" ? "-" : ""}${column}`;
  return {
    q: query.text.trim().slice(0, longestValue),
    card: query.card ?? "",
    band: query.bands.join(","),
    kind: query.kinds.join(","),
    state: query.states.join(","),
    within: query.within === null ? "" : String(query.within),
    app: query.apps.join(","),
    owner: query.owners.join(","),
    project: query.projects.join(","),
    finding: query.findings.join(","),
    snoozed: query.showSnoozed ? "show" : "",
    sort: sort === defaultQuery.sort.column ? "" : sort,
  };
}

/** Reads parameters of the page's address. Unknown names and values are ignored; never throws. */
export function decodeQuery(parameters: Readonly<Record<string, string>>): ViewQuery {
  return {
    text: valueOf(parameters, "q") ?? "",
    card: cards.find((card) => card === valueOf(parameters, "card")) ?? null,
    bands: wordsOf(parameters, "band", bands),
    kinds: wordsOf(parameters, "kind", kinds),
    states: wordsOf(parameters, "state", states),
    within: daysOf(valueOf(parameters, "within")),
    apps: valuesOf(parameters, "app"),
    owners: valuesOf(parameters, "owner"),
    projects: valuesOf(parameters, "project"),
    findings: wordsOf(parameters, "finding", findingCodes),
    showSnoozed: valueOf(parameters, "snoozed") === "show",
    sort: sortOf(valueOf(parameters, "sort")),
  };
}

function textOf(parameters: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.prototype.hasOwnProperty.call(parameters, name) ? parameters[name] : null;
  return typeof value === "string" ? value.trim() : "";
}

const isTaken = (value: string): boolean => value !== "" && value.length <= longestValue;

function valueOf(parameters: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = textOf(parameters, name);
  return isTaken(value) ? value : null;
}

/** Ids and keys hold no comma, which stands between them. */
function valuesOf(parameters: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  const values = textOf(parameters, name)
    .slice(0, (longestValue + 1) * mostValues)
    .split(",")
    .map((value) => value.trim());
  return [...new Set(values.filter(isTaken))].slice(0, mostValues);
}

/** Whole days, from 1 to 365, as a widget may be set. */
const daysOf = (value: string | null): number | null =>
  value !== null && /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 365
    ? Number(value)
    : null;

function wordsOf<T extends string>(
  parameters: Readonly<Record<string, string>>,
  name: string,
  known: readonly T[],
): readonly T[] {
  const wanted = (valueOf(parameters, name) ?? "").split(",");
  return known.filter((word) => wanted.includes(word));
}

function sortOf(value: string | null): Sort {
  if (value === null) return defaultQuery.sort;
  const descending = value.startsWith("-");
  const column = columns.find((one) => one === (descending ? value.slice(1) : value));
  return column === undefined
    ? defaultQuery.sort
    : { column, direction: descending ? "descending" : "ascending" };
}
