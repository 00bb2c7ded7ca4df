import "../adapters/support/browser-globals";
import { systemClock } from "../../src/adapters/browser/system-clock";
import { createWorldSimulator } from "../../simulator/simulator";
import { aWorld, fakePorts } from "../hub/support/fake-ports";
import { openTab } from "../support/simulated-tab";

describe.each([
  ["the fake", () => fakePorts(aWorld()).clock],
  ["a tab on the simulator", () => openTab(createWorldSimulator()).ports.clock],
  ["the browser", () => systemClock],
])("the clock of %s", (_, make) => {
  test("is further by what was slept, on both of its dials", async () => {
    const clock = make();
    const [now, steady] = [clock.now(), clock.steady()];

    await clock.sleep(20);

    // A timer may be early by the fraction of a millisecond that it rounds.
    expect(clock.now() - now).toBeGreaterThanOrEqual(19);
    expect(clock.steady() - steady).toBeGreaterThanOrEqual(19);
  });

  test("wakes at once who is told not to wait, without a complaint", async () => {
    const clock = make();
    const told = new AbortController();
    told.abort();
    const before = clock.now();

    await expect(clock.sleep(3_600_000, told.signal)).resolves.toBeUndefined();

    expect(clock.now() - before).toBeLessThan(3_600_000);
  });

  test("gives ids that are GUIDs in lower case, each once, and chance from 0 to below 1", () => {
    const clock = make();

    const ids = Array.from({ length: 20 }, () => clock.newId());
    const chances = Array.from({ length: 20 }, () => clock.random());

    expect(new Set(ids).size).toBe(20);
    expect(
      ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([]);
    expect(chances.every((one) => one >= 0 && one < 1)).toBe(true);
  });
});
