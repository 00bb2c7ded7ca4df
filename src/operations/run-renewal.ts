import type { Failure, Result } from "../domain/failure";
import { withRenewal, type RenewalRecord, type VerificationRecord } from "../domain/record";
import { isWorking, type Ended, type Plan, type Renewal, type Working } from "../domain/renewal/renewal";
import { transition, type RenewalEvent } from "../domain/renewal/transition";
import type { Ports } from "../ports/ports";
import type { JournalEntry } from "../ports/renewal-journal";
import { fenced, isTakenOver, type Stopped } from "./renewal/fence";
import { discard, issue, lookForMarker } from "./renewal/issue";
import { prepare, isTransientResult } from "./renewal/prepare";
import { prove } from "./renewal/prove";
import { patiently, Run } from "./renewal/run";
import { save } from "./renewal/save";
import { verify } from "./renewal/verify";
import type { RunControl } from "./run-control";

/** Where an interrupted run goes on, with the journal entry that is the right to do so. */
export type ResumeFrom = { readonly entry: JournalEntry; readonly renewal: Renewal & Working };

/**
 * Runs one renewal to its end: lock, journal, then stage by stage until renewed or stopped. Every intent is on
 * record before its effect. Ends with a value in all cases but bugs; the last state is also reported.
 */
export async function runRenewal(
  ports: Ports,
  plan: Plan,
  control: RunControl,
  from?: ResumeFrom,
): Promise<Renewal> {
  const run = new Run(ports, control, from?.renewal ?? { plan, stage: "preparing" });
  const quiet = ports.host.announceRun(plan.runId);
  try {
    const refused = (await mayWrite(run)) ?? (await acquire(run, from ?? null));
    if (refused !== null) {
      run.become(refused);
      return refused;
    }
    await work(run);
    await finish(run);
    return run.renewal;
  } finally {
    run.inputs = null;
    quiet();
  }
}

/**
 * Writing permission is asked for first, while the person's click still lets the host open a window (P71), and before
 * the lock, so that nobody waits for a sign-in that is left open.
 */
async function mayWrite({ plan, ports }: Run): Promise<Stopped | null> {
  if (plan.mode !== "graph") return null;
  const write = await ports.credentials.connect("write", {
    tenantId: plan.tenantId ?? "",
    interactive: true,
  });
  return write.ok ? null : stoppedBefore(plan, write.failure);
}

const stoppedBefore = (plan: Plan, failure: Failure): Stopped => ({
  plan,
  stage: "stopped",
  during: "preparing",
  failure,
  leftBehind: null,
  connection: "untouched",
});

/** Lock and journal intent; null when both are there, or when the mode can do without them. */
async function acquire(run: Run, from: ResumeFrom | null): Promise<Stopped | null> {
  const { plan, ports } = run;
  const now = run.now();
  const lock = {
    subject: plan.subject,
    runId: plan.runId,
    connectionName: plan.connectionName,
    holder: ports.host.user,
    since: now,
    beatAt: now,
  };
  const held = await patiently(
    run,
    () => ports.journal.lock(lock, { now: run.now(), takeOverRunId: from === null ? null : plan.runId }),
    isTransientResult,
  );
  if (!held.ok) return withoutJournal(run, held.failure, from);
  run.held = held.value;
  const entry = await patiently(
    run,
    () =>
      from === null
        ? ports.journal.open(run.renewal, run.now())
        : ports.journal.write(from.entry, from.renewal, run.now()),
    isTransientResult,
  );
  if (entry.ok) {
    run.entry = entry.value;
    return null;
  }
  await ports.journal.unlock(lock);
  run.held = null;
  return withoutJournal(run, entry.failure, from);
}

/**
 * Graph mode creates a secret, so it never runs without a record of its intent. The other modes create
 * nothing that could be lost: they go on and say that nothing is remembered (P116).
 */
function withoutJournal(run: Run, failure: Failure, from: ResumeFrom | null): Stopped | null {
  const stop = (reason: Failure): Stopped => stoppedBefore(run.plan, reason);
  if (failure.code === "locked" || failure.code === "document-conflict" || failure.code === "taken-over")
    return stop(failure);
  if (run.plan.mode === "graph" || from !== null)
    return stop({ code: "journal-unavailable", cause: failure, begun: false });
  run.recorded = false;
  return null;
}

async function work(run: Run): Promise<void> {
  run.show();
  while (isWorking(run.renewal)) {
    const event = await perform(run, run.renewal);
    const next = transition(run.renewal, event);
    const written = await journal(run, next);
    if (written.ok) run.become(next);
    else if (next.stage === "verifying" && !isTakenOver(written.failure)) goOnUnrecorded(run, next);
    else run.become(await fenced(run, next, written.failure));
  }
}

