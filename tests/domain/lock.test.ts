import { instant } from "../../src/domain/instant";
import { isOver, lockLifetimeMs } from "../../src/domain/lock";
import type { Moment } from "../../src/domain/moment";

const firstSeen: Moment = { wall: instant(Date.UTC(2026, 10, 24, 9)), steady: 1_000 };
const after = (wallMs: number, steadyMs: number): Moment => ({
  wall: instant(firstSeen.wall + wallMs),
  steady: firstSeen.steady + steadyMs,
});

test.each([
  ["as soon as it is seen", 0, 0, false],
  ["a millisecond before a lifetime has passed", lockLifetimeMs - 1, lockLifetimeMs - 1, false],
  ["once the same sign of life was seen for a lifetime", lockLifetimeMs, lockLifetimeMs, true],
  ["where only the wall clock was set forward", 7_200_000, 1_000, false],
  ["where the wall clock was set back", -7_200_000, lockLifetimeMs, false],
])("a lock %s: over is %s", (_, wallMs, steadyMs, over) => {
  expect(isOver(firstSeen, after(wallMs, steadyMs))).toBe(over);
});

test("a lock is over a quarter of an hour after it was seen, and no moment before (I9)", () => {
  const quarterMs = 15 * 60_000;

  expect(isOver(firstSeen, after(quarterMs, quarterMs - 1))).toBe(false);
  expect(isOver(firstSeen, after(quarterMs, quarterMs))).toBe(true);
});
