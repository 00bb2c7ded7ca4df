import { failureOf, hasFailed, renewalsAtOnce, type BulkEntry, type BulkItem, type BulkRun } from "./bulk";
import type { Failure } from "./failure";
import type { Instant } from "./instant";
import type { ConnectionTruth, Mode } from "./renewal/renewal";

/** Counts of a run; they add up to `total`. */
export type BulkCounts = {
  readonly total: number;
  readonly renewed: number;
  /** Saved and working, though nothing proves a new credential (Q1). */
  readonly notConfirmed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly running: number;
  /** Waiting for its turn, or for Continue after a stop. */
  readonly waiting: number;
  /** Waiting for a person. */
  readonly waitingForPerson: number;
};

export type BulkProgress = {
  readonly counts: BulkCounts;
  /** Ended ones over all, 0 to 1; 1 where nothing was to do. */
  readonly fraction: number;
  /** Estimate for the ones that need no person; null until one has ended. */
  readonly remainingMs: number | null;
  /** Nothing runs and nothing more will start without a person's act. */
  readonly atRest: boolean;
};

/** How far a run is. Pure. */
export function progressOf(run: BulkRun, now: Instant): BulkProgress {
  const counts = countsOf(run);
  const done = counts.renewed + counts.notConfirmed + counts.failed + counts.skipped;
  return {
    counts,
    fraction: counts.total === 0 ? 1 : done / counts.total,
    remainingMs: remainingOf(run, now),
    atRest: counts.running === 0 && (counts.waiting === 0 || run.stopped !== null),
  };
}

/** What one renewal usually takes: Azure DevOps' own work, or a secret that spreads, is proved and verified (G49). */
const usualMs: Readonly<Record<Mode, number>> = { automatic: 45_000, graph: 60_000, guided: 0 };

/** Before the start: how long the renewals that need no person usually take together; 0 where there are none. */
export function expectedMs(items: readonly BulkItem[]): number {
  const bySubject = new Map<string, number>();
  for (const { subject, mode, needsPerson } of items)
    if (!needsPerson) bySubject.set(subject, (bySubject.get(subject) ?? 0) + usualMs[mode]);
  const all = [...bySubject.values()];
  return Math.max(0, all.reduce((sum, one) => sum + one, 0) / renewalsAtOnce, ...all);
}

function countsOf({ entries }: BulkRun): BulkCounts {
  const has = (test: (entry: BulkEntry) => boolean): number => entries.filter(test).length;
  const renewedWith = (confidence: string) => (entry: BulkEntry) =>
    entry.outcome?.kind === "ended" &&
    entry.outcome.ended.stage === "renewed" &&
    entry.outcome.ended.confidence === confidence;
  return {
    total: entries.length,
    renewed: has(renewedWith("confirmed")),
    notConfirmed: has(renewedWith("not-confirmed")),
    failed: has(hasFailed),
    skipped: has(({ outcome }) => outcome?.kind === "skipped"),
    running: has(({ phase }) => phase === "running"),
    waiting: has(({ phase, item }) => phase === "waiting" && !item.needsPerson),
    waitingForPerson: has(({ phase, item }) => phase === "waiting" && item.needsPerson),
  };
}

/**
 * The mean of the ended ones, over what is left: limited by how many run at once, and by the longest queue on one app
 * registration, whose renewals follow one another (I9). A person's own time is not estimated.
 */
function remainingOf({ entries }: BulkRun, now: Instant): number | null {
  const own = entries.filter(({ item }) => !item.needsPerson);
  const lengths = own.flatMap(({ startedAt, endedAt }) =>
    startedAt === null || endedAt === null ? [] : [endedAt - startedAt],
  );
  if (own.every(({ phase }) => phase === "ended")) return 0;
  if (lengths.length === 0) return null;
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const bySubject = new Map<string, number>();
  let left = 0;
  for (const entry of own) {
    const expected = leftOf(entry, mean, now);
    left += expected;
    bySubject.set(entry.item.subject, (bySubject.get(entry.item.subject) ?? 0) + expected);
  }
  return Math.max(left / renewalsAtOnce, ...bySubject.values());
}

function leftOf({ phase, startedAt }: BulkEntry, mean: number, now: Instant): number {
  if (phase === "ended") return 0;
  return phase === "running" && startedAt !== null ? Math.max(0, mean - (now - startedAt)) : mean;
}

/** One line of the result table. */
export type BulkResult = {
  readonly connectionId: string;
  readonly name: string;
  readonly projectName: string;
  readonly mode: Mode;
  readonly result: "renewed" | "not-confirmed" | "failed" | "skipped" | "running" | "not-started";
  /** End of the new credential; null where there is none. */
  readonly until: Instant | null;
  readonly failure: Failure | null;
  /** What is still true of the connection; null where nothing was begun. */
  readonly connection: ConnectionTruth | null;
  /** When it was last read for this; null where it was not. */
  readonly readAt: Instant | null;
  /** A credential of ours that stayed behind in Entra. */
  readonly leftBehind: string | null;
  readonly attempts: number;
};

/** The result of every connection of the run, failures first, so that what needs a person is on top. */
export const resultsOf = (run: BulkRun): readonly BulkResult[] =>
  run.entries.map(resultOf).sort((a, b) => Number(b.result === "failed") - Number(a.result === "failed"));

function resultOf(entry: BulkEntry): BulkResult {
  const { item, outcome, phase, attempts } = entry;
  const base = {
    connectionId: item.connectionId,
    name: item.name,
    projectName: item.projectName,
    mode: item.mode,
    until: null,
    failure: outcome === null ? null : failureOf(outcome),
    connection: null,
    readAt: null,
    leftBehind: null,
    attempts,
  };
  if (outcome === null) return { ...base, result: phase === "running" ? "running" : "not-started" };
  if (outcome.kind === "skipped") return { ...base, result: "skipped" };
  if (outcome.kind === "not-begun") return { ...base, result: "failed", connection: "not-saved" };
  const { ended } = outcome;
  if (ended.stage === "stopped")
    return {
      ...base,
      result: "failed",
      connection: ended.connection,
      readAt: ended.readAt,
      leftBehind: ended.leftBehind,
    };
  return {
    ...base,
    result: ended.confidence === "confirmed" ? "renewed" : "not-confirmed",
    until: ended.key.until,
    connection: "saved",
  };
}
