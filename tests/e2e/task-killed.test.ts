import { serveSystems } from "../../simulator/simulator";
import { standing } from "../support/invariants";
import { cells, killedAt, left, renewing, type Cell } from "./support/killed-task";
import { runAsAgent } from "./support/stand-in-agent";

async function resumedByNextRun(cell: Cell): Promise<readonly string[]> {
  const sim = await serveSystems("unattended");
  try {
    const before = standing(sim);
    const killed = await killedAt(sim, sim, cell);
    const next = await runAsAgent(sim, renewing(sim), { onWait: (ms) => sim.clock.advance(ms) });
    const outputs = Object.fromEntries(
      next.commands
        .filter(({ name }) => name === "task.setvariable")
        .map(({ properties, data }) => [properties["variable"] ?? "", data]),
    );
    const renewed = outputs["renewedCount"] === "1";
    return [
      ...(killed.code === null ? [] : [`the first run was not killed: ${killed.log}`]),
      ...(renewed ? [] : [`not renewed: ${next.files.get("Service connections.md") ?? next.raw}`]),
      ...before.problems(sim),
      ...left(sim),
    ];
  } finally {
    await sim.close();
  }
}

test("a killed process is resumed by the next one, whatever it was about to do or had just done", async () => {
  const findings: string[] = [];
  for (let from = 0; from < cells.length; from += 3) {
    const some = cells.slice(from, from + 3);
    const found = await Promise.all(some.map(resumedByNextRun));
    some.forEach(({ step, phase }, index) =>
      findings.push(...(found[index] ?? []).map((one) => `${phase} ${step.name}: ${one}`)),
    );
  }

  console.log(`# packed task killed, resumed by the next process: ${String(cells.length)} cells`);
  expect(findings).toEqual([]);
});
