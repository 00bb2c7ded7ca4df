import fc from "fast-check";
import { runRenewal } from "../../src/operations/run-renewal";
import type { Fault, FaultEffect } from "../../simulator/core/faults";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { mortal, phases, type CrashPoint } from "../support/crashing-ports";
import { orphans, standing, unprovedSaves } from "../support/invariants";
import { neverOffered, openTab, planOf, settle, subjectOf } from "../support/simulated-tab";
import { Turns } from "../support/turns";

/** What can befall one tab. Numbers count its port calls. */
type TabStory = {
  readonly mode: "graph" | "guided";
  readonly diesAt: number | null;
  readonly phase: CrashPoint["phase"];
  readonly losesReplies: readonly number[];
  readonly resends: boolean;
};

type Story = {
  readonly tabs: readonly TabStory[];
  readonly faults: readonly Fault[];
  /** After how many calls in all somebody else edits the connection's description. */
  readonly editedAfter: number | null;
  readonly order: readonly number[];
};

const effects: readonly FaultEffect[] = [
  { kind: "drop-before" },
  { kind: "drop-after" },
  { kind: "throttle", retryAfter: 7 },
  { kind: "circuit-breaker" },
  { kind: "html-sign-in" },
  { kind: "malformed-json" },
  { kind: "unauthorized" },
  { kind: "status", status: 500, body: "" },
  { kind: "status", status: 504, body: "" },
];

const fault: fc.Arbitrary<Fault> = fc.record({
  match: fc.record({
    service: fc.constantFrom("ado" as const, "graph" as const),
    method: fc.constantFrom("GET", "POST", "PUT"),
    nth: fc.integer({ min: 1, max: 8 }),
  }),
  effect: fc.constantFrom(...effects),
});

const tabStory: fc.Arbitrary<TabStory> = fc.record({
  mode: fc.constantFrom("graph" as const, "graph" as const, "guided" as const),
  diesAt: fc.option(fc.integer({ min: 1, max: 45 }), { nil: null, freq: 2 }),
  phase: fc.constantFrom(...phases),
  losesReplies: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
  resends: fc.boolean(),
});

const story: fc.Arbitrary<Story> = fc.record({
  tabs: fc.array(tabStory, { minLength: 1, maxLength: 2 }),
  faults: fc.array(fault, { maxLength: 3 }),
  editedAfter: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null, freq: 3 }),
  order: fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 40 }),
});

function edit(sim: WorldSimulator): void {
  const { endpoint } = subjectOf(sim);
  endpoint.description += " edited";
  endpoint.modificationDate = sim.clock.now();
  endpoint.modifiedById = sim.world.users[1]?.id ?? endpoint.modifiedById;
}

async function play(
  sim: WorldSimulator,
  { tabs, faults, editedAfter, order }: Story,
): Promise<readonly string[]> {
  const before = standing(sim);
  const problems: string[] = [];
  const saves = unprovedSaves(sim);
  let calls = 0;
  const watch = (): void => {
    calls += 1;
    if (calls === editedAfter) edit(sim);
    problems.push(...before.problems(sim, tabs.length * 4), ...saves());
  };
  const turns = new Turns();
  const users = sim.world.users.map((user) => user.id);
  const runs = await Promise.all(
    tabs.map(async ({ mode, diesAt, phase, losesReplies, resends }, index) => {
      const tab = openTab(sim, users[index % users.length]);
      const plan = await planOf(tab, mode);
      const dying = mortal(tab.ports, {
        diesAt: (_, __, call) => (call === diesAt ? phase : null),
        losesReply: (call) => losesReplies.includes(call),
        resends: () => resends,
        turn: () => turns.take(),
        watch,
      });
      return () => Promise.race([runRenewal(dying.ports, plan, tab.person), dying.died]);
    }),
  );
  faults.forEach((one) => sim.faults.add(one));
  let turn = 0;
  await turns.drive(
    Promise.all(runs.map((run) => run())),
    (count) => (order[turn++ % order.length] ?? 0) % Math.max(1, count),
  );

  sim.faults.clear();
  // A foreign lock has to expire before somebody else may take over (I9).
  sim.clock.advance(20 * 60_000);
  const rest = await settle(openTab(sim), () => problems.push(...before.problems(sim, 4), ...saves()));
  problems.push(...rest.problems, ...before.problems(sim, tabs.length * 4));
  // What a request that was sent twice left, or nothing could prove unused, keeps its marker and can be retired later.
  if (orphans(sim).length > 0)
    problems.push(...(await neverOffered(openTab(sim))), ...before.problems(sim, 8));
  return [...new Set(problems)];
}

const runsWanted = Number(process.env["PROPERTY_RUNS"] ?? 10_000);

test("random faults, crashes and two renewals at once never break the connection or lose a credential", async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      runs += 1;
      const sim = createWorldSimulator({ scenario: "two-admins" });
      expect(await play(sim, told)).toEqual([]);
    }),
    { numRuns: runsWanted, seed: 20261124 },
  );
  console.log(`# property test: ${String(runs)} random schedules`);
}, 900_000);
