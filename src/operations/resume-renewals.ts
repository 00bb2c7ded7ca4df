import pLimit from "p-limit";
import type { AppLookup, NotLookedReason } from "../domain/credential";
import type { Actor, Failure, Result } from "../domain/failure";
import { failed, success } from "../domain/failure";
import { addMilliseconds, type Instant } from "../domain/instant";
import { momentOf } from "../domain/moment";
import { withRenewal } from "../domain/record";
import {
  findingOf,
  mayCleanUp,
  mayStillAct,
  planAnew,
  resumed,
  type ResumeFinding,
} from "../domain/renewal/resume";
import { appKeyOfPlan } from "../domain/renewal/plan";
import { isWorking, type Renewal, type Working } from "../domain/renewal/renewal";
import { leftOf, quietAfterMs } from "../domain/renewal/settling";
import { appKeyOf } from "../domain/service-connection";
import type { Ports } from "../ports/ports";
import type { JournalEntry, SeenLock, UnreadableEntry } from "../ports/renewal-journal";
import { clearRun } from "./renewal/clear";
import { keepAlive } from "./renewal/lease";
import type { RunControl } from "./run-control";
import { refusalOfPlan } from "./renewal/check-plan";
import { runRenewal } from "./run-renewal";

/** One unfinished renewal as the page tells it. */
export type Interrupted =
  | {
      readonly kind: "readable";
      readonly entry: JournalEntry;
      readonly renewal: Renewal & Working;
      readonly connectionName: string;
      readonly startedBy: Actor;
      readonly startedAt: Instant;
      readonly finding: ResumeFinding;
      /** Until then a call of the run may still take effect, so that looking again may find something else. */
      readonly mayStillActUntil: Instant | null;
      /** The lock of a run that may show heartbeats: another person's, or this person's other tab. */
      readonly runningElsewhere: SeenLock | null;
      readonly mayResume: boolean;
      readonly mayCleanUp: boolean;
    }
  | { readonly kind: "unreadable"; readonly unreadable: UnreadableEntry }
  /** Records which were not looked at: of connections that are not listed, and those beyond the most that are. */
  | { readonly kind: "passed-over"; readonly unlisted: number; readonly beyond: number };

/** Anybody can write as many records as they like (P10): so many are looked at, so many at a time. */
const mostLooks = 50;
const looksAtOnce = 4;

/**
 * Finds unfinished renewals of a project, or of several with one read of the journal, and reads both systems for each
 * before anything is said. Runs of this tab are left out by `ownRunIds`. With `listed`, ids of connections in
 * lower case, records of others are counted and not looked at; of the rest the newest are, a few at a time.
 */
export async function findInterrupted(
  ports: Ports,
  projects: string | ReadonlySet<string>,
  ownRunIds: ReadonlySet<string>,
  listed: ReadonlySet<string> | null = null,
): Promise<Result<readonly Interrupted[]>> {
  const found = await ports.journal.unfinished(typeof projects === "string" ? projects : null);
  if (!found.ok) return found;
  const isHere = (projectId: string): boolean => typeof projects === "string" || projects.has(projectId);
  const isListed = (connectionId: string | null): boolean =>
    listed === null || (connectionId !== null && listed.has(connectionId.toLowerCase()));
  const here = found.value.entries.filter(
    ({ renewal: { plan } }) => !ownRunIds.has(plan.runId) && isHere(plan.projectId.toLowerCase()),
  );
  const damagedHere = found.value.unreadable.filter(({ documentId }) =>
    isHere(documentId.split(".")[0]?.toLowerCase() ?? ""),
  );
  const entries = here
    .filter(({ renewal }) => isListed(renewal.plan.connectionId))
    .sort((a, b) => b.writtenAt - a.writtenAt);
  const damaged = damagedHere.filter(({ connectionId }) => isListed(connectionId));
  const limit = pLimit(looksAtOnce);
  const readable = await Promise.all(
    entries.slice(0, mostLooks).map((entry) => limit(() => inspect(ports, entry))),
  );
  const unreadable = damaged
    .slice(0, mostLooks)
    .map((one): Interrupted => ({ kind: "unreadable", unreadable: one }));
  const unlisted = here.length - entries.length + damagedHere.length - damaged.length;
  const beyond = Math.max(0, entries.length - mostLooks) + Math.max(0, damaged.length - mostLooks);
  const rest: readonly Interrupted[] =
    unlisted + beyond === 0 ? [] : [{ kind: "passed-over", unlisted, beyond }];
  return success([...readable.flatMap((one) => (one === null ? [] : [one])), ...unreadable, ...rest]);
}

