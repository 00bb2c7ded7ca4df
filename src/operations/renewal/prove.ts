import { isWorthRepeating } from "../../domain/failure";
import { proveIssued, provePasted, spreads } from "../../domain/renewal/probing";
import type { Renewal } from "../../domain/renewal/renewal";
import type { RenewalEvent } from "../../domain/renewal/transition";
import { wrongValue } from "../../domain/renewal/wrong-value";
import type { SecretInputs } from "../../domain/secret";
import { diagnose, type Verdict } from "../../domain/verification/diagnose";
import type { TestAnswer } from "../../domain/verification/test-answer";
import { keepAlive } from "./lease";
import { probe } from "./probe";
import { cancelled, retrying, type Run } from "./run";

/** The unsaved value is tested inline, after a wrong one was refused. */
export async function prove(
  run: Run,
  renewal: Renewal & { readonly stage: "proving" },
): Promise<RenewalEvent> {
  const { plan, ports, inputs, control } = run;
  if (inputs === null) return { kind: "failed", failure: cancelled };
  if (plan.proof === "none") return askToSaveUnproved(run, "not-testable");
  const wrong = await negativeControl(run, inputs);
  if (wrong.kind === "failed") return wrong.event;
  if (wrong.kind === "void") return askToSaveUnproved(run, "control-passed");
  const end = await probe({
    clock: ports.clock,
    schedule: renewal.plan.mode === "graph" ? proveIssued : provePasted,
    test: () => ports.connections.testCandidate(run.ref, inputs),
    recentChange: spreads(plan),
    signal: control.signal,
    report: (attempt) => run.attempt(attempt),
    keepAlive: () => keepAlive(run),
  });
  if (end.kind === "cancelled") return { kind: "failed", failure: cancelled };
  return end.kind === "proved" ? { kind: "proved" } : end;
}

async function askToSaveUnproved(run: Run, reason: "control-passed" | "not-testable"): Promise<RenewalEvent> {
  run.proofVoid = reason;
  const accepted = await run.waitFor("unproved-consent", () => run.control.confirmUnproved(reason));
  return accepted ? { kind: "accepted-unproved" } : { kind: "failed", failure: cancelled };
}

type Asked = { readonly ok: boolean; readonly answer: TestAnswer; readonly verdict: Verdict };

/** A call that failed was repeated below already; that Azure DevOps reached nobody is its answer, and may be another now. */
const isWorthAsking = ({ answer, verdict }: Asked): boolean =>
  answer.kind === "could-not-test" ? isWorthRepeating(answer.failure) : verdict.word === "not reachable";

type Control =
  | { readonly kind: "refused" }
  | { readonly kind: "void" }
  | { readonly kind: "failed"; readonly event: RenewalEvent };

/**
 * A deliberately wrong value must be refused for what it is; where it passes, or only the role is missing, Azure DevOps
 * did not use the inline value and a later success would prove nothing (Q4, U2).
 */
async function negativeControl(run: Run, inputs: SecretInputs): Promise<Control> {
  const wrong = wrongInputs(inputs, run.ports.clock.newId());
  const ask = async (): Promise<Asked> => {
    const answer = await run.ports.connections.testCandidate(run.ref, wrong);
    const verdict = diagnose(answer, { recentChange: false });
    return { ok: true, answer, verdict };
  };
  const { answer, verdict } = await retrying(run, ask, isWorthAsking);
  if (verdict.credentialAccepted) return { kind: "void" };
  // The proxy gave no verdict at all: neither a proof nor a refutation can be had from it now.
  if (answer.kind !== "refused" || verdict.word === "not reachable")
    return { kind: "failed", event: { kind: "refused", verdict, afterMs: 0, gaveUp: false } };
  return { kind: "refused" };
}

/** Values of the same form that cannot be right. */
const wrongInputs = (inputs: SecretInputs, random: string): SecretInputs =>
  new Map(Array.from(inputs, ([name, value]) => [name, wrongValue(value, random)]));
