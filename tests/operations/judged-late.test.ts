import { success } from "../../src/domain/failure";
import { findInterrupted, resumeRenewal } from "../../src/operations/resume-renewals";
import { runRenewal } from "../../src/operations/run-renewal";
import type { Ports } from "../../src/ports/ports";
import { createWorldSimulator } from "../../simulator/simulator";
import { dyingAt, mortal } from "../support/crashing-ports";
import { openTab, planOf } from "../support/simulated-tab";

test("a resumed automatic renewal waits for Azure DevOps to end before it judges the effect (A59, Q20)", async () => {
  const sim = createWorldSimulator({ scenario: "expired-automatic" });
  const first = openTab(sim);
  const point = { call: "connections.save", nth: 1, phase: "after the call, before the reply" } as const;
  const dying = mortal(
    first.ports,
    dyingAt(point, () => undefined),
  );
  await Promise.race([runRenewal(dying.ports, await planOf(first, "automatic"), first.person), dying.died]);

  const tab = openTab(sim);
  const until = sim.clock.now() + 240_000;
  const ports: Ports = {
    ...tab.ports,
    connections: {
      ...tab.ports.connections,
      read: async (ref) => {
        const read = await tab.ports.connections.read(ref);
        return read.ok && sim.clock.now() < until ? success({ ...read.value, state: "in-progress" }) : read;
      },
    },
  };
  const found = await findInterrupted(ports, tab.project.id, new Set());
  const interrupted = found.ok ? found.value[0] : undefined;
  if (interrupted?.kind !== "readable") throw new Error("the interrupted renewal was not found");
  const ended = await resumeRenewal(ports, interrupted, tab.person);

  expect(sim.clock.now()).toBeGreaterThanOrEqual(until);
  expect(ended).toMatchObject({ stage: "renewed", confidence: "confirmed" });
});
