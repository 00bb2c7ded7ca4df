import fc from "fast-check";
import { asWatcher, idOf, jobClock, runJob, unattended } from "../support/job";
import { standing, unprovedSaves } from "../support/invariants";
import { openTab, planOf, settle } from "../support/simulated-tab";
import { mortalFetch } from "../support/killed-job";
import { mortal, phases } from "../support/crashing-ports";
import { runRenewal } from "../../src/operations/run-renewal";
import { Turns } from "../support/turns";

/** Two runs of one service principal and a page, in any order; each of them may die. */
type Story = {
  readonly runs: readonly {
    readonly diesAt: number | null;
    readonly phase: "before" | "after the effect of";
  }[];
  readonly page: { readonly diesAt: number | null; readonly phase: (typeof phases)[number] } | null;
  readonly order: readonly number[];
};

const diesAt = fc.option(fc.integer({ min: 1, max: 60 }), { nil: null, freq: 2 });
const run = fc.record({ diesAt, phase: fc.constantFrom("before" as const, "after the effect of" as const) });
const story: fc.Arbitrary<Story> = fc.record({
  runs: fc.array(run, { minLength: 2, maxLength: 2 }),
  page: fc.option(fc.record({ diesAt, phase: fc.constantFrom(...phases) }), { nil: null, freq: 3 }),
  order: fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 40 }),
});

type Sim = ReturnType<typeof unattended>;

/** Living secrets beyond those of the start that carry no marker: nobody could ever tell whose they are. */
function unmarked(sim: Sim, known: ReadonlySet<string>): readonly string[] {
  return sim.world.tenants
    .flatMap(({ applications }) => applications)
    .flatMap(({ passwordCredentials }) => passwordCredentials)
    .filter(({ keyId, removedAt }) => removedAt === null && !known.has(keyId))
    .filter(({ displayName }) => !/^ADO-SC v1 /.test(displayName ?? ""))
    .map(({ keyId }) => `secret ${keyId} has no marker`);
}

async function play(sim: Sim, { runs, page, order }: Story): Promise<readonly string[]> {
  const before = standing(sim);
  const saves = unprovedSaves(sim);
  const known = new Set(
    sim.world.tenants
      .flatMap(({ applications }) => applications)
      .flatMap(({ passwordCredentials }) => passwordCredentials.map(({ keyId }) => keyId)),
  );
  const problems: string[] = [];
  const watch = (): void => {
    problems.push(...before.problems(sim, 12), ...saves(), ...unmarked(sim, known));
  };
  const turns = new Turns();
  const inputs = asWatcher(sim, { renew: "due", renewOnly: idOf(sim, "shop-production"), failOn: "never" });
  const jobs = runs.map(({ diesAt: at, phase }) => {
    const job = mortalFetch(
      sim,
      at === null ? null : { at, phase },
      (url) => /Collections\/journal/.test(url),
      watch,
    );
    const fetchInTurn: typeof fetch = async (...args) => {
      await turns.take();
      return job.fetch(...args);
    };
    const clock = jobClock(sim);
    const sleep: typeof clock.sleep = async (milliseconds, signal) => {
      await turns.take();
      return clock.sleep(milliseconds, signal);
    };
    return Promise.race([runJob(sim, { inputs, fetch: fetchInTurn, clock: { ...clock, sleep } }), job.died]);
  });
  const tab = openTab(sim);
  const pages =
    page === null
      ? []
      : [
          (async () => {
            const plan = await planOf(tab, "graph");
            const dying = mortal(tab.ports, {
              diesAt: (_, __, call) => (call === page.diesAt ? page.phase : null),
              turn: () => turns.take(),
              watch,
            });
            return Promise.race([runRenewal(dying.ports, plan, tab.person), dying.died]);
          })(),
        ];
  let turn = 0;
  await turns.drive(
    Promise.all([...jobs, ...pages]),
    (count) => (order[turn++ % order.length] ?? 0) % Math.max(1, count),
  );
  // Whoever comes first after them: the next run, or a person.
  if ((order[0] ?? 0) % 2 === 0) await runJob(sim, { inputs });
  else sim.clock.advance(20 * 60_000);
  problems.push(...(await settle(openTab(sim), watch)).problems);
  watch();
  return [...new Set(problems)];
}

const runsWanted = Number(process.env["PROPERTY_RUNS"] ?? 1_000);

// A dead run never clears its time limits, which would hold this process for as long.
beforeAll(() => {
  jest.useFakeTimers({ doNotFake: ["Date", "nextTick", "performance", "queueMicrotask", "setImmediate"] });
});
afterAll(() => {
  jest.useRealTimers();
});

test("two runs of one identity and a page break no connection and leave no secret unmarked", async () => {
  let schedules = 0;
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      schedules += 1;
      expect(await play(unattended(), told)).toEqual([]);
    }),
    { numRuns: runsWanted, seed: 20261128 },
  );
  console.log(`# unattended property test: ${String(schedules)} seeded schedules`);
}, 1_800_000);
