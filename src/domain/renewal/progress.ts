import type { Instant } from "../instant";
import type { Verdict } from "../verification/diagnose";
import type { Renewal, StageName } from "./renewal";

/** The four steps a person sees. */
export type StepName = "create" | "prove" | "save" | "verify";
export const stepNames: readonly StepName[] = ["create", "prove", "save", "verify"];

export type StepState = "waiting" | "running" | "done" | "failed" | "skipped";

/** "attempt 3 of 8, next in 10 s": `nextAt` is null while the attempt is under way. */
export type StepAttempt = {
  readonly number: number;
  readonly of: number;
  readonly nextAt: Instant | null;
  readonly last: Verdict | null;
};

/** One line of the step list. */
export type StepRow = {
  readonly step: StepName;
  readonly state: StepState;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly attempt: StepAttempt | null;
};

/** When each step began and ended, as the run saw it. */
export type StepTimes = Readonly<
  Partial<Record<StepName, { readonly startedAt: Instant; readonly endedAt: Instant | null }>>
>;

/** The step a stage belongs to; preparing belongs to the first step of the mode. */
export function stepOf(stage: StageName, automatic: boolean): StepName {
  switch (stage) {
    case "preparing":
      return automatic ? "save" : "create";
    case "issuing":
    case "locating":
      return "create";
    case "proving":
      return "prove";
    case "saving":
      return "save";
    case "verifying":
      return "verify";
    case "discarding":
      return "prove";
  }
}

/** The step rows of a renewal; `unproved` where the person chose to save what could not be proved. Pure. */
export function stepsOf(
  renewal: Renewal,
  times: StepTimes,
  attempt: StepAttempt | null,
  unproved: boolean,
): readonly StepRow[] {
  const automatic = renewal.plan.mode === "automatic";
  const current = currentStep(renewal, automatic);
  const failed = renewal.stage === "stopped";
  const currentIndex = current === null ? stepNames.length : stepNames.indexOf(current);
  return stepNames.map((step, index) => {
    const time = times[step];
    const state = stateOf(step, index, { currentIndex, failed, unproved, renewal });
    return {
      step,
      state,
      startedAt: time?.startedAt ?? null,
      endedAt: time?.endedAt ?? null,
      attempt: state === "running" && step === current ? attempt : null,
    };
  });
}

function currentStep(renewal: Renewal, automatic: boolean): StepName | null {
  if (renewal.stage === "renewed") return null;
  if (renewal.stage === "stopped") return stepOf(renewal.during, automatic);
  // While our credential is removed, the step shown is the one that failed or will be repeated.
  if (renewal.stage === "discarding" && renewal.then.kind === "issue-again") return "create";
  if (renewal.stage === "discarding" && renewal.then.kind === "stop")
    return stepOf(renewal.then.during, automatic);
  return stepOf(renewal.stage, automatic);
}

type StepContext = {
  readonly currentIndex: number;
  readonly failed: boolean;
  readonly unproved: boolean;
  readonly renewal: Renewal;
};

function stateOf(step: StepName, index: number, context: StepContext): StepState {
  const { currentIndex, failed, unproved, renewal } = context;
  const { plan } = renewal;
  if (plan.mode === "automatic" && (step === "create" || step === "prove")) return "skipped";
  if (step === "prove" && plan.proof === "none") return "skipped";
  if (step === "verify" && !plan.verifiable && currentIndex >= index) return "skipped";
  if (step === "prove" && unproved && index < currentIndex) return "skipped";
  if (index < currentIndex) return "done";
  if (index > currentIndex) return failed ? "skipped" : "waiting";
  return failed ? "failed" : "running";
}
