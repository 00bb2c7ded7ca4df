import { stepOf, stepsOf, type StepState } from "../../../src/domain/renewal/progress";
import type { Ended, Plan, Renewal, StageName, Working } from "../../../src/domain/renewal/renewal";
import { diagnose } from "../../../src/domain/verification/diagnose";
import { aBaseline, aKey, aPlan, inDays, newKeyId, now } from "../../support/builders";

const baseline = aBaseline();
const key = aKey();
const failure = { code: "cancelled" } as const;
const verdict = diagnose({ kind: "passed" }, { recentChange: false });

const at = (stage: Working | Ended, plan: Partial<Plan> = {}): Renewal => ({ plan: aPlan(plan), ...stage });
const statesOf = (renewal: Renewal): readonly StepState[] =>
  stepsOf(renewal, {}, null, false).map(({ state }) => state);

const preparing: Working = { stage: "preparing" };
const issuing: Working = { stage: "issuing", baseline, attempt: 1 };
const locating: Working = { stage: "locating", baseline, attempt: 1 };
const proving: Working = { stage: "proving", baseline, key };
const saving: Working = { stage: "saving", baseline, key, proved: true };
const verifying: Working = { stage: "verifying", baseline, key, proved: true, savedAt: now };
const renewed: Ended = { stage: "renewed", key, at: now, confidence: "confirmed", verdict, held: null };
const stoppedDuring = (during: StageName): Ended => ({
  stage: "stopped",
  during,
  failure,
  leftBehind: null,
  connection: "not-saved",
  readAt: null,
});
const discardingAfter = (during: StageName): Working => ({
  stage: "discarding",
  baseline,
  keyId: newKeyId,
  objectId: null,
  attempt: 1,
  then: { kind: "stop", failure, during, connection: "not-saved", readAt: null },
});
const discardingToRepeat: Working = {
  stage: "discarding",
  baseline,
  keyId: newKeyId,
  objectId: null,
  attempt: 1,
  then: { kind: "issue-again" },
};

const automatic = { mode: "automatic", proof: "none" } as const;

test.each<[string, Renewal, readonly StepState[]]>([
  ["preparing", at(preparing), ["running", "waiting", "waiting", "waiting"]],
  ["issuing", at(issuing), ["running", "waiting", "waiting", "waiting"]],
  ["locating", at(locating), ["running", "waiting", "waiting", "waiting"]],
  ["proving", at(proving), ["done", "running", "waiting", "waiting"]],
  ["saving", at(saving), ["done", "done", "running", "waiting"]],
  ["verifying", at(verifying), ["done", "done", "done", "running"]],
  ["renewed", at(renewed), ["done", "done", "done", "done"]],
  ["stopped while issuing", at(stoppedDuring("issuing")), ["failed", "skipped", "skipped", "skipped"]],
  ["stopped while proving", at(stoppedDuring("proving")), ["done", "failed", "skipped", "skipped"]],
  ["stopped while saving", at(stoppedDuring("saving")), ["done", "done", "failed", "skipped"]],
  ["stopped while verifying", at(stoppedDuring("verifying")), ["done", "done", "done", "failed"]],
  [
    "removing after a failed proof",
    at(discardingAfter("proving")),
    ["done", "running", "waiting", "waiting"],
  ],
  ["removing after a failed save", at(discardingAfter("saving")), ["done", "done", "running", "waiting"]],
  ["removing before a second try", at(discardingToRepeat), ["running", "waiting", "waiting", "waiting"]],
  ["automatic, preparing", at(preparing, automatic), ["skipped", "skipped", "running", "waiting"]],
  ["automatic, saving", at(saving, automatic), ["skipped", "skipped", "running", "waiting"]],
  ["automatic, renewed", at(renewed, automatic), ["skipped", "skipped", "done", "done"]],
  [
    "automatic, stopped at the start",
    at(stoppedDuring("preparing"), automatic),
    ["skipped", "skipped", "failed", "skipped"],
  ],
  ["without a proof, issuing", at(issuing, { proof: "none" }), ["running", "skipped", "waiting", "waiting"]],
  ["without a proof, saving", at(saving, { proof: "none" }), ["done", "skipped", "running", "waiting"]],
  ["not verifiable, saving", at(saving, { verifiable: false }), ["done", "done", "running", "waiting"]],
  ["not verifiable, renewed", at(renewed, { verifiable: false }), ["done", "done", "done", "skipped"]],
])("%s", (_name, renewal, expected) => {
  expect(statesOf(renewal)).toEqual(expected);
});

test("the steps keep their order and tell their times", () => {
  const times = {
    create: { startedAt: now, endedAt: inDays(1) },
    prove: { startedAt: inDays(1), endedAt: null },
  };

  const steps = stepsOf(at(proving), times, null, false);

  expect(steps.map(({ step, startedAt, endedAt }) => [step, startedAt, endedAt])).toEqual([
    ["create", now, inDays(1)],
    ["prove", inDays(1), null],
    ["save", null, null],
    ["verify", null, null],
  ]);
});

test("the attempt stands on the running step alone", () => {
  const attempt = { number: 3, of: 8, nextAt: now, last: null };

  expect(stepsOf(at(proving), {}, attempt, false).map((step) => step.attempt)).toEqual([
    null,
    attempt,
    null,
    null,
  ]);
  expect(stepsOf(at(stoppedDuring("proving")), {}, attempt, false).map((step) => step.attempt)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test("preparing belongs to the first step of its mode", () => {
  expect([stepOf("preparing", true), stepOf("preparing", false)]).toEqual(["save", "create"]);
});

test("what could not be proved is skipped once the person chose to save it, and never called done", () => {
  const proveStateOf = (stage: Working | Ended): StepState | undefined =>
    stepsOf(at(stage), {}, null, true).find(({ step }) => step === "prove")?.state;

  expect(proveStateOf(proving)).toBe("running");
  expect(proveStateOf({ ...saving, proved: false })).toBe("skipped");
  expect(proveStateOf({ ...verifying, proved: false })).toBe("skipped");
  expect(proveStateOf(renewed)).toBe("skipped");
  expect(proveStateOf(stoppedDuring("proving"))).toBe("failed");
});

test("what Azure DevOps makes itself is not said to be created or proved here, though a proof was planned", () => {
  expect(statesOf(at(verifying, { mode: "automatic", proof: "inline" }))).toEqual([
    "skipped",
    "skipped",
    "done",
    "running",
  ]);
});

test("an attempt stands in the step that runs, and in no other", () => {
  const attempt = { number: 3, of: 8, nextAt: null, last: verdict };
  const attempts = stepsOf(at(proving), {}, attempt, false).map((one) => one.attempt);

  expect(attempts).toEqual([null, attempt, null, null]);
  expect(stepsOf(at(stoppedDuring("proving")), {}, attempt, false).map((one) => one.attempt)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test("a proof that a person went without is skipped only once it is past", () => {
  expect(stepsOf(at(proving), {}, null, true).map(({ state }) => state)).toEqual([
    "done",
    "running",
    "waiting",
    "waiting",
  ]);
});
