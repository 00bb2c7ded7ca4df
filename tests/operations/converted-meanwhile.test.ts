import { findInterrupted } from "../../src/operations/resume-renewals";
import { runRenewal } from "../../src/operations/run-renewal";
import { createWorldSimulator } from "../../simulator/simulator";
import { dyingAt, mortal } from "../support/crashing-ports";
import { convertInWorld } from "../support/conversions";
import { openTab, planOf } from "../support/simulated-tab";

test("a connection that somebody converts after the save is not called renewed because its test passes", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const plan = await planOf(tab, "graph");
  const watched = mortal(
    tab.ports,
    dyingAt(null, (call) => {
      if (call === "connections.save") convertInWorld(sim);
    }),
  );

  const ended = await runRenewal(watched.ports, plan, tab.person);

  expect(ended).toMatchObject({
    stage: "stopped",
    failure: { code: "converted-meanwhile" },
    connection: "saved",
  });
});

test("an interrupted automatic renewal of a connection converted since is nothing to resume", async () => {
  const sim = createWorldSimulator({ scenario: "expired-automatic" });
  const tab = openTab(sim);
  const point = { call: "connections.save", nth: 1, phase: "before the call" } as const;
  const dying = mortal(
    tab.ports,
    dyingAt(point, () => undefined),
  );
  const plan = await planOf(tab, "automatic");
  await Promise.race([runRenewal(dying.ports, plan, tab.person), dying.died]);
  convertInWorld(sim);
  sim.clock.advance(20 * 60_000);

  const found = await findInterrupted(tab.ports, tab.project.id, new Set());

  expect(found.ok && found.value).toMatchObject([{ finding: { code: "not-ours" }, mayResume: false }]);
});
