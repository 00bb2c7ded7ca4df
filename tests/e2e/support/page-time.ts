import type { BrowserContext, Frame, Page } from "playwright-core";

/**
 * How far a document has come, told by itself: the browser's tools tell of a request only when the network has taken it,
 * which on a loaded machine is later than its answer is waited for.
 */
export interface Standing {
  /** Messages got from other frames, requests and scripts asked for and come back, so far. While it grows, work goes on. */
  activity: number;
  /** Requests and scripts without an answer. */
  open: number;
  /** Milliseconds until the next timer is due, where time leaps those that repeat left out; Infinity where none waits. */
  next: number;
}

/** What stands in every document of a context whose time is told from outside. */
interface PageTime {
  /** Fires what is due until `at`, each with what follows from it, and lets the time be `at`. */
  to(at: number): Promise<void>;
  /** Lets the time be `at`, as a machine that slept: what was due meanwhile fires once, late. */
  wake(at: number): Promise<void>;
  /** Resolves when what waits for no time and no network has had its turn. */
  rest(): Promise<Standing>;
}

declare global {
  interface Window {
    pageTime?: PageTime;
  }
}

/**
 * Runs in each document before its own scripts. Time stands still there: `Date`, `performance.now`, timers and intervals
 * follow `to` and `wake` alone, a timer of 0 ms is no time and runs at once. The simulator tells each document when it is.
 * Playwright's own clock is not used: it belongs to the context, so a second tab sets the first one back; it leaves out
 * frames that are busy; and each step adds a script to every later document.
 */
function standStill({ skewMs, fallback, leaps }: { skewMs: number; fallback: number; leaps: boolean }): void {
  interface Timer {
    due: number;
    every: number | null;
    run: () => void;
  }
  const RealDate = Date;
  const realTimeout = window.setTimeout.bind(window);
  const timers = new Map<number, Timer>();
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const told = navigation?.serverTiming.find(({ name }) => name === "now")?.description;
  const born = (told === undefined || told === "" ? fallback : Number(told)) + skewMs;
  let now = born;
  let lastId = 0;
  let activity = 0;
  let open = 0;
  window.addEventListener("message", () => (activity += 1), true);
  const begun = (): (() => void) => {
    activity += 1;
    open += 1;
    return () => {
      activity += 1;
      open -= 1;
    };
  };
  const realFetch = window.fetch.bind(window);
  window.fetch = (...args) => {
    const answer = realFetch(...args);
    const over = begun();
    answer.then(over, over);
    return answer;
  };
  const realAppend = Node.prototype.appendChild;
  Node.prototype.appendChild = function <T extends Node>(this: Node, node: T): T {
    const loads =
      (node instanceof HTMLScriptElement && node.src !== "") ||
      (node instanceof HTMLLinkElement && node.rel === "stylesheet");
    if (loads) {
      const over = begun();
      node.addEventListener("load", over, { once: true });
      node.addEventListener("error", over, { once: true });
    }
    return realAppend.call(this, node) as T;
  };

  const add = (callback: unknown, ms: unknown, args: unknown[], repeats: boolean): number => {
    const wait = Math.max(0, Number(ms) || 0);
    const id = (lastId += 1);
    const run = (): void => {
      if (typeof callback === "function") (callback as (...given: unknown[]) => void)(...args);
    };
    timers.set(id, { due: now + wait, every: repeats ? Math.max(1, wait) : null, run });
    if (wait === 0 && !repeats)
      realTimeout(() => {
        if (timers.delete(id)) run();
      }, 0);
    return id;
  };
  const remove = (id: unknown): void => void timers.delete(Number(id));
  const PageDate = new Proxy(RealDate, {
    construct: (target, args: unknown[]) =>
      args.length === 0 ? new target(now) : (Reflect.construct(target, args) as Date),
    apply: () => new RealDate(now).toString(),
    get: (target, name) => (name === "now" ? () => now : (Reflect.get(target, name) as unknown)),
  });
  RealDate.prototype.constructor = PageDate;
  Object.assign(window, {
    Date: PageDate,
    setTimeout: (callback: unknown, ms?: unknown, ...args: unknown[]) => add(callback, ms, args, false),
    setInterval: (callback: unknown, ms?: unknown, ...args: unknown[]) => add(callback, ms, args, true),
    clearTimeout: remove,
    clearInterval: remove,
  });
  performance.now = () => now - born;

  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => realTimeout(resolve, 0);
      port2.postMessage(null);
    });
  const fire = async (id: number, timer: Timer): Promise<void> => {
    if (timer.every === null) timers.delete(id);
    else timer.due = Math.max(timer.due, now) + timer.every;
    timer.run();
    // What follows from it at the same moment comes before the next one.
    await turn();
  };
  /** When the next timer is due; where time leaps, the next that does not repeat. */
  const nextDue = (): number =>
    Math.min(...[...timers.values()].filter(({ every }) => !leaps || every === null).map(({ due }) => due));
  const fireUntil = async (at: number): Promise<void> => {
    for (;;) {
      const [next] = [...timers].filter(([, { due }]) => due <= at).sort((a, b) => a[1].due - b[1].due);
      if (next === undefined) return;
      const [id, timer] = next;
      // As in a page that nobody sees: of the beats of an interval with nothing between them, only the last one comes.
      const until = Math.min(at, nextDue());
      if (leaps && timer.every !== null && until > timer.due)
        timer.due += Math.floor((until - timer.due) / timer.every) * timer.every;
      now = Math.max(now, timer.due);
      await fire(id, timer);
    }
  };
  window.pageTime = {
    to: async (at) => {
      await fireUntil(at + skewMs);
      now = Math.max(now, at + skewMs);
    },
    wake: async (at) => {
      now = Math.max(now, at + skewMs);
      const due = [...timers].filter(([, timer]) => timer.due <= now).sort((a, b) => a[1].due - b[1].due);
      for (const one of due) if (timers.has(one[0])) await fire(...one);
    },
    rest: async () => {
      // Through the queues of other processes and threads too: locks, digests, messages between frames.
      await navigator.locks?.query();
      await crypto.subtle?.digest("SHA-256", new Uint8Array(1));
      await turn();
      // Infinity does not travel; a timer that far away is none.
      return { activity, open, next: Math.min(nextDue() - now, Number.MAX_SAFE_INTEGER) };
    },
  };
}

