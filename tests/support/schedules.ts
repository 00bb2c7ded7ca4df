import fc from "fast-check";
import type { Renewal } from "../../src/domain/renewal/renewal";
import { runRenewal } from "../../src/operations/run-renewal";
import type { Fault, FaultEffect } from "../../simulator/core/faults";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { changedInWorld, convertInWorld } from "./conversions";
import { mortal, phases, type CrashPoint } from "./crashing-ports";
import { orphans, standing, unprovedSaves } from "./invariants";
import { ailing, type Ailments } from "./machine";
import { neverOffered, openTab, planOf, settle, subjectOf, theConnection } from "./simulated-tab";
import { unshown } from "./shown";
import { ledgerOf, untrue } from "./told";
import { Turns } from "./turns";

/** What can befall one tab. Numbers count its port calls. */
type TabStory = {
  readonly guided: boolean;
  readonly diesAt: number | null;
  readonly phase: CrashPoint["phase"];
  readonly losesReplies: readonly number[];
  readonly machine: Ailments;
};

/** What somebody else does to the connection, after so many calls of all tabs. */
type Deed = { readonly after: number; readonly what: "edit" | "convert" };

export type Story = {
  readonly automatic: boolean;
  readonly tabs: readonly TabStory[];
  readonly faults: readonly Fault[];
  readonly deeds: readonly Deed[];
  /** A note with an unknown key that stands in the description beforehand. */
  readonly noted: boolean;
  readonly order: readonly number[];
};

const explained = JSON.stringify({ message: "Something went wrong.", typeKey: "VssServiceException" });

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

const anyFault: fc.Arbitrary<Fault> = fc.record({
  match: fc.record({
    service: fc.constantFrom("ado" as const, "graph" as const),
    method: fc.constantFrom("GET", "POST", "PUT"),
    nth: fc.integer({ min: 1, max: 8 }),
  }),
  effect: fc.constantFrom(...effects),
});

/** A PUT or an addPassword that lands up to two minutes after its connection broke or it was answered with an error. */
const lateCall: fc.Arbitrary<Fault> = fc
  .record({
    path: fc.constantFrom("serviceendpoint/endpoints", "addPassword"),
    nth: fc.integer({ min: 1, max: 2 }),
    afterMs: fc.integer({ min: 1_000, max: 120_000 }),
    answer: fc.constantFrom({}, { status: 504 }, { status: 500 }, { status: 500, body: explained }),
  })
  .map(({ path, nth, afterMs, answer }) => ({
    match: { method: path === "addPassword" ? "POST" : "PUT", path, nth },
    effect: { kind: "lands-late" as const, afterMs, ...answer },
  }));

/** A browser sends addPassword again by itself: two secrets, one reply, and the second up to two minutes after it. */
const sentTwice: fc.Arbitrary<Fault> = fc
  .record({
    nth: fc.integer({ min: 1, max: 2 }),
    otherAfterMs: fc.option(fc.integer({ min: 1_000, max: 120_000 }), { nil: undefined }),
  })
  .map(({ nth, otherAfterMs }) => ({
    match: { method: "POST", path: "addPassword", nth },
    effect: { kind: "sent-twice", ...(otherAfterMs === undefined ? {} : { otherAfterMs }) },
  }));

/** Reads that are refused once a save was sent: the poll after it, and the look at what came of it. */
type Refusal = { readonly effect: FaultEffect; readonly times: number };
const refusal: fc.Arbitrary<Refusal> = fc.record({
  effect: fc.constantFrom<FaultEffect>(
    { kind: "status", status: 403 },
    { kind: "html-sign-in" },
    { kind: "throttle", retryAfter: 7 },
  ),
  times: fc.integer({ min: 1, max: 5 }),
});

const minutes = 60_000;
const ailments: fc.Arbitrary<Ailments> = fc.record({
  skewMs: fc.constantFrom(0, 0, 120 * minutes, -120 * minutes),
  sleep: fc.option(
    fc.record({
      at: fc.integer({ min: 1, max: 45 }),
      where: fc.constantFrom("call" as const, "answer" as const),
      ms: fc.constantFrom(3 * minutes, 16 * minutes, 60 * minutes),
    }),
    { nil: null, freq: 2 },
  ),
  standsStill: fc.boolean(),
  staleReads: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
});

const tabStory: fc.Arbitrary<TabStory> = fc.record({
  guided: fc.constantFrom(false, false, true),
  diesAt: fc.option(fc.integer({ min: 1, max: 45 }), { nil: null, freq: 2 }),
  phase: fc.constantFrom(...phases),
  losesReplies: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
  machine: ailments,
});

const withRefusals = (faults: readonly Fault[], refusals: readonly Refusal[]): readonly Fault[] => [
  ...faults,
  ...refusals.map(({ effect, times }) => ({
    match: {
      method: "GET",
      path: "/serviceendpoint\\/endpoints\\/[0-9a-f-]{36}/i",
      body: "after-put",
      times,
    },
    effect,
  })),
];

export const story: fc.Arbitrary<Story> = fc
  .record({
    automatic: fc.constantFrom(false, false, false, true),
    tabs: fc.array(tabStory, { minLength: 1, maxLength: 2 }),
    faults: fc.array(fc.oneof(anyFault, lateCall, sentTwice), { maxLength: 3 }),
    refusals: fc.array(refusal, { maxLength: 1 }),
    deeds: fc.array(
      fc.record({
        after: fc.integer({ min: 1, max: 60 }),
        what: fc.constantFrom("edit" as const, "edit" as const, "convert" as const),
      }),
      { maxLength: 2 },
    ),
    noted: fc.boolean(),
    order: fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 40 }),
  })
  .map(({ faults, refusals, ...rest }) => ({ ...rest, faults: withRefusals(faults, refusals) }));

