import { cleanUpRenewal, findInterrupted } from "../../src/operations/resume-renewals";
import { runRenewal } from "../../src/operations/run-renewal";
import { createWorldSimulator } from "../../simulator/simulator";
import { dyingAt, mortal, type CrashPoint } from "../support/crashing-ports";
import { openTab, planOf } from "../support/simulated-tab";

test.each<CrashPoint>([
  { call: "credentials.issue", nth: 1, phase: "before the call" },
  { call: "credentials.issue", nth: 1, phase: "after the call, before the reply" },
  { call: "connections.test", nth: 3, phase: "before the call" },
])(
  "cleaning up after a tab that died at $call, $phase, lets the next renewal begin at once",
  async (point) => {
    const sim = createWorldSimulator({ scenario: "graph-consented" });
    const first = openTab(sim);
    const dying = mortal(
      first.ports,
      dyingAt(point, () => undefined),
    );
    const plan = await planOf(first, "graph");
    const ended = await Promise.race([
      runRenewal(dying.ports, plan, first.person),
      dying.died.then(() => null),
    ]);
    expect(ended).toBeNull();

    const tab = openTab(sim);
    const found = await findInterrupted(tab.ports, tab.project.id, new Set());
    const interrupted = found.ok ? found.value[0] : undefined;
    if (interrupted?.kind !== "readable") throw new Error("the interrupted renewal was not found");
    expect((await cleanUpRenewal(tab.ports, interrupted)).ok).toBe(true);

    expect(await tab.ports.journal.currentLock(plan.subject)).toEqual({ ok: true, value: null });
    const again = await runRenewal(tab.ports, await planOf(tab, "graph"), tab.person);
    expect(again.stage).toBe("renewed");
  },
);
