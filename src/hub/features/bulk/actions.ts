import type { BulkPlan, BulkRun } from "../../../domain/bulk";
import type { Row } from "../../../domain/inventory";
import type { ServiceConnection } from "../../../domain/service-connection";
import { prepareBulk } from "../../../operations/plan-bulk";
import { renewBulk, type BulkRenewals, type RunOne } from "../../../operations/renew-bulk";
import {
  isNotTestable,
  verifyCounts,
  verifyBulk,
  verifyRemainingMs,
  type VerifyRun,
} from "../../../operations/verify-bulk";
import type { Hub } from "../../shell/contracts/hub-context";
import { withCheck, withVerified, type Check, type HubState } from "../../shell/contracts/hub-state";
import { withTicked } from "../../../domain/bulk-ticked";
import { learnedPart } from "../../shared/findings/learned";
import { runsOf } from "../../shared/renewals/actions";
import type { Runs } from "../../shared/renewals/runs";
import { bulkPart } from "./bulk-state";
import { verifyingSummary } from "./words/bulk";

export { isNotTestable, verifyCounts, verifyRemainingMs };

/** Looks at the selection and shows what would happen. Ends with the plan in the state, or with nothing when left. */
export async function planRenewals(hub: Hub, rows: readonly Row[], signal: AbortSignal): Promise<void> {
  const { ports, store } = hub;
  const bulk = hub.part(bulkPart);
  const { inventory } = store.get();
  if (inventory === null) return;
  const report = (done: number, total: number): void => {
    if (!signal.aborted) bulk.update((state) => ({ ...state, renewing: { phase: "planning", done, total } }));
  };
  const plan = await prepareBulk(ports, rows, inventory, {
    report,
    signal,
    forbidding: hub.part(learnedPart).get().forbidding,
  });
  if (signal.aborted) bulk.update((state) => ({ ...state, renewing: null }));
  else bulk.update((state) => ({ ...state, renewing: { phase: "planned", plan } }));
}

/** Takes one of the unused connections into what was planned. */
export const tickUnused = (hub: Pick<Hub, "part">, connectionId: string): void =>
  hub
    .part(bulkPart)
    .update((state) =>
      state.renewing?.phase === "planned"
        ? { ...state, renewing: { ...state.renewing, plan: withTicked(state.renewing.plan, connectionId) } }
        : state,
    );

/** Starts what was planned; belongs into a click. It goes on until it is at rest or the page is left. */
export function startRenewals(hub: Hub, plan: BulkPlan): void {
  const { ports, store, actions } = hub;
  const bulk = hub.part(bulkPart);
  const { inventory } = store.get();
  const runs = runsOf(hub);
  // One after the other: each reads into the list as it was when it began.
  let refreshed: Promise<void> = Promise.resolve();
  const refresh = inBatches((ids: readonly string[]) => {
    refreshed = refreshed.then(() => actions.refresh(ids));
  });
  let ended = new Set<string>();
  const report = (run: BulkRun): void => {
    const now = endedIds(run);
    for (const id of now) if (!ended.has(id)) refresh(id);
    ended = now;
    if (isShown(hub, steer))
      bulk.update((state) => ({ ...state, renewing: { phase: "running", plan, run, steer } }));
  };
  if (inventory === null) return;
  const { settings } = inventory;
  const steer = renewBulk(ports, plan, { settings, report: (run) => report(run), runOne: throughRuns(runs) });
  bulk.update((state) => ({ ...state, renewing: { phase: "running", plan, run: steer.run(), steer } }));
  attendByHand(hub, runs, steer);
  steer.go();
}

/** Whether the page still shows this run; a new plan takes its place. */
const isShown = (hub: Hub, steer: BulkRenewals): boolean => {
  const { renewing } = hub.part(bulkPart).get();
  return renewing?.phase === "running" && renewing.steer === steer;
};

const endedIds = ({ entries }: BulkRun): Set<string> =>
  new Set(entries.filter(({ phase }) => phase === "ended").map(({ item }) => item.connectionId));

/** Each renewal is one of the page's own, so that its row, its panel and the warning before leaving know it. */
const throughRuns =
  (runs: Runs): RunOne =>
  async (plan, answers) => {
    const renewal = await runs.startUnattended(plan, answers);
    if (renewal?.stage === "renewed") runs.dismiss(plan.connectionId);
    return renewal;
  };

/** A renewal which the person starts in its own panel meanwhile counts for the run, guided or not. */
function attendByHand(hub: Hub, runs: Runs, bulk: BulkRenewals): void {
  const stop = runs.store.subscribe(() => {
    if (!isShown(hub, bulk)) {
      stop();
      return;
    }
    for (const { item, phase } of bulk.run().entries) {
      const id = item.connectionId.toLowerCase();
      if (phase === "waiting" && runs.store.get().get(id)?.ended === false)
        bulk.attend(item.connectionId, runs.ended(id));
    }
  });
}

/**
 * Tests these connections; rows show each result as it comes. Results of `before` stay beside the new ones, so that
 * nothing is lost by going on or by testing the failed ones again.
 */
export async function verifyConnections(
  hub: Hub,
  connections: readonly ServiceConnection[],
  before: VerifyRun | null,
): Promise<void> {
  const { ports, store } = hub;
  const bulk = hub.part(bulkPart);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  const pending: ((state: HubState) => HubState)[] = [];
  const flush = (): void => {
    const changes = pending.splice(0);
    store.update((state) => changes.reduce((next, change) => change(next), state));
  };
  const flushSoon = inBatches(flush);
  const shown = new Set<string>();
  const check = (id: string, to: Check): void => {
    pending.push((state) => withCheck(state, id, to));
    flushSoon(id);
  };
  const report = (run: VerifyRun): void => {
    for (const { connection, phase } of run.entries)
      if (phase === "running" && !shown.has(connection.id)) {
        shown.add(connection.id);
        check(connection.id, { state: "running", attempt: null });
      }
    bulk.update((state) => ({ ...state, verifying: { run: joined(before, run), stop } }));
  };
  const run = await verifyBulk(ports, connections, {
    report,
    result: ({ id }, verdict, { record, recordFailure }) => {
      check(id, { state: "done", verdict, recordFailure, at: ports.clock.now() });
      if (record !== null) pending.push((state) => withVerified(state, record));
    },
    stop: stopping.signal,
  });
  flush();
  store.update((state) => ({ ...state, announcement: verifyingSummary(joined(before, run)) }));
}

function joined(before: VerifyRun | null, run: VerifyRun): VerifyRun {
  if (before === null) return run;
  const anew = new Map(run.entries.map((entry) => [entry.connection.id, entry]));
  return { ...run, entries: before.entries.map((entry) => anew.get(entry.connection.id) ?? entry) };
}

/** The list is drawn again at most so often while results come in. */
const everyMs = 500;

/** Gathers ids and hands them over together. */
function inBatches(work: (ids: readonly string[]) => void): (id: string) => void {
  let gathered: string[] = [];
  return (id) => {
    gathered.push(id);
    if (gathered.length > 1) return;
    setTimeout(() => {
      const ids = gathered;
      gathered = [];
      work(ids);
    }, everyMs);
  };
}
