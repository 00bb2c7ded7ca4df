import type { Clock } from "../../src/ports/clock";
import type { Stop } from "../../src/operations/watch/stop";
import { asWatcher, idOf, jobClock, runJob, unattended, type RunOutcome } from "../support/job";
import { never } from "../support/death";
import { orphans, standing } from "../support/invariants";
import { mortalFetch } from "../support/killed-job";
import { openTab, settle } from "../support/simulated-tab";

type Sim = ReturnType<typeof unattended>;

const webhooks = {
  teamsWebhook: "https://prod-07.westeurope.logic.azure.com/workflows/w?sig=canary",
  workItemType: "Issue",
};
const inputs = (sim: Sim) =>
  asWatcher(sim, { renew: "due", renewOnly: idOf(sim, "shop-production"), failOn: "never", ...webhooks });

/** An agent that asks to stop, and that has no more time as soon as nothing moves. */
class Asked {
  readonly #abort = new AbortController();
  #end: () => void = () => undefined;
  readonly stop: Stop = {
    signal: this.#abort.signal,
    over: new Promise((resolve) => (this.#end = resolve)),
  };

  ask(): void {
    this.#abort.abort();
  }

  noTimeLeft(): void {
    this.#end();
  }
}

/** Whether the call at which the run is stopped still answers. */
const ways = ["is answered", "hangs"] as const;
type Way = (typeof ways)[number];

/** A run that is asked to stop when its request of this number leaves; null lets it end. */
async function stoppedAt(sim: Sim, at: number | null, way: Way) {
  const asked = new Asked();
  let count = 0;
  const fetchUntil: typeof fetch = async (input, init) => {
    count += 1;
    if (count !== at) return sim.fetch(input, init);
    asked.ask();
    if (way === "is answered") return sim.fetch(input, init);
    asked.noTimeLeft();
    return never;
  };
  const run = await runJob(sim, { inputs: inputs(sim), fetch: fetchUntil, stop: asked.stop });
  return { run, requests: count };
}

const isToldAsStopped = ({ result, text }: RunOutcome): boolean =>
  result !== "succeeded" && /cancelled/i.test(text);

/** What must be true once the next run is done. */
async function afterNextRun(sim: Sim, before: ReturnType<typeof standing>): Promise<readonly string[]> {
  const next = await runJob(sim, { inputs: inputs(sim) });
  const problems = [...before.problems(sim)];
  const ended = next.outputs["renewedCount"] === "1" || next.summary.includes("It isn't due.");
  if (!ended) problems.push(`the next run ends ${next.text}`);
  if (orphans(sim).length > 0) problems.push("a marked secret is left");
  if (Object.keys(sim.world.extensionData["Default"]?.["journal"] ?? {}).length > 0)
    problems.push("a record is left");
  return problems;
}

// What is left in the middle never clears its time limits, which would hold this process for as long.
beforeAll(() => {
  jest.useFakeTimers({ doNotFake: ["Date", "nextTick", "performance", "queueMicrotask", "setImmediate"] });
});
afterAll(() => {
  jest.useRealTimers();
});

test("a run that is stopped at any of its requests says so, and the next one ends what it left", async () => {
  const { requests } = await stoppedAt(unattended(), null, "is answered");
  const failures: string[] = [];
  for (const way of ways)
    for (let at = 1; at <= requests; at += 1) {
      const sim = unattended();
      const before = standing(sim);
      const { run } = await stoppedAt(sim, at, way);
      const problems = [...before.problems(sim), ...(await afterNextRun(sim, before))];
      if (!isToldAsStopped(run)) problems.push(`${run.result}: ${run.text}`);
      if (problems.length > 0) failures.push(`${String(at)} ${way}: ${problems.join("; ")}`);
    }

  console.log(`# stopped task: ${String(2 * requests)} cells`);
  expect(failures).toEqual([]);
}, 600_000);

describe("a run that is stopped while it waits", () => {
  /** A renewal that died right after it asked for a secret, and whose lock is over. */
  async function deadRenewal(): Promise<Sim> {
    const whole = unattended();
    const probe = mortalFetch(whole, null, () => true);
    await runJob(whole, { inputs: inputs(whole), fetch: probe.fetch });
    const sim = unattended();
    const at = 1 + probe.calls.findIndex((call) => call.endsWith("addPassword"));
    const mortal = mortalFetch(sim, { at, phase: "after the effect of" }, () => true);
    await Promise.race([runJob(sim, { inputs: inputs(sim), fetch: mortal.fetch }), mortal.died]);
    return sim;
  }

  /** Stops at one wait; a wait that nobody can end goes on for ever, as it would beyond the agent's patience. */
  const stoppedClock = (sim: Sim, asked: Asked, at: number | null): { clock: Clock; waits: () => number } => {
    const clock = jobClock(sim);
    let waits = 0;
    return {
      waits: () => waits,
      clock: {
        ...clock,
        sleep: async (milliseconds, signal) => {
          waits += 1;
          if (waits !== at) return clock.sleep(milliseconds, signal);
          asked.ask();
          if (signal !== undefined) return;
          asked.noTimeLeft();
          return never;
        },
      },
    };
  };

  test("for a dead lock, for silence or for a secret to spread, ends at once, and the next one goes on", async () => {
    const whole = await deadRenewal();
    const counting = stoppedClock(whole, new Asked(), null);
    await runJob(whole, { inputs: inputs(whole), clock: counting.clock });
    const failures: string[] = [];
    for (let at = 1; at <= counting.waits(); at += 1) {
      const sim = await deadRenewal();
      const before = standing(sim);
      const asked = new Asked();
      const { clock } = stoppedClock(sim, asked, at);
      const run = await runJob(sim, { inputs: inputs(sim), clock, stop: asked.stop });
      const problems = [...before.problems(sim), ...(await afterNextRun(sim, before))];
      if (!isToldAsStopped(run)) problems.push(`${run.result}: ${run.text}`);
      if (problems.length > 0) failures.push(`wait ${String(at)}: ${problems.join("; ")}`);
    }

    console.log(`# stopped task, waits: ${String(counting.waits())} cells`);
    expect(failures).toEqual([]);
  }, 600_000);

  test("in the middle of a clean-up says that the record stays, and the hub goes on", async () => {
    const sim = await deadRenewal();
    const asked = new Asked();
    const clock = jobClock(sim);
    const sleep: Clock["sleep"] = async (milliseconds, signal) => {
      if (signal !== undefined) return clock.sleep(milliseconds, signal);
      asked.ask();
      asked.noTimeLeft();
      return never;
    };

    const run = await runJob(sim, { inputs: inputs(sim), clock: { ...clock, sleep }, stop: asked.stop });

    expect(run.summary).toContain(
      "Stopped: The run was cancelled in the middle of it. The connection keeps a working secret, and the next run or the hub goes on from the record.",
    );
    sim.clock.advance(20 * 60_000);
    expect((await settle(openTab(sim), () => undefined)).problems).toEqual([]);
    expect(orphans(sim)).toEqual([]);
  });
});
