import { instant } from "../../domain/instant";
import type { Clock } from "../../ports/clock";

/** Calls back in a task of its own, behind everything that the page has waiting. */
function afterTurn(done: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (): void => {
    port1.close();
    done();
  };
  port2.postMessage(null);
}

/** The browser's clock and chance. Sleeping stops early when the signal is aborted. */
export const systemClock: Clock = {
  now: () => instant(Date.now()),
  steady: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      // Nothing to wait for but the page's turn, which a timer would delay by milliseconds each time.
      if (milliseconds === 0) return afterTurn(resolve);
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
