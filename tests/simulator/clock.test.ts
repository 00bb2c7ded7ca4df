import { createClock } from "../../simulator/core/clock";

const fixedDay = Date.parse("2026-11-24T09:00:00Z");

describe("simulated time", () => {
  test("starts on the scenarios' fixed day and returns to it", () => {
    const clock = createClock(true);

    clock.advance(5_000);
    const later = clock.now();
    clock.restart();

    expect([later, clock.now()]).toEqual([fixedDay + 5_000, fixedDay]);
  });

  test("starts with the real clock where a person looks on", () => {
    const clock = createClock(false, true);
    clock.advance(86_400_000);
    const before = Date.now();

    clock.restart();

    expect(clock.now()).toBeGreaterThanOrEqual(before);
    expect(clock.now()).toBeLessThanOrEqual(Date.now());
  });

  test("once frozen it moves only when it is advanced, also after a restart", async () => {
    const clock = createClock(false);

    clock.freeze();
    const frozen = clock.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const later = clock.now();
    clock.advance(1_000);
    const advanced = clock.now();
    clock.restart();

    expect([later - frozen, advanced - frozen, clock.now()]).toEqual([0, 1_000, fixedDay]);
  });
});
