import {
  failed,
  isTransient,
  mayHaveHappened,
  success,
  type Failure,
  type Result,
} from "../../domain/failure";
import { noteText, withNote, withoutNote } from "../../domain/note";
import { isSavedByNote } from "../../domain/renewal/resume";
import type { Renewal } from "../../domain/renewal/renewal";
import type { RenewalEvent } from "../../domain/renewal/transition";
import { lostShares, type ServiceConnection } from "../../domain/service-connection";
import { isTransientResult } from "./prepare";
import { patiently, type Run } from "./run";

type Saving = Renewal & { readonly stage: "saving" };

/** How often the same PUT is sent after a look has shown that the last one did not arrive (G121). */
const putAttempts = 3;

/** Azure DevOps' own renewal is polled this long (A59, Q20). */
const pollEveryMs = [1_000, 2_000, 4_000, 8_000, 10_000] as const;
const pollForMs = 300_000;

/** One PUT of the whole connection. A lost reply is followed by a look, never by a blind repetition (A89). */
export async function save(run: Run, renewal: Saving): Promise<RenewalEvent> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await run.ports.connections.save({
      ref: run.ref,
      expectedModifiedAt: renewal.baseline.modifiedAt,
      inputs: run.inputs,
      describe: describe(renewal),
      takeOver: run.plan.takeOver,
    });
    if (answer.ok) return settled(run, renewal, answer.value);
    if (!needsLook(answer.failure)) return { kind: "failed", failure: answer.failure };
    const looked = await look(run, renewal, answer.failure);
    if (looked.kind !== "not-saved" || attempt === putAttempts) return looked;
    await run.ports.clock.sleep(2_000 * attempt);
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

/** A 5xx can come after the write; even an explained one is followed by a look (A90). */
const needsLook = (failure: Failure): boolean =>
  mayHaveHappened(failure) || isTransient(failure) || (failure.code === "refused" && failure.status >= 500);

async function look(run: Run, renewal: Saving, failure: Failure): Promise<RenewalEvent> {
  await run.ports.clock.sleep(2_000);
  const read = await patiently(run, () => run.ports.connections.read(run.ref), isTransientResult, 6);
  if (!read.ok) return { kind: "failed", failure: { code: "network", system: "azure-devops" } };
  const connection = read.value;
  if (isSavedByNote(renewal, connection)) return settled(run, renewal, connection);
  const { modifiedAt } = renewal.baseline;
  if (modifiedAt !== null && connection.modifiedAt === modifiedAt) {
    // The connection is as it was. A refusal with a reason is not worth repeating; a lost or throttled call is.
    return failure.code === "refused" ? { kind: "failed", failure } : { kind: "not-saved" };
  }
  if (!run.plan.writeNote && connection.modifiedBy?.id === run.ports.host.user.id)
    return settled(run, renewal, connection);
  if (run.plan.mode === "automatic" && modifiedAt !== null) return settled(run, renewal, connection);
  return { kind: "failed", failure: { code: "network", system: "azure-devops" } };
}

async function settled(run: Run, { plan }: Saving, saved: ServiceConnection): Promise<RenewalEvent> {
  const ready =
    plan.mode === "automatic" || saved.state === "in-progress" ? await untilReady(run) : success(saved);
  if (!ready.ok) return { kind: "failed", failure: ready.failure };
  run.lostProjects = lostShares(run.sharesBefore ?? ready.value.shares, ready.value.shares);
  return { kind: "saved", at: run.now() };
}

/** Where Azure DevOps works on after its answer: waits until it says Ready or Failed (A58, A59). */
export async function untilReady(run: Run): Promise<Result<ServiceConnection>> {
  const began = run.now();
  for (let poll = 0; ; poll += 1) {
    await run.ports.clock.sleep(pollEveryMs[Math.min(poll, pollEveryMs.length - 1)] ?? 10_000);
    const read = await patiently(run, () => run.ports.connections.read(run.ref), isTransientResult);
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
