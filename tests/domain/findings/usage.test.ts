import { isUnused, type UsageSeen } from "../../../src/domain/findings/usage";
import { inDays, now } from "../../support/builders";

const seen = (over: Partial<UsageSeen> = {}): UsageSeen => ({
  lastUse: "none",
  byRelease: false,
  ranIn: [],
  permitted: false,
  ...over,
});
const old = inDays(-400);

test.each<[string, UsageSeen, boolean]>([
  ["a complete history without a run, and no permitted pipeline", seen(), true],
  ["a last run 101 days ago", seen({ lastUse: inDays(-101) }), true],
  ["a last run 100 days ago", seen({ lastUse: inDays(-100) }), false],
  ["a pipeline that may use it", seen({ permitted: true }), false],
  ["permissions hidden by rights", seen({ permitted: null }), false],
  ["a history hidden by rights", seen({ lastUse: null }), false],
  ["a run of yesterday", seen({ lastUse: inDays(-1) }), false],
  ["a release that ran yesterday", seen({ lastUse: inDays(-1), byRelease: true }), false],
  [
    "a release that ran long ago, which needs no permission",
    seen({ lastUse: inDays(-300), byRelease: true }),
    false,
  ],
])("%s: unused is %s (N3)", (_, usage, expected) => {
  expect(isUnused(usage, old, now)).toBe(expected);
});

test("a connection younger than 100 days, or of unknown age, had no time to be used", () => {
  expect(isUnused(seen(), inDays(-99), now)).toBe(false);
  expect(isUnused(seen(), null, now)).toBe(false);
});