async function inspect(ports: Ports, entry: JournalEntry): Promise<Interrupted | null> {
  const { renewal } = entry;
  if (!isWorking(renewal)) return null;
  const { plan } = renewal;
  const finding = await look(ports, renewal);
  const runningElsewhere = await livingLock(ports, renewal);
  const free = runningElsewhere === null;
  const left = leftOf(quietAfterMs, entry.firstSeen, momentOf(ports.clock));
  return {
    kind: "readable",
    entry,
    renewal,
    connectionName: plan.connectionName,
    startedBy: plan.startedBy,
    startedAt: plan.startedAt,
    finding,
    mayStillActUntil: mayStillAct(renewal) && left > 0 ? addMilliseconds(ports.clock.now(), left) : null,
    runningElsewhere,
    mayResume: free && resumed(renewal, finding) !== null,
    mayCleanUp: free && mayCleanUp(finding),
  };
}

/** Both sides as they are now. */
async function look(ports: Ports, renewal: Renewal & Working): Promise<ResumeFinding> {
  const { plan } = renewal;
  const read = await ports.connections.read({
    id: plan.connectionId,
    project: { id: plan.projectId, name: plan.projectName },
  });
  const needsGraph = plan.mode === "graph" && renewal.stage !== "preparing";
  const key = read.ok ? appKeyOf(read.value) : null;
  const app =
    needsGraph && key !== null ? await ports.credentials.read({ key, withCertificates: false }) : null;
  const finding = findingOf(renewal, {
    connection: read.ok
      ? { state: "read", connection: read.value }
      : { state: "not-read", failure: read.failure },
    app: app === null ? notLooked("no-app-registration") : app.ok ? app.value : notLooked("unavailable"),
  });
  return finding.code === "could-not-look" && finding.side === "graph" && app !== null && !app.ok
    ? { ...finding, failure: app.failure }
    : finding;
}

const notLooked = (reason: NotLookedReason): AppLookup => ({ state: "not-looked", reason });

/**
 * A lock that this page has not seen end yet. The person who started a run may take it over at once unless another tab of
 * this browser runs it: the journal's compare-and-set stops the other page before its next effect.
 */
async function livingLock(ports: Ports, { plan }: Renewal): Promise<SeenLock | null> {
  const lock = await ports.journal.currentLock(plan.subject);
  if (!lock.ok || lock.value === null || lock.value.runId !== plan.runId) return null;
  if (lock.value.holder.id !== ports.host.user.id) return lock.value;
  return (await ports.host.isRunningElsewhere(plan.runId)) ? lock.value : null;
}

type Readable = Interrupted & { readonly kind: "readable" };

/** Told while the operation waits until no call of the former run can take effect any more. */
export type OnWait = (until: Instant) => void;

/**
 * Takes the record over, waits until nothing that its run sent can take effect unseen, and looks. From the taking over on
 * that run sends nothing: it confirms its record before each call. Only then may anything of it be removed.
 */
async function lookAfterTaking(
  ports: Ports,
  { entry, renewal }: Readable,
  wait: (ms: number) => Promise<void>,
): Promise<Result<{ readonly entry: JournalEntry; readonly finding: ResumeFinding }>> {
  const taken = await ports.journal.takeOver(entry, ports.clock.now());
  if (!taken.ok) return taken;
  const since = taken.value.takenOver ?? taken.value.firstSeen;
  while (mayStillAct(renewal)) {
    const left = leftOf(quietAfterMs, since, momentOf(ports.clock));
    if (left <= 0) break;
    await wait(left);
  }
  const others = await hasAnotherRecord(ports, renewal);
  if (!others.ok) return others;
  const finding: ResumeFinding = others.value ? { code: "two-records" } : await look(ports, renewal);
  return success({ entry: taken.value, finding });
}

/** A shared connection can have a record in each project; one that is not taken over stops nobody. */
async function hasAnotherRecord(ports: Ports, { plan }: Renewal): Promise<Result<boolean>> {
  const all = await ports.journal.unfinished(null);
  if (!all.ok) return all;
  const { entries, unreadable } = all.value;
  const projects = [
    ...entries
      .filter((one) => one.renewal.plan.connectionId === plan.connectionId)
      .map((one) => one.renewal.plan.projectId),
    ...unreadable
      .filter((one) => one.connectionId?.toLowerCase() === plan.connectionId)
      .map((one) => one.documentId),
  ];
  return success(projects.some((one) => one !== plan.projectId));
}

/** Between two heartbeats while a former run is waited for. */
const waitEveryMs = 30_000;

