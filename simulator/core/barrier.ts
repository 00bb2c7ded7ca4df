import type { SimulatedRequest } from "./http";

/** What is known of a request that waits, enough to tell which one it is. */
export type Held = Pick<SimulatedRequest, "service" | "method" | "url" | "body">;

/** Requests that get no answer for now, or never. */
export interface Barrier {
  list(): readonly Held[];
  /** Lets all go on which wait for it. Those that never get an answer stay. */
  release(): void;
  /** Breaks all off where they are: what has not happened yet never happens. */
  breakOff(): void;
  /** Holds a request; resolves with whether it may go on. `leave` is for a caller who is gone. */
  hold(request: Held, forever: boolean): { end: Promise<"released" | "broken">; leave: () => void };
}

/** A barrier that holds nothing yet. */
export function createBarrier(): Barrier {
  const waiting = new Map<Held, { forever: boolean; go: (how: "released" | "broken") => void }>();
  const end = (how: "released" | "broken"): void => {
    for (const [held, { forever, go }] of [...waiting]) {
      if (forever && how === "released") continue;
      waiting.delete(held);
      go(how);
    }
  };
  return {
    list: () => [...waiting.keys()],
    release: () => end("released"),
    breakOff: () => end("broken"),
    hold: ({ service, method, url, body }, forever) => {
      const held = { service, method, url, body };
      const ended = new Promise<"released" | "broken">((go) => waiting.set(held, { forever, go }));
      return { end: ended, leave: () => void waiting.delete(held) };
    },
  };
}
