import { addMilliseconds, type Instant } from "../../../src/domain/instant";
import {
  afterProbe,
  attemptsAllowed,
  nextProbe,
  proveIssued,
  provePasted,
  spreads,
  startProbing,
  verifyAutomatic,
  verifyOnRequest,
  verifySaved,
  type ProbeSchedule,
  type ProbeStep,
} from "../../../src/domain/renewal/probing";
import { diagnose, type Verdict } from "../../../src/domain/verification/diagnose";
import { now } from "../../support/builders";

const context = { recentChange: true };
const passed = diagnose({ kind: "passed" }, context);
const pending = diagnose(
  { kind: "refused", status: 400, message: "AADSTS7000215: Invalid client secret" },
  context,
);
const hopeless = diagnose({ kind: "refused", status: 400, message: "AADSTS700016: not found" }, context);
const roleMissing = diagnose({ kind: "refused", status: 403, message: "AuthorizationFailed" }, context);

type Replay = { readonly step: ProbeStep; readonly waits: readonly number[]; readonly at: Instant };

/** Plays verdicts in turn, each after the delay that was asked for; the last one repeats until a conclusion. */
function replay(schedule: ProbeSchedule, ...verdicts: readonly Verdict[]): Replay {
  let at = now;
  let probing = startProbing(schedule, now);
  const waits: number[] = [];
  for (;;) {
    const step = nextProbe(probing, at);
    if (step.kind !== "wait") return { step, waits, at };
    waits.push(step.delayMs / 1_000);
    at = addMilliseconds(at, step.delayMs);
    probing = afterProbe(probing, verdicts[Math.min(waits.length, verdicts.length) - 1] ?? passed, at);
  }
}

test.each<[string, ProbeSchedule, number]>([
  ["issued", proveIssued, 23],
  ["pasted", provePasted, 23],
  ["saved", verifySaved, 23],
  ["automatic", verifyAutomatic, 8],
  ["on request", verifyOnRequest, 4],
])("allows so many attempts: %s", (_name, schedule, expected) => {
  expect(attemptsAllowed(schedule)).toBe(expected);
});

test("allows at least the successes it needs", () => {
  expect(attemptsAllowed({ ...verifySaved, windowMs: 1 })).toBe(verifySaved.successesNeeded);
});

test("shows no more than the attempts it makes: refused ones end with the announced number", () => {
  for (const schedule of [proveIssued, provePasted, verifySaved, verifyAutomatic, verifyOnRequest])
    expect(replay(schedule, pending).waits).toHaveLength(attemptsAllowed(schedule));
});

test.each<[string, ProbeSchedule, readonly Verdict[], readonly number[], ProbeStep["kind"]]>([
  ["an issued secret that works at once", proveIssued, [passed], [5, 7.5, 7.5], "proved"],
  ["a pasted secret that works at once", provePasted, [passed], [0, 7.5, 7.5], "proved"],
  [
    "an issued secret after two refusals",
    proveIssued,
    [pending, pending, passed],
    [5, 5, 10, 7.5, 7.5],
    "proved",
  ],
  [
    "a wobble starts the count afresh (G44)",
    proveIssued,
    [passed, passed, pending, passed],
    [5, 7.5, 7.5, 5, 7.5, 7.5],
    "proved",
  ],
  ["a refusal that waiting cannot cure", proveIssued, [hopeless], [5], "refused"],
  ["such a refusal after a success", proveIssued, [passed, hopeless], [5, 7.5], "refused"],
  ["a missing role: the credential is fine (G71)", proveIssued, [roleMissing], [5, 7.5, 7.5], "proved"],
  ["a saved secret", verifySaved, [passed], [1, 2, 2, 2, 2], "proved"],
  ["a check on request", verifyOnRequest, [passed], [0], "proved"],
  ["a check on request that never passes", verifyOnRequest, [pending], [0, 2, 4, 8], "gave-up"],
  [
    "an automatic renewal that never passes",
    verifyAutomatic,
    [pending],
    [2, 4, 8, 10, 10, 15, 15, 30],
    "gave-up",
  ],
])("%s", (_name, schedule, verdicts, waits, kind) => {
  const result = replay(schedule, ...verdicts);

  expect(result.waits).toEqual(waits);
  expect(result.step.kind).toBe(kind);
});

test("grows its delays and then keeps the last one (G49)", () => {
  expect(replay(proveIssued, pending).waits.slice(0, 9)).toEqual([5, 5, 10, 15, 20, 30, 30, 30, 30]);
});

test("gives up inside its window and says after how long", () => {
  const { step, at } = replay(proveIssued, pending);

  expect(step).toEqual({ kind: "gave-up", verdict: pending, afterMs: at - now });
  expect(at - now).toBeLessThanOrEqual(proveIssued.windowMs);
  expect(at - now).toBeGreaterThan(proveIssued.windowMs - 30_000);
});

test("three quick successes prove nothing before 15 seconds have passed (G49)", () => {
  let probing = startProbing(proveIssued, now);
  for (let n = 0; n < 3; n += 1) probing = afterProbe(probing, passed, addMilliseconds(now, n));

  expect(nextProbe(probing, addMilliseconds(now, 14_999))).toMatchObject({ kind: "wait", attempt: 4 });
  expect(nextProbe(probing, addMilliseconds(now, 15_000))).toEqual({ kind: "proved", verdict: passed });
});

test("numbers the attempts from one", () => {
  const begun = startProbing(verifyAutomatic, now);

  expect(nextProbe(begun, now)).toEqual({ kind: "wait", delayMs: 2_000, attempt: 1, of: 8 });
  expect(nextProbe(afterProbe(begun, pending, now), now)).toEqual({
    kind: "wait",
    delayMs: 4_000,
    attempt: 2,
    of: 8,
  });
});

test("never says attempt 9 of 8", () => {
  let probing = startProbing(verifyOnRequest, now);
  for (let n = 0; n < 6; n += 1) probing = afterProbe(probing, n % 2 === 0 ? pending : hopeless, now);
  probing = afterProbe(probing, pending, now);

  expect(nextProbe({ ...probing, refusals: 1 }, now)).toMatchObject({ attempt: 8, of: 8 });
});

test("counts successes, refusals and the streak", () => {
  const one = afterProbe(startProbing(proveIssued, now), passed, now);
  const two = afterProbe(one, passed, addMilliseconds(now, 9));
  const three = afterProbe(two, pending, addMilliseconds(now, 10));

  expect(two).toMatchObject({ attempts: 2, refusals: 0, streak: 2, streakSince: now, last: passed });
  expect(three).toMatchObject({ attempts: 3, refusals: 1, streak: 0, streakSince: null, last: pending });
});

test.each([
  ["client-secret", true],
  ["certificate", true],
  ["inputs", false],
] as const)("what Entra spreads may be refused for a while: %s, %s (G47)", (material, expected) => {
  expect(spreads({ material })).toBe(expected);
});