/**
 * Goes on from what is found, after looking once more: between the page and the click the world may have moved. What was
 * saved is verified; everything else begins anew, as a run with an id of its own, once the former run is cleared up after.
 */
export async function resumeRenewal(
  ports: Ports,
  interrupted: Readable,
  control: RunControl,
): Promise<Renewal> {
  const { entry, renewal } = interrupted;
  const finding = await look(ports, renewal);
  const way = resumed(renewal, finding);
  if (way === null) return notResumed(renewal, unexpected(finding));
  if (way.kind === "verify") return runRenewal(ports, renewal.plan, control, { entry, renewal: way.from });
  const { clock, host } = ports;
  // Only looking at what was saved may follow a plan that anybody may have written.
  const refused = await refusalOfStored(ports, renewal);
  if (refused !== null) return notResumed(renewal, refused);
  const plan = planAnew(renewal.plan, { runId: clock.newId(), now: clock.now(), actor: host.user });
  return runRenewal(ports, plan, control, {
    entry,
    renewal: { plan, stage: "preparing" },
    before: async (run) => {
      const looked = await lookAfterTaking(ports, interrupted, async (left) => {
        run.waitForFormer(left);
        await clock.sleep(Math.min(left, waitEveryMs));
        await keepAlive(run);
      });
      run.waitForFormer(null);
      if (!looked.ok) return looked;
      const now = resumed(renewal, looked.value.finding);
      // The save arrived after all, or nobody can tell: it is not renewed over.
      if (now?.kind !== "anew") return failed(unexpected(looked.value.finding));
      const cleared = await clearRun(ports, renewal.plan, { held: null, neverSent: false });
      return cleared.ok ? success(looked.value.entry) : cleared;
    },
  });
}

const unexpected = ({ code }: ResumeFinding): Failure => ({ code: "record-moved-on", found: code });

/** Why the plan of a stored document may not run; null where planning would offer it now. */
async function refusalOfStored(ports: Ports, { plan }: Renewal): Promise<Failure | null> {
  const read = await ports.connections.read({
    id: plan.connectionId,
    project: { id: plan.projectId, name: plan.projectName },
  });
  return read.ok ? refusalOfPlan(ports, plan, read.value, false) : read.failure;
}

/** Nothing was done this time; what the interrupted run did before is another matter, and it may have sent its save. */
const notResumed = (renewal: Renewal & Working, failure: Failure): Renewal => ({
  plan: renewal.plan,
  stage: "stopped",
  during: renewal.stage,
  failure,
  leftBehind: null,
  connection: renewal.stage === "saving" || renewal.stage === "verifying" ? "unknown" : "not-saved",
  readAt: null,
});

/**
 * Removes what is provably the run's and unused, and ends the record. A finding that allows neither is a failure that says
 * so.
 */
export async function cleanUpRenewal(
  ports: Ports,
  interrupted: Readable,
  onWait: OnWait = () => undefined,
): Promise<Result<"removed" | "closed">> {
  const { renewal } = interrupted;
  const looked = await lookAfterTaking(ports, interrupted, async (left) => {
    onWait(addMilliseconds(ports.clock.now(), left));
    await ports.clock.sleep(left);
  });
  if (!looked.ok) return looked;
  const { entry, finding } = looked.value;
  if (!mayCleanUp(finding)) return failed(unexpected(finding));
  if (finding.code !== "orphan") return close(ports, entry, renewal, null);
  const key = appKeyOfPlan(renewal.plan);
  const write = await ports.credentials.connect("write", { tenantId: key.tenantId, interactive: true });
  if (!write.ok) return write;
  const cleared = await clearRun(ports, renewal.plan, { held: null, neverSent: false });
  if (!cleared.ok) return cleared;
  const { removed } = cleared.value;
  const closed = await close(ports, entry, renewal, removed[0] ?? null);
  return closed.ok && removed.length > 0 ? success("removed") : closed;
}

async function close(
  ports: Ports,
  entry: JournalEntry,
  { plan }: Renewal,
  keyId: string | null,
): Promise<Result<"closed">> {
  const recorded = await ports.records.update(plan.projectId, plan.connectionId, (record) =>
    withRenewal(record, {
      runId: plan.runId,
      mode: plan.mode,
      outcome: "cleaned-up",
      keyId,
      until: null,
      at: ports.clock.now(),
      by: ports.host.user,
      reason: null,
      startedAt: plan.startedAt,
    }),
  );
  if (!recorded.ok) return recorded;
  const closed = await ports.journal.close(entry);
  if (!closed.ok) return closed;
  // The dead run's lock goes with its record; one that cannot be given back now expires by itself.
  await ports.journal.unlock(plan);
  return success("closed");
}
