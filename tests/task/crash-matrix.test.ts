import { asWatcher, idOf, runJob, unattended } from "../support/job";
import { orphans, standing } from "../support/invariants";
import { mortalFetch, type Death } from "../support/killed-job";
import { openTab, settle } from "../support/simulated-tab";

type Sim = ReturnType<typeof unattended>;

const inputs = (sim: Sim) =>
  asWatcher(sim, { renew: "due", renewOnly: idOf(sim, "shop-production"), failOn: "never" });

/** The renewal begins where its journal is first read. */
const begins = (url: string): boolean => /Collections\/journal\/Documents/.test(url);

const kept = (sim: Sim, collection: string): number =>
  Object.keys(sim.world.extensionData["Default"]?.[collection] ?? {}).length;

/** A run that is killed at one of its requests; without a death it runs to its end. */
async function runUntil(death: Death | null) {
  const sim = unattended();
  const before = standing(sim);
  const problems: string[] = [];
  const watch = (): void => {
    problems.push(...before.problems(sim));
  };
  const mortal = mortalFetch(sim, death, begins, watch);
  await Promise.race([runJob(sim, { inputs: inputs(sim), fetch: mortal.fetch }), mortal.died]);
  return { sim, problems, watch, calls: mortal.calls };
}

/** Every request of a renewal, killed before it left and after its effect. */
async function cells(): Promise<readonly (Death & { readonly call: string })[]> {
  const { calls } = await runUntil(null);
  return calls.flatMap((call, index) =>
    (["before", "after the effect of"] as const).map((phase) => ({ at: index + 1, phase, call })),
  );
}

async function matrix(resume: (sim: Sim, watch: () => void) => Promise<readonly string[]>) {
  const failures: string[] = [];
  const all = await cells();
  let left = 0;
  for (const { call, ...death } of all) {
    const { sim, problems, watch } = await runUntil(death);
    problems.push(...(await resume(sim, watch)));
    watch();
    left += orphans(sim).length;
    if (kept(sim, "journal") > 0) problems.push("a record is left");
    if (problems.length > 0)
      failures.push(`${death.phase} ${String(death.at)} ${call}: ${[...new Set(problems)].join("; ")}`);
  }
  return { failures, cells: all.length, left };
}

// A dead run never clears its time limits, which would hold this process for as long.
beforeAll(() => {
  jest.useFakeTimers({ doNotFake: ["Date", "nextTick", "performance", "queueMicrotask", "setImmediate"] });
});
afterAll(() => {
  jest.useRealTimers();
});

describe("a run that is killed at any request of a renewal", () => {
  test("ends renewed or cleanly stopped by the next run", async () => {
    const {
      failures,
      cells: count,
      left,
    } = await matrix(async (sim) => {
      const run = await runJob(sim, { inputs: inputs(sim) });
      const ended = run.summary.includes("renewed and verified") || run.summary.includes("It isn't due.");
      return ended || run.outputs["renewedCount"] === "1" ? [] : [run.text, run.summary.slice(-900)];
    });

    console.log(`# task crash matrix, next run: ${String(count)} cells, ${String(left)} marked secrets left`);
    expect(failures).toEqual([]);
    expect(left).toBe(0);
  }, 600_000);

  test("ends renewed or cleanly stopped by the hub", async () => {
    const {
      failures,
      cells: count,
      left,
    } = await matrix(async (sim, watch) => {
      // Opened after the lock of the dead run is over, as the page says.
      const tab = openTab(sim);
      const { problems } = await settle(tab, watch);
      return problems;
    });

    console.log(`# task crash matrix, hub: ${String(count)} cells, ${String(left)} marked secrets left`);
    expect(failures).toEqual([]);
    expect(left).toBe(0);
  }, 600_000);
});
