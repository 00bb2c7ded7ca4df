import { findInterrupted, resumeRenewal } from "../../src/operations/resume-renewals";
import { runRenewal } from "../../src/operations/run-renewal";
import type { Plan } from "../../src/domain/renewal/renewal";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { openTab, planOf, subjectOf, type Tab } from "../support/simulated-tab";

/** What must not move while nobody agreed to anything. */
const stateOf = (sim: WorldSimulator) => {
  const { endpoint, application } = subjectOf(sim);
  return {
    parameters: { ...endpoint.authorization.parameters },
    data: { ...endpoint.data },
    secrets: { ...endpoint.secrets },
    description: endpoint.description,
    credentials: application.passwordCredentials.map(({ keyId, removedAt }) => [keyId, removedAt]),
  };
};

/** Resumes what a member wrote into the journal, as the page offers it. */
async function resumeForged(tab: Tab, plan: Plan) {
  const opened = await tab.ports.journal.open({ plan, stage: "preparing" }, tab.ports.clock.now());
  expect(opened.ok).toBe(true);
  const found = await findInterrupted(tab.ports, tab.project.id, new Set());
  const [one] = found.ok ? found.value : [];
  if (one?.kind !== "readable") throw new Error("the forged renewal was not found");
  return resumeRenewal(tab.ports, one, tab.person);
}

test.each<[string, Partial<Plan>, readonly string[]]>([
  ["writes the secret where readers see it", { inputNames: ["subscriptionName"] }, ["other-inputs"]],
  ["asks for 98 years", { until: Date.UTC(2125, 0, 1) as Plan["until"] }, ["longer-lifetime"]],
  ["passes the lock", { subject: "somewhere.else" }, ["made-up"]],
  [
    "takes over in one way",
    { mode: "guided", marker: null, takeOver: true },
    ["other-kind", "take-over-not-agreed"],
  ],
])("a forged plan that %s does nothing but say so", async (_, over, differences) => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const plan = { ...(await planOf(tab, "graph")), ...over };
  const before = stateOf(sim);

  const ended = await resumeForged(tab, plan);

  expect(ended).toMatchObject({ stage: "stopped", failure: { code: "plan-changed", differences } });
  expect(stateOf(sim)).toEqual(before);
});

test("a plan made before somebody converted the connection does not run", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const plan = await planOf(tab, "graph");
  const { endpoint } = subjectOf(sim);
  endpoint.authorization.scheme = "WorkloadIdentityFederation";
  const before = stateOf(sim);

  const ended = await runRenewal(tab.ports, plan, tab.person);

  expect(ended).toMatchObject({
    stage: "stopped",
    failure: { code: "plan-changed", differences: ["no-renewal-offered"] },
    connection: "not-saved",
  });
  expect(stateOf(sim)).toEqual(before);
});