/** One case per stage. */
function perform(run: Run, renewal: Renewal & Working): Promise<RenewalEvent> {
  switch (renewal.stage) {
    case "preparing":
      return prepare(run);
    case "issuing":
      return issue(run, renewal);
    case "looking":
      return lookForMarker(run);
    case "proving":
      return prove(run, renewal);
    case "saving":
      return save(run, renewal);
    case "verifying":
      return verify(run, renewal);
    case "discarding":
      return discard(run, renewal);
  }
}

/** The next stage goes on record before anything of it happens. Its compare-and-set is the fence between two runs. */
async function journal(run: Run, next: Renewal): Promise<Result<null>> {
  const { entry, ports } = run;
  if (entry === null || !isWorking(next)) return { ok: true, value: null };
  const written = await patiently(run, () => writeOnce(run, entry, next), isTransientResult, 6);
  if (!written.ok) return written;
  run.entry = written.value;
  if (run.held !== null) {
    const beaten = await ports.journal.beat(run.held, run.now());
    if (beaten.ok) run.held = beaten.value;
  }
  return { ok: true, value: null };
}

/** A write whose reply was lost conflicts with itself when repeated: then the record is looked at (A89). */
async function writeOnce(run: Run, entry: JournalEntry, next: Renewal): Promise<Result<JournalEntry>> {
  const written = await run.ports.journal.write(entry, next, run.now());
  if (written.ok || written.failure.code !== "document-conflict") return written;
  const seen = await run.ports.journal.unfinished(run.plan.projectId);
  if (!seen.ok) return seen;
  const ours = seen.value.entries.find((one) => one.renewal.plan.connectionId === run.plan.connectionId);
  const arrived =
    ours?.renewal.plan.runId === run.plan.runId &&
    ours.renewal.stage === next.stage &&
    ours.writer === entry.writer;
  return arrived ? { ok: true, value: ours } : written;
}

/** What is saved only has to be looked at: stopping for want of a record would leave the admin without a verdict. */
function goOnUnrecorded(run: Run, next: Renewal): void {
  run.recorded = false;
  run.become(next);
}

/** Records the outcome and gives the lock back. What may still need a person stays in the journal. */
async function finish(run: Run): Promise<void> {
  const { renewal, ports, plan } = run;
  if (isWorking(renewal)) return;
  const recorded = await patiently(
    run,
    () =>
      ports.records.update(plan.projectId, plan.connectionId, (record) => ({
        ...withRenewal(record, recordOf(run, renewal)),
        verification: verificationOf(run, renewal) ?? record.verification,
      })),
    isTransientResult,
  );
  if (!recorded.ok) run.recorded = false;
  if (run.entry !== null && !needsPerson(renewal))
    await patiently(run, () => ports.journal.close(run.entry as JournalEntry), isTransientResult);
  if (run.held !== null && !(renewal.stage === "stopped" && renewal.failure.code === "taken-over"))
    await ports.journal.unlock(run.held.lock);
  run.show();
}

/** An unused credential of ours is left, or nobody knows which one Azure DevOps holds: the record must stay. */
const needsPerson = (renewal: Renewal): boolean =>
  renewal.stage === "stopped" &&
  ((renewal.connection === "unknown" && renewal.failure.code !== "save-not-confirmed") ||
    renewal.failure.code === "taken-over" ||
    (renewal.leftBehind !== null && renewal.connection === "untouched"));

function recordOf(run: Run, renewal: Renewal & Ended): RenewalRecord {
  const renewed = renewal.stage === "renewed";
  return {
    runId: run.plan.runId,
    mode: run.plan.mode,
    outcome: !renewed ? "stopped" : renewal.confidence === "confirmed" ? "renewed" : "saved-not-confirmed",
    keyId: renewed ? renewal.key.keyId : renewal.leftBehind,
    until: renewed ? renewal.key.until : null,
    at: run.now(),
    by: run.ports.host.user,
    reason: renewed ? null : renewal.failure.code,
  };
}

function verificationOf(run: Run, renewal: Renewal & Ended): VerificationRecord | null {
  const by = run.ports.host.user;
  if (renewal.stage === "renewed") {
    const { word, code } = renewal.verdict;
    return { word, code, at: renewal.at, by };
  }
  if (renewal.during !== "verifying") return null;
  const { failure } = renewal;
  switch (failure.code) {
    case "credential-refused":
      return { word: failure.verdict, code: failure.aadsts, at: run.now(), by };
    case "not-propagated":
      return { word: "not propagated yet", code: failure.aadsts, at: run.now(), by };
    case "renewed-nothing":
      return {
        word: failure.aadsts === null ? "verified" : "credential expired",
        code: failure.aadsts,
        at: run.now(),
        by,
      };
    default:
      return null;
  }
}
