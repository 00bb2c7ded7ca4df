import { loadInventory, type Inventory } from "../../src/operations/load-inventory";
import type { HubScope } from "../../src/ports/host";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { openTab } from "../support/simulated-tab";

const never = new AbortController().signal;

async function opened(
  scenario: string,
  kind: HubScope["kind"],
): Promise<{ readonly sim: WorldSimulator; readonly inventory: Inventory }> {
  const sim = createWorldSimulator({ scenario });
  const { ports, project } = openTab(sim);
  const scope: HubScope = kind === "project" ? { kind, project } : { kind };
  sim.traffic.clear();
  const inventory = await loadInventory(ports, scope, () => undefined, never);
  return { sim, inventory };
}

function requestsOf(sim: WorldSimulator): { readonly [name: string]: number } {
  const { requests } = sim.traffic;
  const count = (test: (path: string, method: string) => boolean): number =>
    requests.filter(({ path, method, service }) => service === "ado" && test(path, method)).length;
  return {
    lists: count((path) => /serviceendpoint\/endpoints$/i.test(path)),
    projects: count((path) => /_apis\/projects$/i.test(path)),
    types: count((path) => /serviceendpoint\/types$/i.test(path)),
    graph: requests.filter(({ service }) => service === "graph").length,
  };
}

/** 15 app ids in a filter, 20 filters in a batch (G33-G39). */
const appsInABatch = 300;

const batchesFor = ({ rows }: Inventory): number => {
  const apps = new Set(rows.flatMap(({ connection }) => connection.appId?.toLowerCase() ?? []));
  return Math.ceil(apps.size / appsInABatch);
};

describe("requests to show the page", () => {
  test("40 connections of a project take one list", async () => {
    const { sim, inventory } = await opened("mixed-40", "project");

    expect(inventory.rows.length).toBeGreaterThanOrEqual(38);
    expect(requestsOf(sim)).toMatchObject({ lists: 1, projects: 0, types: 0 });
    expect(requestsOf(sim).graph).toBeLessThanOrEqual(4);
  });

  test("the connections of an organization take one list per project, six at a time", async () => {
    const { sim, inventory } = await opened("org-150", "organization");

    // Eight of the projects are hidden from this user.
    expect(inventory.projects).toHaveLength(142);
    expect(inventory.rows.length).toBeGreaterThanOrEqual(1_420);
    expect(new Set(inventory.rows.map(({ connection }) => connection.id)).size).toBe(inventory.rows.length);
    expect(requestsOf(sim)).toMatchObject({ lists: 142, types: 0 });
    expect(requestsOf(sim).projects).toBeLessThanOrEqual(2);
    expect(requestsOf(sim).graph).toBe(batchesFor(inventory));
  });

  test("10,000 connections of a project take one list and at most 34 batches of Graph", async () => {
    const { sim, inventory } = await opened("project-10000", "project");

    expect(inventory.rows).toHaveLength(10_000);
    expect(requestsOf(sim)).toMatchObject({ lists: 1, projects: 0, types: 0 });
    expect(requestsOf(sim).graph).toBe(34);
    expect(inventory.rows.filter(({ app }) => app.state === "found")).toHaveLength(10_000);
  });
});
