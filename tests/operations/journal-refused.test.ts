import { failed } from "../../src/domain/failure";
import { stoppedSentence } from "../../src/hub/features/renewal/words/renewal";
import { runRenewal } from "../../src/operations/run-renewal";
import type { Ports } from "../../src/ports/ports";
import { createWorldSimulator } from "../../simulator/simulator";
import { orphans, standing } from "../support/invariants";
import { openTab, planOf, settle } from "../support/simulated-tab";

/** A tab that may not write the journal any more from its nth write on. */
function refusing(ports: Ports, from: number): Ports {
  let writes = 0;
  return {
    ...ports,
    journal: {
      ...ports.journal,
      write: (...args) => {
        writes += 1;
        return writes < from
          ? ports.journal.write(...args)
          : Promise.resolve(failed({ code: "not-permitted", system: "extension-data", detail: "" }));
      },
    },
  };
}

test.each([
  ["the issue", 1],
  ["the proof, when the secret exists already", 2],
  ["the save, when the secret is proved", 3],
])("where the journal cannot record %s, no secret stays behind", async (_what, from) => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const before = standing(sim);

  const ended = await runRenewal(refusing(tab.ports, from), await planOf(tab, "graph"), tab.person);

  if (ended.stage !== "stopped") throw new Error(`it ended ${ended.stage}`);
  expect(ended.failure).toMatchObject({ code: "journal-unavailable", begun: true });
  expect(orphans(sim)).toEqual([]);
  expect(stoppedSentence(ended, { culture: "en-GB", zone: () => 0, timeZone: "UTC" }).stillTrue).toBe(
    "The connection wasn't changed by this renewal.",
  );
  sim.clock.advance(150_000);
  expect(await settle(tab, () => undefined)).toEqual({ problems: [], leftKnowingly: 0 });
  expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
});

test("where a lost reply cannot be recorded, the person is told that a secret may exist, and the page offers to look", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = openTab(sim);
  const before = standing(sim);
  sim.faults.add({ match: { path: "addPassword" }, effect: { kind: "drop-after" } });

  const ended = await runRenewal(refusing(tab.ports, 2), await planOf(tab, "graph"), tab.person);

  if (ended.stage !== "stopped") throw new Error(`it ended ${ended.stage}`);
  expect(stoppedSentence(ended, { culture: "en-GB", zone: () => 0, timeZone: "UTC" }).stillTrue).toBe(
    "The connection wasn't changed by this renewal. A new secret may be in the app registration, or still appear there.",
  );
  expect(orphans(sim)).toHaveLength(1);
  sim.faults.clear();
  expect(await settle(tab, () => undefined)).toEqual({ problems: [], leftKnowingly: 0 });
  expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
});
