import "./browser-globals";

import { connectToAzureDevOps } from "../../../src/adapters/azure-devops/connect";
import { createServiceConnections } from "../../../src/adapters/azure-devops/service-connections";
import { success } from "../../../src/domain/failure";
import { instant } from "../../../src/domain/instant";
import type { Clock } from "../../../src/ports/clock";
import { createWorldSimulator, type WorldSimulator } from "../../../simulator/simulator";

/** A clock on the simulator's: sleeping lets its time pass. */
export const clockOf = (simulator: WorldSimulator): Clock => ({
  now: () => instant(simulator.clock.now()),
  steady: () => simulator.clock.now(),
  sleep: (milliseconds) => {
    simulator.clock.advance(milliseconds);
    return Promise.resolve();
  },
  newId: () => "00000000-0000-4000-8000-000000000001",
  random: () => 0.5,
});

/** The service connections port over a simulated organization. */
export function simulatedDevOps(scenario = "mixed-40") {
  const simulator = createWorldSimulator({ scenario });
  const root = `https://dev.azure.com/${simulator.world.organization.name}/`;
  const devOps = connectToAzureDevOps({
    fetch: simulator.fetch,
    clock: clockOf(simulator),
    accessToken: () => Promise.resolve(success(simulator.accessToken())),
    roots: () => [root],
    rootOf: () => Promise.resolve(root),
  });
  const first = simulator.world.projects[0];
  if (first === undefined) throw new Error("the scenario has no project");
  const project = { id: first.id, name: first.name };
  return { simulator, devOps, port: createServiceConnections(devOps), project };
}
