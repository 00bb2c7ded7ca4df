import type { Instant } from "../instant";
import { instant } from "../instant";
import { revertWindow } from "./revert-window";

/** Azure DevOps keeps the secret this long after a conversion; it states the end alone (W35). */
const revertForMs = 7 * 86_400_000;

/** What is needed of an entry of the execution history. */
export type PastRun = {
  readonly definitionName: string;
  readonly result: string;
  readonly finishedAt: Instant | null;
};

/** How the pipelines that use a converted connection fared, while the conversion can be taken back. */
export type AfterConversion<Run extends PastRun> = {
  readonly convertedAt: Instant;
  readonly until: Instant;
  /** Runs that ended since the conversion with a verdict on their work. */
  readonly runs: number;
  /** The newest run of each pipeline whose newest run failed, newest first. */
  readonly failing: readonly Run[];
};

/** When a connection that can still be taken back was converted; null for all others. */
export function convertedAt(
  connection: { readonly scheme: string; readonly revertDeadline: Instant | null },
  now: Instant,
): Instant | null {
  const window = revertWindow(connection, now);
  return window.open ? instant(window.until - revertForMs) : null;
}

/**
 * Judges the runs since the conversion (W35). A pipeline that failed and then succeeded is not failing: what
 * counts is its newest run. Cancelled and skipped runs say nothing. Pure.
 */
export function afterConversion<Run extends PastRun>(
  connection: { readonly scheme: string; readonly revertDeadline: Instant | null },
  past: readonly Run[],
  now: Instant,
): AfterConversion<Run> | null {
  const since = convertedAt(connection, now);
  if (since === null) return null;
  const ended = past.filter((run) => endOf(run) > since && isVerdict(run));
  const newest = new Map<string, Run>();
  for (const run of ended) {
    const known = newest.get(run.definitionName);
    if (known === undefined || endOf(run) > endOf(known)) newest.set(run.definitionName, run);
  }
  return {
    convertedAt: since,
    until: instant(since + revertForMs),
    runs: ended.length,
    failing: [...newest.values()]
      .filter((run) => run.result === "failed")
      .sort((left, right) => endOf(right) - endOf(left)),
  };
}

const endOf = (run: PastRun): number => run.finishedAt ?? 0;

const isVerdict = ({ result }: PastRun): boolean =>
  ["succeeded", "partly-succeeded", "failed"].includes(result);
