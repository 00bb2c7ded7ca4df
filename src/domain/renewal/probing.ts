import { addMilliseconds, type Instant } from "../instant";
import type { Verdict } from "../verification/diagnose";
import type { Plan } from "./renewal";

/** How a credential is tested: how long to wait, how many successes in a row over what span, and when to give up. */
export type ProbeSchedule = {
  readonly firstDelayMs: number;
  /** Delays after a refusal that waiting can cure; the last one repeats. */
  readonly growingDelaysMs: readonly number[];
  readonly betweenSuccessesMs: number;
  readonly successesNeeded: number;
  readonly successSpanMs: number;
  readonly windowMs: number;
};

const growing = [5_000, 10_000, 15_000, 20_000, 30_000] as const;

/** Before the save: 3 successes in a row over at least 15 s, for 10 minutes at most (G49). */
export const proveIssued: ProbeSchedule = {
  firstDelayMs: 5_000,
  growingDelaysMs: growing,
  betweenSuccessesMs: 7_500,
  successesNeeded: 3,
  successSpanMs: 15_000,
  windowMs: 600_000,
};

/** A pasted value may be minutes old, so it is tried at once; everything else as for an issued one. */
export const provePasted: ProbeSchedule = { ...proveIssued, firstDelayMs: 0 };

/** After the save: 5 successes in a row, so that a wobble (G44) is seen; for 10 minutes at most (G122). */
export const verifySaved: ProbeSchedule = {
  firstDelayMs: 1_000,
  growingDelaysMs: growing,
  betweenSuccessesMs: 2_000,
  successesNeeded: 5,
  successSpanMs: 0,
  windowMs: 600_000,
};

/** After Azure DevOps was asked to renew by itself: 8 attempts over 94 s tell whether it did. */
export const verifyAutomatic: ProbeSchedule = {
  firstDelayMs: 2_000,
  growingDelaysMs: [4_000, 8_000, 10_000, 10_000, 15_000, 15_000, 30_000],
  betweenSuccessesMs: 2_000,
  successesNeeded: 3,
  successSpanMs: 0,
  windowMs: 94_000,
};

/** A single check on request repeats only what waiting can cure, a few times. */
export const verifyOnRequest: ProbeSchedule = {
  firstDelayMs: 0,
  growingDelaysMs: [2_000, 4_000, 8_000],
  betweenSuccessesMs: 0,
  successesNeeded: 1,
  successSpanMs: 0,
  windowMs: 14_000,
};

/** Only what Entra has to spread is refused for a while though it is right (G47); a wrong token of others stays wrong. */
export const spreads = ({ material }: Pick<Plan, "material">): boolean => material !== "inputs";

/** After this long the person is told that it still propagates and that the tab must stay open (G49). */
export const longPropagationMs = 180_000;

/** The tests so far. Lives in memory of one run only. */
export type Probing = {
  readonly schedule: ProbeSchedule;
  readonly startedAt: Instant;
  readonly attempts: number;
  readonly refusals: number;
  readonly streak: number;
  readonly streakSince: Instant | null;
  readonly last: Verdict | null;
};

export const startProbing = (schedule: ProbeSchedule, now: Instant): Probing => ({
  schedule,
  startedAt: now,
  attempts: 0,
  refusals: 0,
  streak: 0,
  streakSince: null,
  last: null,
});

export type ProbeStep =
  | { readonly kind: "wait"; readonly delayMs: number; readonly attempt: number; readonly of: number }
  | { readonly kind: "proved"; readonly verdict: Verdict }
  | { readonly kind: "refused"; readonly verdict: Verdict }
  | { readonly kind: "gave-up"; readonly verdict: Verdict; readonly afterMs: number };

/** How many tests the schedule allows at most: shown as "attempt 3 of 8". */
export function attemptsAllowed(schedule: ProbeSchedule): number {
  let at = schedule.firstDelayMs;
  let count = 1;
  for (;;) {
    at += delayAfter(schedule, count);
    if (at > schedule.windowMs) return Math.max(count, schedule.successesNeeded);
    count += 1;
  }
}

/** Records one test. Pure. */
export function afterProbe(probing: Probing, verdict: Verdict, now: Instant): Probing {
  const passed = verdict.credentialAccepted;
  return {
    ...probing,
    attempts: probing.attempts + 1,
    refusals: passed ? probing.refusals : probing.refusals + 1,
    streak: passed ? probing.streak + 1 : 0,
    streakSince: passed ? (probing.streakSince ?? now) : null,
    last: verdict,
  };
}

/** What comes next: wait and test, or a conclusion. */
export function nextProbe(probing: Probing, now: Instant): ProbeStep {
  const { schedule, last } = probing;
  const of = Math.max(attemptsAllowed(schedule), probing.attempts + 1);
  if (last === null) return { kind: "wait", delayMs: schedule.firstDelayMs, attempt: 1, of };
  if (last.credentialAccepted) {
    const span = probing.streakSince === null ? 0 : now - probing.streakSince;
    if (probing.streak >= schedule.successesNeeded && span >= schedule.successSpanMs)
      return { kind: "proved", verdict: last };
    return { kind: "wait", delayMs: schedule.betweenSuccessesMs, attempt: probing.attempts + 1, of };
  }
  if (!last.curedByWaiting) return { kind: "refused", verdict: last };
  const delayMs = delayAfter(schedule, probing.refusals);
  if (addMilliseconds(now, delayMs) > addMilliseconds(probing.startedAt, schedule.windowMs)) {
    return { kind: "gave-up", verdict: last, afterMs: now - probing.startedAt };
  }
  return { kind: "wait", delayMs, attempt: probing.attempts + 1, of };
}

const delayAfter = (schedule: ProbeSchedule, refusals: number): number =>
  schedule.growingDelaysMs[Math.min(refusals, schedule.growingDelaysMs.length) - 1] ?? schedule.firstDelayMs;
