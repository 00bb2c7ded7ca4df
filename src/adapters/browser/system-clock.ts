import { instant } from "../../domain/instant";
import type { Clock } from "../../ports/clock";

/** The browser's clock and chance. Sleeping stops early when the signal is aborted. */
export const systemClock: Clock = {
  now: () => instant(Date.now()),
  steady: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(0, milliseconds));
      signal?.addEventListener("abort", done);
    }),
  newId: () => crypto.randomUUID(),
  random: () => Math.random(),
};
