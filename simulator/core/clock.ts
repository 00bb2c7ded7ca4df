/** Simulated time. Unless frozen it runs with the real clock, from the start of a scenario. */
export interface SimulatedClock {
  now(): number;
  advance(ms: number): void;
  /** From now on only `advance` lets time pass. */
  freeze(): void;
}

/** When a scenario begins, unless it is to begin today: tests need the same day each time. */
const scenarioStart = Date.parse("2026-11-24T09:00:00Z");

/** A clock that can also be set back to the start. With `frozen` only `advance` moves it; with `today` it starts now. */
export function createClock(frozen: boolean, today = false): SimulatedClock & { restart(): void } {
  let standsStill = frozen;
  const real = (): number => (standsStill ? 0 : Date.now());
  const start = (): number => (today ? Date.now() : scenarioStart) - real();
  let offset = start();
  const now = (): number => real() + offset;
  return {
    now,
    advance: (ms) => {
      offset += ms;
    },
    freeze: () => {
      const at = now();
      standsStill = true;
      offset = at;
    },
    restart: () => {
      offset = start();
    },
  };
}
