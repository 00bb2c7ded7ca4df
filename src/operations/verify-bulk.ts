import pLimit from "p-limit";
import { distinctBy, renewalsAtOnce, stopsAll } from "../domain/bulk";
import type { Failure } from "../domain/failure";
import type { Instant } from "../domain/instant";
import type { ConnectionRecord } from "../domain/record";
import type { ServiceConnection } from "../domain/service-connection";
import type { Verdict } from "../domain/verification/diagnose";
import type { Ports } from "../ports/ports";
import { verifyConnection } from "./verify-connection";

/** `no-test`: its type offers none (A86); `not-visible`: Azure DevOps hides what a test would need (A12). */
export type NotTested = "no-test" | "not-visible";

/** One connection of a verification of many. */
export type VerifyEntry = {
  readonly connection: ServiceConnection;
  readonly phase: "waiting" | "running" | "ended";
  /** Null until the answer is there, and where the type has no test. */
  readonly verdict: Verdict | null;
  /** Why there is nothing to test; null where there is. */
  readonly notTested: NotTested | null;
  /** Why the result could not be kept for the next visit. */
  readonly recordFailure: Failure | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
};

/** Every connection asked for, each once, in the order asked for. Holds no secret. */
export type VerifyRun = {
  readonly entries: readonly VerifyEntry[];
  readonly startedAt: Instant;
  /** `person`: asked to stop; a failure: every further test would meet it too. */
  readonly stopped: "person" | Failure | null;
  readonly atRest: boolean;
};

export type VerifyCounts = {
  readonly total: number;
  readonly verified: number;
  /** The credential or its target refused. */
  readonly failed: number;
  /** Azure DevOps gave no verdict. */
  readonly noVerdict: number;
  readonly notTestable: number;
  readonly running: number;
  readonly waiting: number;
};

export type VerifyBulkControl = {
  report(run: VerifyRun): void;
  /** One result as it comes; `record` is what was kept of it. */
  result(connection: ServiceConnection, verdict: Verdict, kept: KeptResult): void;
  /** Aborting lets the current ones end and starts no other. */
  readonly stop: AbortSignal;
};

export type KeptResult = { readonly record: ConnectionRecord | null; readonly recordFailure: Failure | null };

/**
 * Tests connections as Azure DevOps holds them, at most four at a time, and keeps each result. A shared connection is
 * tested once. Types without a test are told apart before any call, where the types can be read at all.
 */
export async function verifyBulk(
  ports: Ports,
  connections: readonly ServiceConnection[],
  control: VerifyBulkControl,
): Promise<VerifyRun> {
  const entries = new Map(
    distinctBy(connections, ({ id }) => id).map((connection) => [connection.id, waiting(connection)]),
  );
  let run: VerifyRun = {
    entries: [...entries.values()],
    startedAt: ports.clock.now(),
    stopped: null,
    atRest: false,
  };
  const report = (over: Partial<VerifyRun> = {}): void => {
    run = { ...run, ...over, entries: [...entries.values()] };
    control.report(run);
  };
  const change = (id: string, over: Partial<VerifyEntry>): void => {
    const entry = entries.get(id);
    if (entry !== undefined) entries.set(id, { ...entry, ...over });
  };

  report();
  const untestable = await withoutTest(ports, run.entries);
  for (const [id, notTested] of untestable) change(id, { notTested, phase: "ended" });
  report();
  const limit = pLimit(renewalsAtOnce);
  const verify = async (connection: ServiceConnection): Promise<void> => {
    if (control.stop.aborted) run = { ...run, stopped: run.stopped ?? "person" };
    if (run.stopped !== null) return;
    const { id } = connection;
    change(id, { phase: "running", startedAt: ports.clock.now() });
    report();
    const signal = new AbortController().signal;
    const done = await verifyConnection(ports, connection, { report: () => undefined, signal });
    const { verdict, record, recordFailure } = done;
    change(id, { phase: "ended", verdict, recordFailure, endedAt: ports.clock.now() });
    if (verdict !== null) control.result(connection, verdict, { record, recordFailure });
    const failure = verdict?.failure ?? null;
    report(failure !== null && stopsAll(failure) ? { stopped: failure } : {});
  };
  const testable = run.entries.filter(({ notTested }) => notTested === null);
  await Promise.all(testable.map(({ connection }) => limit(() => verify(connection))));
  report({ atRest: true });
  return run;
}

const waiting = (connection: ServiceConnection): VerifyEntry => ({
  connection,
  phase: "waiting",
  verdict: null,
  notTested: null,
  recordFailure: null,
  startedAt: null,
  endedAt: null,
});

/** What has no test. Types that cannot be read leave the question to each connection's own test. */
async function withoutTest(
  ports: Ports,
  entries: readonly VerifyEntry[],
): Promise<ReadonlyMap<string, NotTested>> {
  const found = new Map<string, NotTested>();
  for (const { connection } of entries) if (connection.incomplete) found.set(connection.id, "not-visible");
  const others = entries.filter(({ connection }) => connection.kind === "other" && !connection.incomplete);
  if (others.length === 0) return found;
  const types = await ports.connections.types();
  if (!types.ok) return found;
  const testable = new Map(types.value.map((type) => [type.type.toLowerCase(), type.testable]));
  for (const { connection } of others)
    if (testable.get(connection.type.toLowerCase()) === false) found.set(connection.id, "no-test");
  return found;
}

/** Counts of a run; they add up to `total`. */
export function verifyCounts({ entries }: VerifyRun): VerifyCounts {
  const has = (test: (entry: VerifyEntry) => boolean): number => entries.filter(test).length;
  return {
    total: entries.length,
    verified: has(({ verdict }) => verdict?.word === "verified"),
    failed: has(({ verdict }) => verdict !== null && isRefusal(verdict)),
    noVerdict: has(({ verdict }) => verdict !== null && isNoVerdict(verdict)),
    notTestable: has(isNotTestable),
    running: has(({ phase }) => phase === "running"),
    waiting: has(({ phase }) => phase === "waiting"),
  };
}

const isRefusal = ({ word }: Verdict): boolean =>
  word !== "verified" && word !== "not reachable" && word !== "not confirmed";

/** A type without a test is found out by the test itself where the types could not be read: nothing is to be done then. */
export const isNotTestable = ({ notTested, verdict }: VerifyEntry): boolean =>
  notTested !== null || (verdict?.word === "not confirmed" && verdict.remedy === "none");

const isNoVerdict = ({ word, remedy }: Verdict): boolean =>
  word === "not reachable" || (word === "not confirmed" && remedy !== "none");

/** The mean of the ended tests over what is left, four at a time; null until one has ended. */
export function verifyRemainingMs({ entries }: VerifyRun): number | null {
  const lengths = entries.flatMap(({ startedAt, endedAt }) =>
    startedAt === null || endedAt === null ? [] : [endedAt - startedAt],
  );
  const left = entries.filter(({ phase }) => phase !== "ended").length;
  if (left === 0) return 0;
  if (lengths.length === 0) return null;
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return (mean * left) / Math.min(renewalsAtOnce, left);
}
