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

/** What tells one read from another; null where a call is none. The product's calls are texts, which need no `Request`. */
function readOf(input: Parameters<typeof fetch>[0], { method = "GET", body }: RequestInit): string | null {
  if (input instanceof Request || (body != null && typeof body !== "string"))
    throw new Error("a machine knows plain calls only");
  const url = String(input);
  return reads.test(url) && method !== "PUT" ? `${method} ${url} ${body ?? ""}` : null;
}

/** An answer that can be given more than once. */
async function copies(answer: Response): Promise<() => Response> {
  const { status, headers } = answer;
  const text = await answer.text();
  return () => new Response(text, { status, headers });
}

/** A machine with ailments; `turn` gives other tabs their turn. */
export function ailing(
  sim: WorldSimulator,
  { skewMs, sleep, standsStill, staleReads }: Ailments,
  turn: () => Promise<void>,
): { readonly machine: Machine; readonly beforeCall: () => Promise<void> } {
  let stoodStill = 0;
  const counts = { call: 0, answer: 0, read: 0 };
  const known = new Map<string, { readonly at: number; readonly copy: () => Response }>();
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
  const asked: typeof fetch = async (input, init = {}) => {
    const key = readOf(input, init);
    if (key === null) {
      const answer = await sim.fetch(input, init);
      await passes("answer");
      return answer;
    }
    counts.read += 1;
    const before = known.get(key);
    const stale = staleReads.includes(counts.read) && before !== undefined;
    const isOld = stale && sim.clock.now() - before.at <= lagsMs;
    const copy = isOld ? before.copy : await copies(await sim.fetch(input, init));
    const answer = copy();
    if (answer.ok && !stale) known.set(key, { at: sim.clock.now(), copy });
    await passes("answer");
    return answer;
  };
  return {
    machine: { skewMs, stoodStillMs: () => stoodStill, fetch: asked },
    beforeCall: () => passes("call"),
  };
}
