import type { WorldSimulator } from "../../simulator/simulator";

/** Waits for work under fake timers; time limits end only where nothing else moves, as a person would see it. */
export async function patience<T>(sim: WorldSimulator, work: Promise<T>): Promise<T> {
  const state = { done: false };
  const end = (): void => {
    state.done = true;
  };
  work.then(end, end);
  for (let idle = 0; !state.done; idle += 1) {
    const seen = sim.traffic.requests.length;
    await new Promise((resolve) => setImmediate(resolve));
    if (sim.traffic.requests.length !== seen) idle = 0;
    if (idle > 0 && idle % 40 === 0) jest.advanceTimersByTime(30_000);
    if (idle > 4_000) throw new Error("the work did not end");
  }
  return work;
}
