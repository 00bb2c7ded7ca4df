import { cleanUpRenewal, findInterrupted } from "../../src/operations/resume-renewals";
import { runRenewal } from "../../src/operations/run-renewal";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { mortal } from "../support/crashing-ports";
import { orphans, works } from "../support/invariants";
import { openTab, planOf, type Tab } from "../support/simulated-tab";

const minutes = 60_000;

/** What another page does that finds the run: cleans up as soon as that is offered. */
async function cleansUp(tab: Tab): Promise<boolean> {
  const found = await findInterrupted(tab.ports, tab.project.id, new Set());
  const one = found.ok ? found.value[0] : undefined;
  if (one?.kind !== "readable" || !one.mayCleanUp) return false;
  const cleaned = await cleanUpRenewal(tab.ports, one);
  return cleaned.ok;
}

const putsOf = (sim: WorldSimulator): number =>
  sim.traffic.requests.filter(({ method }) => method === "PUT").length;

test.each([
  ["3 minutes, and the same person cleans up in another browser", 3, 0],
  ["16 minutes, and another administrator cleans up", 16, 1],
])("a machine that sleeps %s sends no save when it wakes (V8)", async (_, asleep, otherUser) => {
  const sim = createWorldSimulator({ scenario: "two-admins" });
  const mine = openTab(sim);
  const other = openTab(sim, otherUser === 0 ? sim.world.currentUserId : sim.world.users[1]?.id);
  let cleaned = false;
  let slept = false;
  // The machine sleeps when record and lock are confirmed, right before the PUT would leave.
  const save: typeof mine.ports.connections.save = async (request) => {
    if (!slept) {
      slept = true;
      await findInterrupted(other.ports, other.project.id, new Set());
      sim.clock.advance(asleep * minutes);
      cleaned = await cleansUp(other);
    }
    return mine.ports.connections.save(request);
  };
  const ports = { ...mine.ports, connections: { ...mine.ports.connections, save } };

  const ended = await runRenewal(ports, await planOf(mine, "graph"), mine.person);

  expect(cleaned).toBe(true);
  expect(ended).toMatchObject({ stage: "stopped", failure: { code: "taken-over" }, connection: "not-saved" });
  expect(putsOf(sim)).toBe(0);
  expect(works(sim)).toBe(true);
  expect(orphans(sim)).toEqual([]);
});

/** Whose clock is wrong, and by how many minutes: one that looks ahead of the run, or a run behind, would see it ended. */
const wrongClocks = [
  ["whoever looks", 120],
  ["whoever looks", -120],
  ["whoever renews", 120],
  ["whoever renews", -120],
] as const;

/** The tab that renews, and another person's that looks on. */
function twoTabs(sim: WorldSimulator, [whose, skew]: readonly [string, number]) {
  const wrong = { skewMs: skew * minutes, stoodStillMs: () => 0, fetch: sim.fetch };
  const [me, other] = [sim.world.currentUserId, sim.world.users[1]?.id];
  return whose === "whoever renews"
    ? { mine: openTab(sim, me, wrong), other: openTab(sim, other) }
    : { mine: openTab(sim, me), other: openTab(sim, other, wrong) };
}

test.each(wrongClocks)(
  "where the clock of %s is %i minutes away no live run looks interrupted while its save takes a minute (V9)",
  async (...wrong) => {
    const sim = createWorldSimulator({ scenario: "two-admins" });
    const { mine, other } = twoTabs(sim, wrong);
    const offered: boolean[] = [];
    const saver = mortal(mine.ports, {
      watch: () => undefined,
      turn: async () => {
        const saving = JSON.stringify(sim.world.extensionData).includes('"stage":"saving"');
        if (saving) offered.push(await cleansUp(other));
      },
    });
    sim.faults.add({ match: { method: "PUT", times: 1 }, effect: { kind: "lands-late", afterMs: 60_000 } });

    const ended = await runRenewal(saver.ports, await planOf(mine, "graph"), mine.person);

    expect(ended.stage).toBe("renewed");
    expect(offered).not.toContain(true);
    expect(offered.length).toBeGreaterThan(3);
    expect(works(sim)).toBe(true);
  },
);

test.each(wrongClocks)(
  "where the clock of %s is %i minutes away one renewal of an app registration runs at a time (V9)",
  async (...wrong) => {
    const sim = createWorldSimulator({ scenario: "two-admins" });
    const { mine, other } = twoTabs(sim, wrong);
    const plan = await planOf(other, "graph");
    const ends: unknown[] = [];
    const runs = mortal(mine.ports, {
      turn: async () => {
        const proving = JSON.stringify(sim.world.extensionData).includes('"stage":"proving"');
        if (!proving || ends.length > 0) return;
        ends.push(null);
        ends[0] = await runRenewal(other.ports, plan, other.person);
      },
    });

    const ended = await runRenewal(runs.ports, await planOf(mine, "graph"), mine.person);

    expect(ended.stage).toBe("renewed");
    expect(ends).toMatchObject([{ stage: "stopped", during: "preparing" }]);
    expect(JSON.stringify(ends)).toMatch(/"code":"(locked|document-conflict)"/);
    expect(orphans(sim)).toEqual([]);
  },
);

test.each(wrongClocks)(
  "where the clock of %s is %i minutes away an abandoned run is over a quarter of an hour after it is seen (V9)",
  async (...wrong) => {
    const sim = createWorldSimulator({ scenario: "two-admins" });
    const { mine, other } = twoTabs(sim, wrong);
    const dying = mortal(mine.ports, {
      diesAt: (name, nth) => (name === "connections.save" && nth === 1 ? "before the call" : null),
    });
    const plan = await planOf(mine, "graph");
    await Promise.race([runRenewal(dying.ports, plan, mine.person), dying.died]);

    expect(await cleansUp(other)).toBe(false);
    sim.clock.advance(16 * minutes);
    expect(await cleansUp(other)).toBe(true);
    expect(orphans(sim)).toEqual([]);
  },
);
