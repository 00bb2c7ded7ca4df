/** Simulated time. Unless frozen it runs with the real clock, from a fixed start. */
export interface SimulatedClock {
  now(): number;
  advance(ms: number): void;
}

/** When every scenario begins: the product's "today". */
const scenarioStart = Date.parse("2026-11-24T09:00:00Z");

/** A clock that can also be set back to the start. With `frozen` only `advance` moves it. */
export function createClock(frozen: boolean): SimulatedClock & { restart(): void } {
  const real = (): number => (frozen ? 0 : Date.now());
  let offset = scenarioStart - real();
  return {
    now: () => real() + offset,
    advance: (ms) => {
      offset += ms;
    },
    restart: () => {
      offset = scenarioStart - real();
    },
  };
}
