import type { SimulatedRequest } from "./http";

/** What is known of a request that waits, enough to tell which one it is. */
export type Held = Pick<SimulatedRequest, "service" | "method" | "url" | "body">;

/** Requests that get no answer for now, or never. */
export interface Barrier {
  list(): readonly Held[];
  /** Lets all go on which wait for it. Those that never get an answer stay. */
  release(): void;
  /** Holds a request until it is released; with `forever` until the caller leaves. */
  hold(request: Held, forever: boolean): { released: Promise<void>; leave: () => void };
}

/** A barrier that holds nothing yet. */
export function createBarrier(): Barrier {
  const waiting = new Map<Held, (() => void) | null>();
  return {
    list: () => [...waiting.keys()],
    release: () => {
      for (const [held, go] of [...waiting]) {
        if (go === null) continue;
        waiting.delete(held);
        go();
      }
    },
    hold: ({ service, method, url, body }, forever) => {
      const held = { service, method, url, body };
      const released = new Promise<void>((resolve) => waiting.set(held, forever ? null : resolve));
      return { released, leave: () => void waiting.delete(held) };
    },
  };
}