function perform(sim: WorldSimulator, { what }: Deed): void {
  if (what === "convert") {
    if (!isFederated(sim)) convertInWorld(sim);
    return;
  }
  subjectOf(sim).endpoint.description += " edited";
  changedInWorld(sim);
}

const isFederated = (sim: WorldSimulator): boolean =>
  subjectOf(sim).endpoint.authorization.scheme !== "ServicePrincipal";

/** Makes a fault that waits for the first save one that the simulator can judge. */
const armed = (sim: WorldSimulator, { match, effect }: Fault): Fault => {
  if (match.body !== "after-put") return { match, effect };
  const { body: _, ...rest } = match;
  return {
    match: { ...rest, when: () => sim.traffic.requests.some(({ method }) => method === "PUT") },
    effect,
  };
};

/** Plays a story in a world of its own, then lets a person come who settles what is left. Returns what went wrong. */
export async function play({
  automatic,
  tabs,
  faults,
  deeds,
  noted,
  order,
}: Story): Promise<readonly string[]> {
  const sim = createWorldSimulator({ scenario: automatic ? "expired-automatic" : "two-admins" });
  if (noted) subjectOf(sim).endpoint.description += " [secret unknown expires 2027-05-23]";
  const before = standing(sim);
  const ledger = ledgerOf(sim);
  const alone = tabs.length === 1 && deeds.length === 0;
  const problems: string[] = [];
  // In automatic mode the secret is Azure DevOps' own, and nobody could prove it beforehand.
  const saves = automatic ? () => [] : unprovedSaves(sim);
  const most = tabs.length * 4;
  let calls = 0;
  const watch = (): void => {
    calls += 1;
    ledger.look();
    deeds.filter(({ after }) => after === calls).forEach((deed) => perform(sim, deed));
    problems.push(...before.problems(sim, most), ...(isFederated(sim) ? [] : saves()));
  };
  const said: { readonly ended: Renewal; readonly only: boolean }[] = [];
  const told = (ended: Renewal, only = false): void => {
    said.push({ ended, only });
    problems.push(...untrue(sim, ledger, ended, { alone, only }));
  };
  /** What was said is held against the world again once whatever was on its way has arrived. */
  const arrivedAll = async (othersActed: boolean): Promise<void> => {
    // A foreign lock has to expire before somebody else may take over (I9).
    sim.clock.advance(20 * minutes);
    await theConnection(openTab(sim));
    for (const { ended, only } of said)
      problems.push(
        ...untrue(sim, ledger, ended, { alone: alone && !othersActed, only: only && !othersActed }),
      );
  };
  const turns = new Turns();
  const users = sim.world.users.map((user) => user.id);
  const runs = await Promise.all(
    tabs.map(async ({ guided, diesAt, phase, losesReplies, machine: ailing_ }, index) => {
      const { machine, beforeCall } = ailing(sim, ailing_, () => turns.take());
      const userId = users[index % users.length];
      // The plan was made before anything ails.
      const plan = await planOf(openTab(sim, userId), automatic ? "automatic" : guided ? "guided" : "graph");
      const tab = openTab(sim, userId, machine);
      const dying = mortal(tab.ports, {
        diesAt: (_, __, call) => (call === diesAt ? phase : null),
        losesReply: (call) => losesReplies.includes(call),
        turn: async () => {
          await turns.take();
          await beforeCall();
        },
        watch,
      });
      return () =>
        Promise.race([
          runRenewal(dying.ports, plan, tab.person).then((ended) => told(ended, alone)),
          dying.died,
        ]);
    }),
  );
  faults.forEach((one) => sim.faults.add(armed(sim, one)));
  let turn = 0;
  await turns.drive(
    Promise.all(runs.map((run) => run())),
    (count) => (order[turn++ % order.length] ?? 0) % Math.max(1, count),
  );

  sim.faults.clear();
  await arrivedAll(false);
  const look = (): void => {
    ledger.look();
    problems.push(...before.problems(sim, most), ...(isFederated(sim) ? [] : saves()));
  };
  const rest = await settle(openTab(sim), look, told);
  problems.push(...rest.problems, ...before.problems(sim, most));
  await arrivedAll(true);
  // What a request that was sent twice left, or nothing could prove unused, keeps its marker and can be retired later.
  if (orphans(sim).length > 0 && !isFederated(sim) && !automatic)
    problems.push(
      ...(await unshown(openTab(sim))),
      ...(await neverOffered(openTab(sim))),
      ...before.problems(sim, 8),
    );
  return [...new Set(problems)];
}

/** Half of the schedules, so that two workers share them: all of them with PROPERTY_RUNS, 10,000 by default. */
export const schedulesEach = Math.ceil(Number(process.env["PROPERTY_RUNS"] ?? 10_000) / 2);

/** Plays so many random schedules and prints their number and seed. */
export async function playMany(runs: number, seed: number): Promise<void> {
  let played = 0;
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      played += 1;
      expect(await play(told)).toEqual([]);
    }),
    { numRuns: runs, seed },
  );
  console.log(`# random schedules: ${String(played)}, seed ${String(seed)}`);
}
