import type { Instant } from "../../domain/instant";
import { addMilliseconds } from "../../domain/instant";
import {
  afterProbe,
  nextProbe,
  startProbing,
  type ProbeSchedule,
  type Probing,
} from "../../domain/renewal/probing";
import type { StepAttempt } from "../../domain/renewal/progress";
import { diagnose, type Verdict } from "../../domain/verification/diagnose";
import type { TestAnswer } from "../../domain/verification/test-answer";
import type { Clock } from "../../ports/clock";

/** How a row of tests ended. */
export type ProbeEnd =
  | { readonly kind: "proved"; readonly verdict: Verdict }
  | {
      readonly kind: "refused";
      readonly verdict: Verdict;
      readonly afterMs: number;
      readonly gaveUp: boolean;
    }
  | { readonly kind: "cancelled" };

export type ProbeOptions = {
  readonly clock: Clock;
  readonly schedule: ProbeSchedule;
  readonly test: () => Promise<TestAnswer>;
  /** A change was made moments ago, so refusals may be lag (G47). */
  readonly recentChange: boolean;
  readonly signal: AbortSignal;
  readonly report: (attempt: StepAttempt) => void;
  /** Called before each test; an answer other than null ends the row. */
  readonly keepAlive?: () => Promise<void>;
};

/** Tests until proved, refused for good, given up or cancelled. */
export async function probe(options: ProbeOptions): Promise<ProbeEnd> {
  const { clock, schedule, signal } = options;
  let probing: Probing = startProbing(schedule, clock.now());
  for (;;) {
    const step = nextProbe(probing, clock.now());
    if (step.kind === "proved") return { kind: "proved", verdict: step.verdict };
    if (step.kind === "refused")
      return {
        kind: "refused",
        verdict: step.verdict,
        afterMs: clock.now() - probing.startedAt,
        gaveUp: false,
      };
    if (step.kind === "gave-up")
      return { kind: "refused", verdict: step.verdict, afterMs: step.afterMs, gaveUp: true };
    const show = (nextAt: Instant | null): void =>
      options.report({ number: step.attempt, of: step.of, nextAt, last: probing.last });
    if (step.delayMs > 0) {
      show(addMilliseconds(clock.now(), step.delayMs));
      await clock.sleep(step.delayMs, signal);
    }
    if (signal.aborted) return { kind: "cancelled" };
    await options.keepAlive?.();
    show(null);
    const answer = await options.test();
    probing = afterProbe(probing, diagnose(answer, { recentChange: options.recentChange }), clock.now());
  }
}
