import type { Failure } from "../failure";
import type { Instant } from "../instant";
import type { Row } from "../inventory";
import type { ProjectRef } from "../service-connection";

/** Part of the view that could not be read; every export names each of them. */
export type Unread =
  | { readonly kind: "project"; readonly project: ProjectRef; readonly failure: Failure }
  | { readonly kind: "projects"; readonly failure: Failure }
  /** Graph told nothing of so many connections, of those with an app registration. */
  | {
      readonly kind: "graph";
      readonly failure: Failure | null;
      readonly connections: number;
      readonly of: number;
    }
  | { readonly kind: "records"; readonly failure: Failure | null; readonly unreadable: number }
  | { readonly kind: "settings"; readonly failure: Failure }
  | { readonly kind: "details"; readonly connections: number }
  /** The list was exported while answers were still coming in. */
  | { readonly kind: "still-loading" };

/** Columns of a table export, in their order. */
export type ExportColumn =
  | "name"
  | "project"
  | "kind"
  | "type"
  | "state"
  | "expiry"
  | "date"
  | "latest"
  | "source"
  | "findings"
  | "app"
  | "owner"
  | "creator"
  | "verification"
  | "verified"
  | "snoozed"
  | "id"
  | "link";

export const exportColumns: readonly ExportColumn[] = [
  "name",
  "project",
  "kind",
  "type",
  "state",
  "expiry",
  "date",
  "latest",
  "source",
  "findings",
  "app",
  "owner",
  "creator",
  "verification",
  "verified",
  "snoozed",
  "id",
  "link",
];

/** For people to read in a message: there the address of each connection would hide its name. */
export const readColumns = exportColumns.filter((column) => column !== "link");

/** Every visible word of an export; the hub has them. */
export type ExportWords = {
  readonly heading: (column: ExportColumn) => string;
  readonly cell: (column: ExportColumn, row: Row) => string;
  readonly madeAt: (at: Instant) => string;
  readonly unread: (part: Unread) => string;
  readonly nothingUnread: string;
};

/** A view ready to be written in a format: the heading line, the rows, and the lines that qualify them. */
export type ExportTable = {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** When it was made, then what could not be read: never empty. */
  readonly notes: readonly string[];
};

export type ExportFacts = {
  readonly rows: readonly Row[];
  readonly unread: readonly Unread[];
  readonly madeAt: Instant;
};

/** The rows of a view as text, in the order in which they are shown. */
export const tableOf = (
  facts: ExportFacts,
  words: ExportWords,
  columns: readonly ExportColumn[] = exportColumns,
): ExportTable => ({
  headings: columns.map((column) => words.heading(column)),
  rows: facts.rows.map((row) => columns.map((column) => words.cell(column, row))),
  notes: notesOf(facts, words),
});

/** "Made at …", and a line for each part that could not be read, or the line which says that all of it was. */
export function notesOf(
  { madeAt, unread }: Pick<ExportFacts, "madeAt" | "unread">,
  words: Pick<ExportWords, "madeAt" | "unread" | "nothingUnread">,
): readonly string[] {
  const missing = unread.map((part) => words.unread(part));
  return [words.madeAt(madeAt), ...(missing.length === 0 ? [words.nothingUnread] : missing)];
}

/** What a loaded list could not read. `projects`, `graph` and `records` are its own statuses. */
export type LoadedParts = {
  readonly rows: readonly Row[];
  readonly projects: readonly {
    readonly project: ProjectRef;
    readonly state: "loading" | "loaded" | "failed";
    readonly failure: Failure | null;
  }[];
  readonly projectsFailure: Failure | null;
  readonly graph: { readonly access: string; readonly failure: Failure | null; readonly pending: boolean };
  readonly records: {
    readonly state: "loading" | "loaded" | "failed";
    readonly failure: Failure | null;
    readonly unreadable: number;
  };
  readonly settingsFailure: Failure | null;
};

/** Every part of a load that is missing from its rows. Graph counts only where a row could have used it. */
export function unreadOf(parts: LoadedParts): readonly Unread[] {
  const { rows, projects, graph, records } = parts;
  const unread: Unread[] = [];
  const loading = records.state === "loading" || graph.pending;
  if (loading || projects.some(({ state }) => state === "loading")) unread.push({ kind: "still-loading" });
  if (parts.projectsFailure !== null) unread.push({ kind: "projects", failure: parts.projectsFailure });
  for (const { project, state, failure } of projects)
    if (state === "failed")
      unread.push({ kind: "project", project, failure: failure ?? { code: "cancelled" } });
  const withApp = rows.filter(
    ({ app }) => app.state !== "not-looked" || app.reason !== "no-app-registration",
  );
  const connections = withApp.filter(({ app }) => app.state === "not-looked").length;
  if (!graph.pending && connections > 0)
    unread.push({ kind: "graph", failure: graph.failure, connections, of: withApp.length });
  if (records.state === "failed" || records.unreadable > 0)
    unread.push({ kind: "records", failure: records.failure, unreadable: records.unreadable });
  if (parts.settingsFailure !== null) unread.push({ kind: "settings", failure: parts.settingsFailure });
  const hidden = rows.filter(({ connection }) => connection.incomplete).length;
  if (hidden > 0) unread.push({ kind: "details", connections: hidden });
  return unread;
}
