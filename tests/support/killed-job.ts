import type { WorldSimulator } from "../../simulator/simulator";
import { mayDie, never } from "./death";

/** When the agent's machine dies: before a request leaves, or after its effect and before its answer. */
export type Death = { readonly at: number; readonly phase: "before" | "after the effect of" };

/** The `fetch` of a job that dies. Once dead, nothing it sends arrives and nothing comes back. */
export type MortalFetch = {
  readonly fetch: typeof fetch;
  /** Method and kind of each request in its order, from the first one that `begins` the counting. */
  readonly calls: readonly string[];
  readonly died: Promise<void>;
};

const kindOf = (method: string, url: string): string =>
  `${method} ${new URL(url).pathname
    .replace(/[0-9a-f-]{36}/gi, "…")
    .split("/")
    .slice(-3)
    .join("/")}`;

/** Counts requests from 1, once `begins` has been true of one, and dies at the one of `death`. */
export function mortalFetch(
  sim: WorldSimulator,
  death: Death | null,
  begins: (url: string) => boolean,
  watch: () => void = () => undefined,
): MortalFetch {
  const calls: string[] = [];
  let begun = false;
  const { isDead, die, died } = mayDie();
  return {
    calls,
    died,
    fetch: async (input, init) => {
      if (isDead()) return never;
      const url = input instanceof Request ? input.url : input.toString();
      begun = begun || begins(url);
      if (begun) calls.push(kindOf(init?.method ?? "GET", url));
      const isIt = begun && calls.length === death?.at;
      if (isIt && death.phase === "before") return die();
      const answer = await sim.fetch(input, init);
      watch();
      return isIt ? die() : answer;
    },
  };
}
