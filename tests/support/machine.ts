import type { WorldSimulator } from "../../simulator/simulator";
import type { Machine } from "./simulated-tab";

/** What is wrong with one machine. */
export type Ailments = {
  readonly skewMs: number;
  /** Sleeps once, so long: before that port call, or right after that answer over HTTP. */
  readonly sleep: { readonly at: number; readonly where: "call" | "answer"; readonly ms: number } | null;
  /** Whether the steady clock stands still meanwhile. */
  readonly standsStill: boolean;
  /** Which reads, counted from 1, show what was there up to half a minute ago. */
  readonly staleReads: readonly number[];
};

const lagsMs = 30_000;
/** While a machine sleeps, others get so many turns. */
const turnsAsleep = 12;
const reads = /serviceendpoint\/endpoints\/[0-9a-f-]{36}|\/\$batch/i;

/** A machine with ailments; `turn` gives other tabs their turn. */
export function ailing(
  sim: WorldSimulator,
  { skewMs, sleep, standsStill, staleReads }: Ailments,
  turn: () => Promise<void>,
): { readonly machine: Machine; readonly beforeCall: () => Promise<void> } {
  let stoodStill = 0;
  const counts = { call: 0, answer: 0, read: 0 };
  const known = new Map<string, { readonly at: number; readonly answer: Response }>();
  const passes = async (where: "call" | "answer"): Promise<void> => {
    counts[where] += 1;
    if (sleep === null || sleep.where !== where || sleep.at !== counts[where]) return;
    const since = sim.clock.now();
    for (let part = 0; part < turnsAsleep; part += 1) {
      await turn();
      sim.clock.advance(sleep.ms / turnsAsleep);
    }
    if (standsStill) stoodStill += sim.clock.now() - since;
  };
  const asked: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const isRead = reads.test(request.url) && request.method !== "PUT";
    const key = isRead ? `${request.method} ${request.url} ${await request.clone().text()}` : "";
    if (isRead) counts.read += 1;
    const before = known.get(key);
    const stale = isRead && staleReads.includes(counts.read) && before !== undefined;
    const answer =
      stale && sim.clock.now() - before.at <= lagsMs ? before.answer.clone() : await sim.fetch(request);
    if (isRead && answer.ok && !stale) known.set(key, { at: sim.clock.now(), answer: answer.clone() });
    await passes("answer");
    return answer;
  };
  return {
    machine: { skewMs, stoodStillMs: () => stoodStill, fetch: asked },
    beforeCall: () => passes("call"),
  };
}
