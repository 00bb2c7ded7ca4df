import { failed, mayHaveHappened, success, type Failure, type Result } from "../../domain/failure";
import { noteText, withNote, withoutNote } from "../../domain/note";
import { isSavedByRun } from "../../domain/renewal/resume";
import type { Renewal } from "../../domain/renewal/renewal";
import type { RenewalEvent } from "../../domain/renewal/transition";
import { lostShares, type ServiceConnection } from "../../domain/service-connection";
import { confirmLease, mayLeave } from "./lease";
import { isThrottledOnce, isWorthRepeatingResult } from "./prepare";
import { retrying, type Run } from "./run";

type Saving = Renewal & { readonly stage: "saving" };

/** How often the PUT is sent where it is certain that the last one did not happen (G121). */
const putAttempts = 3;

/** How often the lease is confirmed again where the machine slept between the confirmation and the PUT. */
const leaveAttempts = 3;

/** Azure DevOps' own renewal is polled this long (A59, Q20). */
const pollEveryMs = [1_000, 2_000, 4_000, 8_000, 10_000] as const;
const pollForMs = 300_000;

/**
 * One PUT of the whole connection. One that was lost, or answered with an error after it left, may arrive late: nothing
 * is decided, repeated or removed before it is settled (A89, A90).
 */
export async function save(run: Run, renewal: Saving): Promise<RenewalEvent> {
  for (let attempt = 1; ; attempt += 1) {
    const { left, answer } = await put(run, renewal);
    if (answer.ok) return judged(run, renewal, answer.value);
    const { failure } = answer;
    // A throttled PUT did nothing, and the shared brake keeps the pause that was asked for (A88).
    if (isThrottledOnce(answer) && attempt < putAttempts) continue;
    if (!left || !mayHaveHappened(failure)) return { kind: "failed", failure };
    const event = await settled(run, renewal, failure);
    // A refusal with a reason is not worth repeating; a lost call is.
    if (event.kind !== "not-saved" || failure.code === "refused" || attempt === putAttempts) return event;
  }
}

/** One PUT, which leaves only while record and lock are surely this run's. `left` tells whether it did. */
async function put(
  run: Run,
  renewal: Saving,
): Promise<{ readonly left: boolean; readonly answer: Result<ServiceConnection> }> {
  for (let attempt = 1; ; attempt += 1) {
    const lost = await confirmLease(run);
    if (lost !== null) return { left: false, answer: failed(lost) };
    const call = { left: false, stale: false };
    const answer = await run.ports.connections.save({
      ref: run.ref,
      expectedModifiedAt: renewal.baseline.modifiedAt,
      inputs: run.inputs,
      describe: describe(renewal),
      takeOver: run.plan.takeOver,
      leave: () => {
        call.stale = !mayLeave(run);
        call.left ||= !call.stale;
        run.sent ||= call.left;
        return !call.stale;
      },
    });
    if (!call.stale || attempt === leaveAttempts) return { left: call.left, answer };
  }
}

/**
 * The note names the new credential in the same write as the secret (I5); the person's own text stays. Where no note is
 * wanted, an older one goes: it would name a credential which the connection no longer holds.
 */
const describe =
  ({ plan, key }: Saving) =>
  (current: string): string =>
    plan.writeNote ? withNote(current, noteText(key.keyId, key.until)) : withoutNote(current);

/** Looks until the lost PUT shows, or cannot arrive any more. In doubt both credentials stay. */
async function settled(run: Run, renewal: Saving, failure: Failure): Promise<RenewalEvent> {
  const looked = async (): Promise<ServiceConnection | null> => {
    const read = await run.ports.connections.read(run.ref);
    return read.ok && isSavedByRun(renewal, read.value) ? read.value : null;
  };
  const shown = await run.settle(run.moment(), "save", looked);
  if (shown !== null) return judged(run, renewal, shown);
  const read = await retrying(run, () => run.ports.connections.read(run.ref), isWorthRepeatingResult, 6);
  if (!read.ok) return { kind: "save-unknown", failure, readAt: null };
  const readAt = run.now();
  if (isSavedByRun(renewal, read.value)) return judged(run, renewal, read.value);
  const { modifiedAt } = renewal.baseline;
  const untouched = modifiedAt !== null && read.value.modifiedAt === modifiedAt;
  return { kind: untouched ? "not-saved" : "save-unknown", failure, readAt };
}

/** Azure DevOps has the save. That reading its outcome fails says nothing against the save itself. */
async function judged(run: Run, { plan }: Saving, saved: ServiceConnection): Promise<RenewalEvent> {
  run.savedModifiedAt = saved.modifiedAt;
  const ready =
    plan.mode === "automatic" || saved.state === "in-progress" ? await untilReady(run) : success(saved);
  if (!ready.ok) return { kind: "saved-unread", failure: outcomeFailure(ready.failure) };
  run.lostProjects = lostShares(run.sharesBefore ?? ready.value.shares, ready.value.shares);
  return { kind: "saved", at: run.now() };
}

/** What Azure DevOps said of its work stands as it is; everything else failed to read it. */
export const outcomeFailure = (failure: Failure): Failure =>
  failure.code === "azure-devops-failed-to-save" || failure.code === "save-timed-out"
    ? failure
    : { code: "outcome-not-read", cause: failure };

/** Where Azure DevOps works on after its answer: waits until it says Ready or Failed (A58, A59). */
export async function untilReady(run: Run): Promise<Result<ServiceConnection>> {
  const began = run.now();
  for (let poll = 0; ; poll += 1) {
    await run.ports.clock.sleep(pollEveryMs[Math.min(poll, pollEveryMs.length - 1)] ?? 10_000);
    const read = await retrying(run, () => run.ports.connections.read(run.ref), isWorthRepeatingResult);
    if (!read.ok) return read;
    const { state, stateMessage } = read.value;
    // A connection that had failed before keeps saying so until Azure DevOps has tried again; only automatic
    // saves make it try (A72).
    if (state === "failed" && run.plan.mode === "automatic")
      return failed({ code: "azure-devops-failed-to-save", detail: stateMessage ?? "" });
    if (state !== "in-progress") return read;
    const afterMs = run.now() - began;
    if (afterMs > pollForMs) return failed({ code: "save-timed-out", afterMs });
  }
}
