import { findInterrupted, resumeRenewal } from "../../src/operations/resume-renewals";
import { runRenewal } from "../../src/operations/run-renewal";
import { stillTrueText } from "../../src/words/renewal-truth";
import { failed } from "../../src/domain/failure";
import type { Plan } from "../../src/domain/renewal/renewal";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";
import { changedInWorld } from "../support/conversions";
import { dyingAt, mortal, type CrashPoint } from "../support/crashing-ports";
import { openTab, planOf, subjectOf, type Tab } from "../support/simulated-tab";

/** A renewal dies at its save. */
async function diesAtSave(
  sim: WorldSimulator,
  mode: "automatic" | "graph",
  phase: CrashPoint["phase"],
): Promise<Plan> {
  const tab = openTab(sim);
  const plan = await planOf(tab, mode);
  const dying = mortal(
    tab.ports,
    dyingAt({ call: "connections.save", nth: 1, phase }, () => undefined),
  );
  await Promise.race([runRenewal(dying.ports, plan, tab.person), dying.died]);
  return plan;
}

/** What another visit finds of it. */
async function foundBy(tab: Tab) {
  const found = await findInterrupted(tab.ports, tab.project.id, new Set());
  const [first] = found.ok ? found.value : [];
  if (first?.kind !== "readable") throw new Error("nothing was found");
  return first;
}

/** An automatic renewal dies before its save leaves, and somebody else edits the connection. */
async function interruptedAndEdited() {
  const sim = createWorldSimulator({ scenario: "expired-automatic" });
  await diesAtSave(sim, "automatic", "before the call");
  subjectOf(sim).endpoint.description += " edited";
  changedInWorld(sim);
  return sim;
}

test("an interrupted automatic renewal that somebody edited meanwhile ends with one Resume", async () => {
  const sim = await interruptedAndEdited();
  const later = openTab(sim);
  const first = await foundBy(later);
  expect([first.finding.code, first.mayResume, first.mayCleanUp]).toEqual(["save-uncertain", true, true]);

  const ended = await resumeRenewal(later.ports, first, later.person);

  expect(ended).toMatchObject({ stage: "stopped", during: "verifying", connection: "unknown" });
  expect(await findInterrupted(later.ports, later.project.id, new Set())).toEqual({ ok: true, value: [] });
});

test("an automatic connection saved by anybody but a person is left failed, and said to be (E16)", async () => {
  const sim = createWorldSimulator({ scenario: "expired-automatic" });
  const person = openTab(sim);
  const plan = await planOf(person, "automatic");
  const held = structuredClone(subjectOf(sim).endpoint.secrets);
  const user = sim.world.users.find(({ id }) => id === sim.world.currentUserId);
  if (user === undefined) throw new Error("nobody is there");
  user.kind = "service-principal";

  const ended = await runRenewal(openTab(sim).ports, plan, person.person);

  expect(ended).toMatchObject({
    stage: "stopped",
    failure: { code: "azure-devops-failed-to-save" },
    connection: "saved",
  });
  expect(subjectOf(sim).endpoint.operationStatus?.statusMessage).toMatch(/^TF14045: /);
  expect(subjectOf(sim).endpoint.secrets).toEqual(held);
});

test("a Resume that can't read a saved connection never says that the renewal didn't change it", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const plan = await diesAtSave(sim, "graph", "after the call, before the reply");
  const later = openTab(sim);
  const first = await foundBy(later);
  expect(first.finding.code).toBe("saved-not-verified");

  const connections = {
    ...later.ports.connections,
    read: () => Promise.resolve(failed({ code: "network", system: "azure-devops" })),
  };
  const ended = await resumeRenewal({ ...later.ports, connections }, first, later.person);

  if (ended.stage !== "stopped") throw new Error(`the renewal ends ${ended.stage}`);
  expect(
    stillTrueText({ ...ended, mode: plan.mode }, { culture: "en-GB", zone: () => 0, timeZone: "UTC" }),
  ).toBe(
    "It isn't known whether the connection was saved. This renewal removed no credential that it may hold.",
  );
});
