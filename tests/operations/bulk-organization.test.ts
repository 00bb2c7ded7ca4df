import { makePlan, plannedEnd, planRenewal } from "../../src/domain/renewal/plan";
import type { Row } from "../../src/domain/inventory";
import { loadInventory, retryProjects, type Inventory } from "../../src/operations/load-inventory";
import { findInterrupted } from "../../src/operations/resume-renewals";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { somePlanFacts } from "../support/builders";
import { openTab, type Tab } from "../support/simulated-tab";

const never = new AbortController().signal;
const organization = { kind: "organization" } as const;

const listsIn = (sim: WorldSimulator): number =>
  sim.traffic.requests.filter(({ path }) => /serviceendpoint\/endpoints$/i.test(path)).length;

const countOf = ({ projects }: Inventory, state: string): number =>
  projects.filter((one) => one.state === state).length;

function opened(): { readonly sim: WorldSimulator; readonly tab: Tab } {
  const sim = createWorldSimulator({ scenario: "org-150" });
  const tab = openTab(sim);
  sim.traffic.clear();
  return { sim, tab };
}

describe("the organization's list", () => {
  test("keeps what was read when the person stops, with its records and app registrations", async () => {
    const { sim, tab } = opened();
    const stop = new AbortController();
    const { connections } = tab.ports;
    let asked = 0;
    const list: typeof connections.list = (project, signal) => {
      asked += 1;
      if (asked > 12) stop.abort();
      return connections.list(project, signal);
    };
    const ports = { ...tab.ports, connections: { ...connections, list } };

    const inventory = await loadInventory(ports, organization, () => undefined, never, stop.signal);

    const read = countOf(inventory, "loaded");
    expect(read).toBeGreaterThanOrEqual(1);
    expect(read).toBeLessThanOrEqual(13);
    expect(countOf(inventory, "failed")).toBe(142 - read);
    expect(inventory.projects.filter((one) => one.state === "failed")[0]?.failure?.code).toBe("cancelled");
    expect(inventory.rows.length).toBeGreaterThanOrEqual(read * 10);
    expect(inventory.records.state).toBe("loaded");
    expect(inventory.rows.every(({ app }) => app.state === "found")).toBe(true);
    expect(listsIn(sim)).toBeLessThanOrEqual(13);
  });

  test("lists a project that failed beside the others, and reads it alone when asked again", async () => {
    const { sim, tab } = opened();
    const broken = sim.world.projects[3];
    if (broken === undefined) throw new Error("no project");
    sim.faults.add({ match: { path: broken.id }, effect: { kind: "status", status: 403 } });
    const inventory = await loadInventory(tab.ports, organization, () => undefined, never);
    sim.faults.clear();
    sim.traffic.clear();

    const again = await retryProjects(tab.ports, inventory, new Set([broken.id]), () => undefined, never);

    expect(inventory.projects.filter((one) => one.state === "failed")).toMatchObject([
      { project: { name: "Project 004" }, failure: { code: "not-permitted" } },
    ]);
    expect(countOf(again, "loaded")).toBe(142);
    expect(again.rows.length).toBe(inventory.rows.length + 10);
    expect(listsIn(sim)).toBe(1);
    expect(sim.traffic.requests.filter(({ service }) => service === "graph")).toHaveLength(1);
    expect(again.rows.every(({ app }) => app.state === "found")).toBe(true);
  });

  test("counts a shared connection once", async () => {
    const { sim, tab } = opened();
    const shared = sim.world.endpoints.filter(({ references }) => references.length > 1);

    const { rows } = await loadInventory(tab.ports, organization, () => undefined, never);

    expect(shared.length).toBeGreaterThan(5);
    const counted = shared.map(({ id }) => rows.filter(({ connection }) => connection.id === id).length);
    expect(Math.max(...counted)).toBe(1);
  });

  test("finds interrupted renewals of all projects with one read of the journal", async () => {
    const { tab } = opened();
    const { rows, projects, settings } = await loadInventory(tab.ports, organization, () => undefined, never);
    const { ports } = tab;
    const begun = async ({ connection }: Row): Promise<string> => {
      const plan = planRenewal(somePlanFacts({ connection }));
      const offer = plan.kind === "offers" ? plan.offers[0] : undefined;
      if (offer === undefined) throw new Error("nothing offered");
      const now = ports.clock.now();
      const runId = ports.clock.newId();
      const until = plannedEnd(now, 180);
      const actor = ports.host.user;
      const details = { connection, until, settings, runId, now, actor };
      const entry = await ports.journal.open({ plan: makePlan(offer, details), stage: "preparing" }, now);
      expect(entry.ok).toBe(true);
      return connection.name;
    };
    const inDifferentProjects = [rows[0], rows[200], rows[900]].flatMap((row) => row ?? []);
    const names: string[] = [];
    for (const row of inDifferentProjects) names.push(await begun(row));
    const visible = new Set(projects.map(({ project }) => project.id));
    const hidden = inDifferentProjects[2]?.connection.project.id ?? "";

    const all = await findInterrupted(ports, visible, new Set());
    const without = await findInterrupted(
      ports,
      new Set([...visible].filter((id) => id !== hidden)),
      new Set(),
    );

    const namesIn = (found: typeof all): readonly string[] =>
      found.ok ? found.value.flatMap((one) => (one.kind === "readable" ? [one.connectionName] : [])) : [];
    expect([...namesIn(all)].sort()).toEqual([...names].sort());
    expect(namesIn(without)).toHaveLength(2);
  });
});
