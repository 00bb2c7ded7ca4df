import type { Row } from "../../src/domain/inventory";
import type { ServiceConnection } from "../../src/domain/service-connection";
import { loadInventory } from "../../src/operations/load-inventory";
import {
  verifyCounts,
  verifyBulk,
  verifyRemainingMs,
  type VerifyRun,
} from "../../src/operations/verify-bulk";
import { createWorldSimulator } from "../../simulator/simulator";
import { openTab, type Tab } from "../support/simulated-tab";

const never = new AbortController().signal;

async function rowsOf(tab: Tab): Promise<readonly Row[]> {
  const { ports } = tab;
  return (await loadInventory(ports, ports.host.scope, () => undefined, never)).rows;
}

const connectionsOf = (rows: readonly Row[]): readonly ServiceConnection[] =>
  rows.map((row) => row.connection);

type Followed = { readonly runs: VerifyRun[]; readonly results: string[] };

async function verified(
  tab: Tab,
  connections: readonly ServiceConnection[],
  stop: AbortSignal = never,
  onResult: () => void = () => undefined,
): Promise<{ readonly run: VerifyRun } & Followed> {
  const runs: VerifyRun[] = [];
  const results: string[] = [];
  const run = await verifyBulk(tab.ports, connections, {
    report: (seen) => runs.push(seen),
    result: (connection) => {
      results.push(connection.name);
      onResult();
    },
    stop,
  });
  return { run, runs, results };
}

describe("verifying many", () => {
  test("tests a mixed project, keeps every result and tells apart what has no test", async () => {
    const tab = openTab(createWorldSimulator({ scenario: "mixed-40" }));
    const rows = await rowsOf(tab);

    const { run, results } = await verified(tab, connectionsOf(rows));

    const counts = verifyCounts(run);
    const { total, ...parts } = counts;
    expect(total).toBe(rows.length);
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total);
    expect(counts).toMatchObject({ running: 0, waiting: 0 });
    expect(counts.verified).toBeGreaterThan(0);
    expect(counts.failed).toBeGreaterThan(0);
    const notTested = run.entries.filter((entry) => entry.notTested !== null);
    const reasons = Object.fromEntries(notTested.map((one) => [one.connection.name, one.notTested]));
    expect(reasons).toMatchObject({ "missing-data-and-type": "not-visible" });
    expect(Object.values(reasons)).toContain("no-test");
    expect(results).toHaveLength(total - notTested.length);
    const kept = await rowsOf(tab);
    expect(kept.filter((row) => row.record?.verification != null)).toHaveLength(results.length);
  });

  test("runs at most four tests at a time and estimates the rest", async () => {
    const tab = openTab(createWorldSimulator({ scenario: "bulk-25" }));

    const { runs } = await verified(tab, connectionsOf(await rowsOf(tab)));

    expect(Math.max(...runs.map((run) => verifyCounts(run).running))).toBe(4);
    expect(runs.map(verifyRemainingMs)[0]).toBeNull();
    expect(runs.map(verifyRemainingMs).pop()).toBe(0);
    expect(runs[runs.length - 1]?.atRest).toBe(true);
  });

  test("lets the current ones end after a stop and starts no other", async () => {
    const tab = openTab(createWorldSimulator({ scenario: "bulk-25" }));
    const stop = new AbortController();

    const { run, results } = await verified(tab, connectionsOf(await rowsOf(tab)), stop.signal, () =>
      stop.abort(),
    );

    expect(run.stopped).toBe("person");
    expect(results.length).toBeLessThanOrEqual(4);
    expect(verifyCounts(run)).toMatchObject({ running: 0, waiting: 25 - results.length });
  });

  test("ends by itself when the session is over, since every further test would meet the same", async () => {
    const sim = createWorldSimulator({ scenario: "bulk-25" });
    const tab = openTab(sim);
    const connections = connectionsOf(await rowsOf(tab));
    sim.faults.add({ match: { path: "endpointproxy" }, effect: { kind: "html-sign-in" } });

    const { run } = await verified(tab, connections);

    expect(run.stopped).toEqual({ code: "sign-in-required", system: "azure-devops" });
    expect(verifyCounts(run).noVerdict).toBeLessThanOrEqual(4);
    expect(verifyCounts(run).waiting).toBeGreaterThanOrEqual(21);
  });

  test("tests a shared connection once", async () => {
    const sim = createWorldSimulator({ scenario: "bulk-25" });
    const tab = openTab(sim);
    const [first] = connectionsOf(await rowsOf(tab));
    if (first === undefined) throw new Error("no connections");
    sim.traffic.clear();

    await verified(tab, [first, { ...first, project: { id: "p2", name: "Tailspin Toys" } }]);

    expect(sim.traffic.requests.filter(({ path }) => path.includes("endpointproxy"))).toHaveLength(1);
  });
});
