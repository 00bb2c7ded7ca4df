import type { SimulatedRequest } from "../../../simulator/core/http";
import { watcherConnectionId } from "../../../simulator/scenarios/unattended";
import type { ServedJob, WorldSimulator } from "../../../simulator/simulator";
import { orphans, works } from "../../support/invariants";
import { runAsAgent } from "./stand-in-agent";
import { stageOf } from "./staged-calls";

/** A step of a renewal by the call that makes it. */
type Step = {
  readonly name: string;
  readonly is: (request: SimulatedRequest, stage: string | null) => boolean;
};

const steps: readonly Step[] = [
  { name: "the lock", is: ({ method, path }) => method === "POST" && /Collections\/locks/.test(path) },
  { name: "the record", is: ({ method, path }) => method === "POST" && /Collections\/journal/.test(path) },
  { name: "the new secret", is: ({ path }) => /addPassword/.test(path) },
  { name: "the first proof", is: ({ path }, stage) => /endpointproxy/.test(path) && stage === "proving" },
  { name: "the save", is: ({ method, path }) => method === "PUT" && /serviceendpoint/.test(path) },
  { name: "the verification", is: ({ path }, stage) => /endpointproxy/.test(path) && stage === "verifying" },
];
const phases = ["before", "after the effect of"] as const;
export type Cell = { readonly step: Step; readonly phase: (typeof phases)[number] };
export const cells: readonly Cell[] = steps.flatMap((step) => phases.map((phase) => ({ step, phase })));

/** Inputs of a run that renews one connection. */
export const renewing = (sim: WorldSimulator): Record<string, string> => ({
  azureSubscription: watcherConnectionId,
  failOn: "never",
  renew: "due",
  renewOnly: sim.world.endpoints.find(({ name }) => name === "shop-production")?.id ?? "",
});

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

/** Runs the packed task and kills its process at the step. */
export async function killedAt(sim: WorldSimulator, job: ServedJob, { step, phase }: Cell) {
  sim.faults.add({
    match: { when: (request) => step.is(request, stageOf(sim)), times: 1 },
    effect: { kind: "hold", until: phase === "before" ? "effect" : "reply" },
  });
  const state = { over: false };
  const killWhen = (async () => {
    while (sim.barrier.list().length === 0 && !state.over) await breath();
  })();
  const run = await runAsAgent(job, renewing(sim), { killWhen, onWait: (ms) => sim.clock.advance(ms) });
  state.over = true;
  await killWhen;
  sim.faults.clear();
  sim.barrier.breakOff();
  return run;
}

/** What must not be left when everything has come to rest. */
export const left = (sim: WorldSimulator): readonly string[] => [
  ...(works(sim) ? [] : ["the connection does not work"]),
  ...(orphans(sim).length > 0 ? ["a marked secret is left"] : []),
  ...(Object.keys(sim.world.extensionData["Default"]?.["journal"] ?? {}).length > 0
    ? ["a record is left"]
    : []),
];
