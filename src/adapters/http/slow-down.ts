import { addMilliseconds, type Instant } from "../../domain/instant";
import type { Clock } from "../../ports/clock";

/** Longest pause we take at a service's word; a later call asks again. */
const longestPauseMs = 5 * 60_000;

/** The shared brake of one remote system: after a throttle answer all further calls wait (A88, A89, G30). */
export type SlowDown = {
  /** Until when calls wait; null where they do not. The hub shows it. */
  throttledUntil(): Instant | null;
  /** Called whenever `throttledUntil` moves; returns the way to stop listening. */
  subscribe(listener: () => void): () => void;
  /** Asks all further calls to wait this long. Only ever lengthens the pause. */
  pause(milliseconds: number): void;
  /** Resolves when calls may go on, or at once when the signal is aborted. */
  ready(signal?: AbortSignal): Promise<void>;
};

export function createSlowDown(clock: Clock): SlowDown {
  let until: Instant | null = null;
  const listeners = new Set<() => void>();
  const current = (): Instant | null => (until !== null && until > clock.now() ? until : null);
  return {
    throttledUntil: current,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    pause(milliseconds) {
      const wanted = addMilliseconds(clock.now(), Math.min(Math.max(milliseconds, 0), longestPauseMs));
      if (wanted <= (until ?? 0)) return;
      until = wanted;
      listeners.forEach((listener) => listener());
    },
    async ready(signal) {
      // The pause can be lengthened while we sleep, so it is looked at again.
      for (let at = current(); at !== null && signal?.aborted !== true; at = current()) {
        await clock.sleep(at - clock.now(), signal);
      }
    },
  };
}
