/**
 * Run in a frame whose engine has no clock that a driver can move: puts `passTime` on its window. What the frame starts
 * from then on lives by clocks that run as ever, and that `passTime(ms)` sets ahead, as after a sleep of the machine: what
 * has become due meanwhile happens once, at once. Timers that were started before are left alone.
 */
function giveTime(): void {
  const RealDate = Date;
  const steady = performance.now.bind(performance);
  const start = window.setTimeout.bind(window);
  const stop = window.clearTimeout.bind(window);
  const waiting = new Map<number, { due: number; run: () => void }>();
  let ahead = 0;
  const now = (): number => RealDate.now() + ahead;
  const later = (callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]): number => {
    const run = (): void => {
      waiting.delete(id);
      callback(...given);
    };
    const id = start(run, ms);
    waiting.set(id, { due: steady() + ahead + ms, run });
    return id;
  };
  Object.assign(window, {
    Date: new Proxy(RealDate, {
      construct: (target, given: unknown[]) =>
        given.length === 0 ? new target(now()) : (Reflect.construct(target, given) as Date),
      get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
    }),
    setTimeout: later,
    clearTimeout: (id: number) => {
      waiting.delete(id);
      stop(id);
    },
    passTime: (ms: number) => {
      ahead += ms;
      for (const [id, { due, run }] of [...waiting])
        if (due <= steady() + ahead && waiting.has(id)) {
          stop(id);
          run();
        }
    },
  });
  performance.now = () => steady() + ahead;
}

/** Runs in the page; see `giveTime`. */
export const movableTime = `(${giveTime.toString()})()`;

/** Run in a frame with `movableTime`. */
export const passing = (ms: number): string => `window.passTime(${String(ms)})`;
