import { instant } from "../../src/domain/instant";
import { isHeld, lockLifetimeMs, type Lock } from "../../src/domain/lock";

const beatAt = instant(Date.UTC(2026, 10, 24, 9));
const lock: Lock = {
  subject: "tenant.app",
  runId: "run",
  connectionName: "shop",
  holder: { id: "a", name: "Alice" },
  since: instant(beatAt - 3_600_000),
  beatAt,
};

test.each([
  ["at its sign of life", 0, true],
  ["a millisecond before its end", 15 * 60_000 - 1, true],
  ["at its end", 15 * 60_000, false],
  ["long after", 86_400_000, false],
  ["where the holder's clock is ahead", -60_000, true],
])("a lock %s: %s ms later it is held, %s (I9)", (_, later, held) => {
  expect(isHeld(lock, instant(beatAt + later))).toBe(held);
});

test("a lock lasts from its last sign of life, however long it has been held", () => {
  const old: Lock = { ...lock, since: instant(beatAt - 30 * 86_400_000) };

  expect(isHeld(old, beatAt)).toBe(true);
  expect(lockLifetimeMs).toBe(900_000);
});
