import pLimit from "p-limit";
import type { Actor, Failure, Result } from "../domain/failure";
import { failed, success } from "../domain/failure";
import type { Instant } from "../domain/instant";
import { withRenewal } from "../domain/record";
import { cleanUpOf, findingOf, isUnused, resumed, type ResumeFinding } from "../domain/renewal/resume";
import { appKeyOfPlan } from "../domain/renewal/plan";
import { isWorking, type Renewal, type Working } from "../domain/renewal/renewal";
import type { AppLookup, NotLookedReason } from "../domain/credential";
import { appKeyOf } from "../domain/service-connection";
import type { Ports } from "../ports/ports";
import { isHeld, type Lock } from "../domain/lock";
import type { JournalEntry, UnreadableEntry } from "../ports/renewal-journal";
import type { RunControl } from "./run-control";
import { refusalOfPlan } from "./renewal/check-plan";
import { removeTwins } from "./renewal/twins";
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
      /** The lock of a run that still shows signs of life: another person's, or this person's other tab. */
      readonly runningElsewhere: Lock | null;
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
  const finding = await look(ports, entry, renewal);
  const runningElsewhere = await livingLock(ports, renewal);
  const free = runningElsewhere === null;
  return {
    kind: "readable",
    entry,
    renewal,
    connectionName: plan.connectionName,
    startedBy: plan.startedBy,
    startedAt: plan.startedAt,
    finding,
    runningElsewhere,
    mayResume: free && resumed(renewal, finding) !== null,
    mayCleanUp: free && cleanUpOf(finding) !== null,
  };
}

/** Both sides as they are now. */
async function look(ports: Ports, entry: JournalEntry, renewal: Renewal & Working): Promise<ResumeFinding> {
  const { plan } = renewal;
  const read = await ports.connections.read({
    id: plan.connectionId,
    project: { id: plan.projectId, name: plan.projectName },
  });
  const needsGraph = plan.mode === "graph" && renewal.stage !== "preparing" && renewal.stage !== "verifying";
  const key = read.ok ? appKeyOf(read.value) : null;
  const app =
    needsGraph && key !== null ? await ports.credentials.read({ key, withCertificates: false }) : null;
  const finding = findingOf(renewal, {
    connection: read.ok
      ? { state: "read", connection: read.value }
      : { state: "not-read", failure: read.failure },
    app: app === null ? notLooked("no-app-registration") : app.ok ? app.value : notLooked("unavailable"),
    now: ports.clock.now(),
    lastWrittenAt: entry.writtenAt,
  });
  return finding.code === "could-not-look" && finding.side === "graph" && app !== null && !app.ok
    ? { ...finding, failure: app.failure }
    : finding;
}

/** Graph's reads lag, so "nothing there" counts only after three looks (G45, G116). */
async function lookUntilVisible(
  ports: Ports,
  entry: JournalEntry,
  renewal: Renewal & Working,
): Promise<ResumeFinding> {
  for (let looks = 1; ; looks += 1) {
    const finding = await look(ports, entry, renewal);
    if (finding.code !== "nothing-issued" || renewal.stage === "preparing" || looks === 3) return finding;
    await ports.clock.sleep(5_000);
  }
}

const notLooked = (reason: NotLookedReason): AppLookup => ({ state: "not-looked", reason });

/**
 * A lock that still lives and is not known to be dead. The person who started a run may take it over at once unless
 * another tab of this browser runs it: the journal's compare-and-set stops the other tab before its next effect.
 */
async function livingLock(ports: Ports, { plan }: Renewal): Promise<Lock | null> {
  const lock = await ports.journal.currentLock(plan.subject);
  if (!lock.ok || lock.value === null || lock.value.runId !== plan.runId) return null;
  const now = ports.clock.now();
  if (!isHeld(lock.value, now)) return null;
  if (lock.value.holder.id !== ports.host.user.id) return lock.value;
  return (await ports.host.isRunningElsewhere(plan.runId)) ? lock.value : null;
}