/**
 * Lets time stand still in every document that a context opens from now on; `skewMs` is how far its clock is ahead, and
 * with `leaps` the seconds that a page counts are passed over where nothing else is due.
 */
export const stopTime = (
  context: BrowserContext,
  given: { skewMs: number; fallback: number; leaps: boolean },
): Promise<void> => context.addInitScript(standStill, given).then(() => undefined);

export const nothing: Standing = { activity: 0, open: 0, next: Infinity };

/** In all frames of a page that have a time, at once; the sum. One that goes away in the middle has none any more. */
async function inFrames(page: Page, act: (frame: Frame) => Promise<Standing | undefined>): Promise<Standing> {
  const frames = page
    .frames()
    .filter((one) => !one.url().includes("/sim-sw-install") && one.url() !== "about:blank");
  const left = (frame: Frame, error: unknown): boolean =>
    frame.isDetached() || page.isClosed() || /context was destroyed|navigat/i.test(String(error));
  const standings = await Promise.all(
    frames.map((frame) =>
      act(frame).catch((error: unknown) => {
        if (!left(frame, error)) throw error;
        return nothing;
      }),
    ),
  );
  return standings.reduce<Standing>(
    (sum, one) => ({
      activity: sum.activity + (one?.activity ?? 0),
      open: sum.open + (one?.open ?? 0),
      next: Math.min(sum.next, one?.next ?? Infinity),
    }),
    nothing,
  );
}

/** Lets the time of a page be `at`, and what that sets off at once happen. */
export const timeTo = (page: Page, at: number): Promise<Standing> =>
  inFrames(page, (frame) =>
    frame.evaluate(async (moment) => {
      await window.pageTime?.to(moment);
      return window.pageTime?.rest();
    }, at),
  );

/** Lets the time of a page be `at` after a sleep, and what that sets off at once happen. */
export const wakeAt = (page: Page, at: number): Promise<Standing> =>
  inFrames(page, (frame) =>
    frame.evaluate(async (moment) => {
      await window.pageTime?.wake(moment);
      return window.pageTime?.rest();
    }, at),
  );

/** Waits until what needs neither time nor network is done. */
export const rest = (page: Page): Promise<Standing> =>
  inFrames(page, (frame) => frame.evaluate(() => window.pageTime?.rest()));
