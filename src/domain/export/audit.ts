import { isoInstant, type Instant } from "../instant";
import type { Row } from "../inventory";
import type { ExportTable } from "./table";

/** One renewal or conversion, as the hub's own records tell it. Times are UTC. Null where nothing was recorded. */
export type AuditEntry = {
  readonly act: "renewal" | "conversion" | "revert";
  readonly connectionId: string;
  readonly connectionName: string;
  readonly projectName: string;
  readonly runId: string;
  readonly keyId: string | null;
  readonly actor: string;
  readonly actorId: string;
  readonly mode: string | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant;
  readonly outcome: string;
  readonly proof: string | null;
  readonly verification: string | null;
};

/** Every recorded renewal and conversion of these rows, the newest first (N8). Pure. */
export function auditOf(rows: readonly Row[]): readonly AuditEntry[] {
  return rows.flatMap(entriesOf).sort((a, b) => b.endedAt - a.endedAt || (a.runId < b.runId ? -1 : 1));
}

function entriesOf({ connection, record }: Row): readonly AuditEntry[] {
  const about = {
    connectionId: connection.id,
    connectionName: connection.name,
    projectName: connection.project.name,
  };
  const renewals = (record?.renewals ?? []).map((one): AuditEntry => ({
    act: "renewal",
    ...about,
    runId: one.runId,
    keyId: one.keyId,
    actor: one.by.name,
    actorId: one.by.id,
    mode: one.mode,
    startedAt: one.startedAt ?? null,
    endedAt: one.at,
    outcome: one.reason === null || one.reason === "" ? one.outcome : `${one.outcome} (${one.reason})`,
    proof: one.proof ?? null,
    verification: one.verification ?? null,
  }));
  const conversions = (record?.conversions ?? []).map((one): AuditEntry => ({
    act: one.direction === "convert" ? "conversion" : "revert",
    ...about,
    runId: one.runId,
    keyId: null,
    actor: one.by.name,
    actorId: one.by.id,
    mode: null,
    startedAt: one.startedAt,
    endedAt: one.at,
    outcome: one.outcome,
    proof: null,
    verification: one.verified,
  }));
  return [...renewals, ...conversions];
}

const columns = [
  "act",
  "connectionName",
  "connectionId",
  "projectName",
  "runId",
  "keyId",
  "actor",
  "actorId",
  "mode",
  "startedAt",
  "endedAt",
  "outcome",
  "proof",
  "verification",
] as const satisfies readonly (keyof AuditEntry)[];

const cellOf = (value: AuditEntry[keyof AuditEntry]): string =>
  value === null ? "" : typeof value === "number" ? isoInstant(value) : value;

/** The entries under the names that other tools join on, in every language alike; `notes` qualify them. */
export const auditTable = (entries: readonly AuditEntry[], notes: readonly string[]): ExportTable => ({
  headings: columns,
  rows: entries.map((entry) => columns.map((column) => cellOf(entry[column]))),
  notes,
});

/** The same as JSON: times as ISO 8601 texts in UTC, null where nothing was recorded. */
export const auditJson = (entries: readonly AuditEntry[], notes: readonly string[]): string =>
  `${JSON.stringify(
    {
      notes,
      entries: entries.map((entry) => ({
        ...entry,
        startedAt: entry.startedAt === null ? null : isoInstant(entry.startedAt),
        endedAt: isoInstant(entry.endedAt),
      })),
    },
    null,
    2,
  )}\n`;
