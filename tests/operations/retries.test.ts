import { runRenewal } from "../../src/operations/run-renewal";
import { createWorldSimulator } from "../../simulator/simulator";
import { openTab, planOf } from "../support/simulated-tab";

/** Every read of the connection fails from now on, at once or for want of an answer. */
async function withoutReads() {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  await tab.ports.credentials.connect("write", {
    tenantId: sim.world.tenants[0]?.id ?? "",
    interactive: true,
  });
  const plan = await planOf(tab, "graph");
  const id = sim.world.endpoints[0]?.id ?? "";
  const read = { service: "ado" as const, method: "GET", path: new RegExp(`endpoints/${id}`) };
  sim.faults.add({ match: read, effect: { kind: "drop-before" } });
  const isRead = ({ method, path }: { method: string; path: string }): boolean =>
    method === "GET" && path.includes(`/endpoints/${id}`);
  const before = sim.traffic.requests.filter(isRead).length;
  const began = sim.clock.now();
  const ended = await runRenewal(tab.ports, plan, tab.person);
  return {
    ended,
    sent: sim.traffic.requests.filter(isRead).length - before,
    tookMs: sim.clock.now() - began,
  };
}

test("a read that keeps failing is sent four times, however many layers would repeat it", async () => {
  const { ended, sent, tookMs } = await withoutReads();

  expect(ended).toMatchObject({
    stage: "stopped",
    during: "preparing",
    failure: { code: "network", tried: 4 },
    connection: "not-saved",
  });
  expect(sent).toBe(4);
  expect(tookMs).toBeLessThan(10_000);
});
