import { runRenewal } from "../../src/operations/run-renewal";
import { failureWords } from "../../src/words/failure";
import { createWorldSimulator } from "../../simulator/simulator";
import { standing, works } from "../support/invariants";
import { openTab, planOf, subjectOf } from "../support/simulated-tab";

test.each([500, 502, 503, 504])(
  "a save that is answered %i each time is told by its status, not as a matter of the network",
  async (status) => {
    const sim = createWorldSimulator({ scenario: "graph-consented" });
    const before = standing(sim);
    const { modificationDate } = subjectOf(sim).endpoint;
    const tab = openTab(sim);
    const plan = await planOf(tab, "graph");
    for (let count = 0; count < 20; count += 1)
      sim.faults.add({
        match: { service: "ado", method: "PUT" },
        effect: { kind: "status", status, body: "" },
      });

    const ended = await runRenewal(tab.ports, plan, tab.person);

    if (ended.stage !== "stopped") throw new Error(`it ended ${ended.stage}`);
    expect(failureWords(ended.failure)).toEqual({
      happened: `Azure DevOps isn't available (HTTP ${String(status)}).`,
      next: "Try again in a minute.",
    });
    expect([ended.connection, ended.leftBehind]).toEqual(["untouched", null]);
    expect(subjectOf(sim).endpoint.modificationDate).toBe(modificationDate);
    expect(works(sim)).toBe(true);
    expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
  },
);
