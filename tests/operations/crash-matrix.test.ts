import type { Mode } from "../../src/domain/renewal/renewal";
import { runRenewal } from "../../src/operations/run-renewal";
import { dyingAt, mortal, phases, type CrashPoint } from "../support/crashing-ports";
import { standing, type Standing } from "../support/invariants";
import { openTab, planOf, settle, type Tab } from "../support/simulated-tab";
import { createWorldSimulator, type WorldSimulator } from "../../simulator/simulator";

/**
 * Every call of a run, in every mode, dies in every phase. Then everything is rebuilt from what is durable and
 * resumed, as often as it takes.
 */
const modes: readonly Mode[] = ["graph", "guided", "automatic"];

async function begin(tab: Tab, mode: Mode, point: CrashPoint | null, watch: () => void) {
  const dying = mortal(tab.ports, dyingAt(point, watch));
  const plan = await planOf(tab, mode);
  const run = runRenewal(dying.ports, plan, tab.person);
  const ended = await Promise.race([run, dying.died.then(() => null)]);
  return { ended, calls: dying.calls };
}

function worldFor(mode: Mode): { sim: WorldSimulator; before: Standing } {
  const sim = createWorldSimulator({
    scenario: mode === "automatic" ? "expired-automatic" : "graph-consented",
  });
  return { sim, before: standing(sim) };
}

describe.each(modes)("a %s renewal whose tab dies", (mode) => {
  let occasions: readonly CrashPoint[] = [];

  beforeAll(async () => {
    const { sim } = worldFor(mode);
    const { calls, ended } = await begin(openTab(sim), mode, null, () => undefined);
    if (ended?.stage !== "renewed") throw new Error(`without a crash it ends ${ended?.stage ?? "nowhere"}`);
    const counts = new Map<string, number>();
    const points = calls.map((call) => {
      const nth = (counts.get(call) ?? 0) + 1;
      counts.set(call, nth);
      return { call, nth };
    });
    occasions = points.flatMap((point) => phases.map((phase) => ({ ...point, phase })));
  });

  test("ends renewed or cleanly stopped from every point, and the connection never stops working", async () => {
    const failures: string[] = [];
    for (const point of occasions) {
      const { sim, before } = worldFor(mode);
      const problems: string[] = [];
      const watch = (): void => {
        problems.push(...before.problems(sim));
      };
      await begin(openTab(sim), mode, point, watch);
      watch();
      const end = await settle(openTab(sim), watch);
      problems.push(...end.problems, ...before.problemsAtTheEnd(sim, 0));
      if (problems.length > 0)
        failures.push(`${point.call} #${point.nth} ${point.phase}: ${[...new Set(problems)].join("; ")}`);
    }
    console.log(`# crash matrix, ${mode}: ${String(occasions.length)} cells`);
    expect(failures).toEqual([]);
  });
});
