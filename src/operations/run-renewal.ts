import { endToKeep } from "../domain/expiry";
import type { Failure, Result } from "../domain/failure";
import { withRenewal, type RenewalRecord, type VerificationRecord } from "../domain/record";
import { isWorking, type Ended, type Plan, type Renewal, type Working } from "../domain/renewal/renewal";
import { staysOpen, transition, type RenewalEvent } from "../domain/renewal/transition";
import type { Ports } from "../ports/ports";
import type { JournalEntry } from "../ports/renewal-journal";
import { discard } from "./renewal/discard";
import { issue, locate } from "./renewal/issue";
import { isTakenOver, stopWithoutLease, type Stopped } from "./renewal/lost-lease";
import { prepare, isWorthRepeatingResult } from "./renewal/prepare";
import { prove } from "./renewal/prove";
import { retrying, Run } from "./renewal/run";
import { save } from "./renewal/save";
import { verify } from "./renewal/verify";
import type { RunControl } from "./run-control";

/** Where an interrupted run goes on, with the journal entry that is the right to do so. */
export type ResumeFrom = {
  readonly entry: JournalEntry;
  readonly renewal: Renewal & Working;
  /**
   * Done under the lock and before the record becomes this run's: takes the former run's record over and clears up after
   * it. A failure ends the run before it began.
   */
  readonly before?: (run: Run) => Promise<Result<JournalEntry>>;
};

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
  connection: "not-saved",
  readAt: null,
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
  const held = await retrying(
    run,
    () => ports.journal.lock(lock, { takeOverRunId: from?.entry.renewal.plan.runId ?? null }),
    isWorthRepeatingResult,
  );
  if (!held.ok) return withoutJournal(run, held.failure, from);
  run.held = held.value;
  const written = await record(run, from);
  if (written.ok) {
    run.entry = written.value;
    return null;
  }
  await ports.journal.unlock(lock);
  run.held = null;
  return withoutJournal(run, written.failure, from);
}

/** Opens this run's record, or makes a former run's record its own once that run is cleared up after. */
async function record(run: Run, from: ResumeFrom | null): Promise<Result<JournalEntry>> {
  const { ports } = run;
  const former = from?.before === undefined ? null : await from.before(run);
  if (former !== null && !former.ok) return former;
  return retrying(
    run,
    () => {
      run.confirmedAt = run.moment();
      return from === null
        ? ports.journal.open(run.renewal, run.now())
        : ports.journal.write(former?.value ?? from.entry, from.renewal, run.now());
    },
    isWorthRepeatingResult,
  );
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
    else run.become(await stopWithoutLease(run, next, written.failure));
  }
}

/** One case per stage. */
function perform(run: Run, renewal: Renewal & Working): Promise<RenewalEvent> {
  switch (renewal.stage) {
    case "preparing":
      return prepare(run);
    case "issuing":
      return issue(run, renewal);
    case "locating":
      return locate(run);
    case "proving":
      return prove(run, renewal);
    case "saving":
      return save(run, renewal);
    case "verifying":
      return verify(run, renewal);
    case "discarding":
      return discard(run, renewal.keyId, renewal.objectId);
  }
}

/** The next stage goes on record before anything of it happens. Its compare-and-set keeps two runs apart. */
async function journal(run: Run, next: Renewal): Promise<Result<null>> {
  const { entry, ports } = run;
  if (entry === null || !isWorking(next)) return { ok: true, value: null };
  let asked = run.moment();
  const write = (): Promise<Result<JournalEntry>> => {
    asked = run.moment();
    return ports.journal.write(entry, next, run.now());
  };
  const written = await retrying(run, write, isWorthRepeatingResult, 6);
  if (!written.ok) return written;
  run.entry = written.value;
  if (run.held !== null) {
    const beaten = await ports.journal.beat(run.held, run.now());
    if (!beaten.ok) return isTakenOver(beaten.failure) ? beaten : { ok: true, value: null };
    run.held = beaten.value;
    run.confirmedAt = asked;
  }
  return { ok: true, value: null };
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
  const recorded = await retrying(
    run,
    () =>
      ports.records.update(plan.projectId, plan.connectionId, (record) => ({
        ...withRenewal(record, recordOf(run, renewal, record.renewals[0])),
        verification: verificationOf(run, renewal) ?? record.verification,
      })),
    isWorthRepeatingResult,
  );
  if (!recorded.ok) run.recorded = false;
  if (run.entry !== null && !staysOpen(renewal))
    await retrying(run, () => ports.journal.close(run.entry as JournalEntry), isWorthRepeatingResult);
  if (run.held !== null && !(renewal.stage === "stopped" && renewal.failure.code === "taken-over"))
    await ports.journal.unlock(run.held.lock);
  run.show();
}

function recordOf(run: Run, renewal: Renewal & Ended, last: RenewalRecord | undefined): RenewalRecord {
  const renewed = renewal.stage === "renewed";
  const kept =
    renewed || run.plan.mode !== "automatic" ? null : endToKeep(renewal.failure.code, run.before, last);
  return {
    runId: run.plan.runId,
    mode: run.plan.mode,
    outcome: !renewed ? "stopped" : renewal.confidence === "confirmed" ? "renewed" : "saved-not-confirmed",
    keyId: renewed ? renewal.key.keyId : renewal.leftBehind,
    until: renewed ? renewal.key.until : null,
    at: run.now(),
    by: run.ports.host.user,
    reason: renewed ? null : renewal.failure.code,
    startedAt: run.plan.startedAt,
    proof: run.plan.proof === "inline" && run.proofVoid === null ? "before-save" : "none",
    ...verifiedAs(verificationOf(run, renewal)),
    ...(kept === null ? {} : { endBefore: kept }),
  };
}

const verifiedAs = (verification: VerificationRecord | null): Pick<RenewalRecord, "verification"> =>
  verification === null ? {} : { verification: verification.word };

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