/** Goes on from what was found, after looking once more: between the page and the click the world may have moved. */
export async function resumeRenewal(
  ports: Ports,
  interrupted: Interrupted & { kind: "readable" },
  control: RunControl,
): Promise<Renewal> {
  const { entry, renewal } = interrupted;
  const finding = await look(ports, entry, renewal);
  const from = resumed(renewal, finding);
  if (from === null || !isWorking(from))
    return notResumed(renewal, { code: "unexpected-answer", system: "azure-devops", detail: finding.code });
  // What was saved is only looked at; everything else would create, save or remove by a plan anybody may have written.
  const refused = from.stage === "verifying" ? null : await refusalOfStored(ports, renewal);
  if (refused !== null) return notResumed(renewal, refused);
  return runRenewal(ports, renewal.plan, control, { entry, renewal: from });
}

/** Why the plan of a stored document may not run; null where planning would offer it now. */
async function refusalOfStored(ports: Ports, { plan }: Renewal): Promise<Failure | null> {
  const read = await ports.connections.read({
    id: plan.connectionId,
    project: { id: plan.projectId, name: plan.projectName },
  });
  return read.ok ? refusalOfPlan(ports, plan, read.value, false) : read.failure;
}

const notResumed = (renewal: Renewal & Working, failure: Failure): Renewal => ({
  plan: renewal.plan,
  stage: "stopped",
  during: renewal.stage,
  failure,
  leftBehind: null,
  connection: "unknown",
});

/**
 * Removes what is provably ours and unused, or ends the record where nothing is left to remove. Looks once more first;
 * a finding that allows neither is a failure that says so.
 */
export async function cleanUpRenewal(
  ports: Ports,
  interrupted: Interrupted & { kind: "readable" },
): Promise<Result<"removed" | "closed">> {
  const { entry, renewal } = interrupted;
  const finding = await lookUntilVisible(ports, entry, renewal);
  const action = cleanUpOf(finding);
  if (action === null)
    return failed({ code: "unexpected-answer", system: "azure-devops", detail: finding.code });
  if (action === "close" || finding.code !== "orphan" || renewal.stage === "preparing")
    return close(ports, entry, renewal, null);

  // The record is ours from here on: another tab that looks at it now meets a conflict, not half a removal.
  const discarding: Renewal = {
    plan: renewal.plan,
    stage: "discarding",
    baseline: renewal.baseline,
    keyId: finding.keyId,
    objectId: finding.objectId,
    attempt: 0,
    then: { kind: "finish" },
  };
  const taken = await ports.journal.write(entry, discarding, ports.clock.now());
  if (!taken.ok) return taken;
  const key = appKeyOfPlan(renewal.plan);
  const write = await ports.credentials.connect("write", { tenantId: key.tenantId, interactive: true });
  if (!write.ok) return write;
  const removed = await ports.credentials.remove(key, finding.objectId, finding.keyId);
  if (!removed.ok) return removed;
  const twins = await removeUnusedTwins(ports, renewal, finding.keyId);
  if (!twins.ok) return twins;
  const closed = await close(ports, taken.value, renewal, finding.keyId);
  return closed.ok ? success("removed") : closed;
}

/** Only what the connection provably does not use; Graph may go on listing the one just removed. */
async function removeUnusedTwins(ports: Ports, { plan }: Renewal, removed: string): Promise<Result<null>> {
  const read = await ports.connections.read({
    id: plan.connectionId,
    project: { id: plan.projectId, name: plan.projectName },
  });
  if (!read.ok) return read;
  return removeTwins(ports, plan, (one) => one.keyId !== removed && isUnused(one, read.value));
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
    }),
  );
  if (!recorded.ok) return recorded;
  const closed = await ports.journal.close(entry);
  if (!closed.ok) return closed;
  // The dead run's lock goes with its record; one that cannot be given back now expires by itself.
  await ports.journal.unlock(plan);
  return success("closed");
}
