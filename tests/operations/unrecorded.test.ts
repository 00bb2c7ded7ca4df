import { failed } from "../../src/domain/failure";
import { runRenewal } from "../../src/operations/run-renewal";
import type { RenewalJournal } from "../../src/ports/renewal-journal";
import { createWorldSimulator } from "../../simulator/simulator";
import { orphans, standing } from "../support/invariants";
import { openTab, planOf, type Tab } from "../support/simulated-tab";

const unauthorized = { code: "extension-not-authorized" } as const;

/** A journal that takes no more entries from a stage on. */
function forgetful(tab: Tab, stage: string): Tab {
  const journal: RenewalJournal = {
    ...tab.ports.journal,
    write: (entry, renewal, now) =>
      renewal.stage === stage
        ? Promise.resolve(failed(unauthorized))
        : tab.ports.journal.write(entry, renewal, now),
  };
  return { ...tab, ports: { ...tab.ports, journal } };
}

test("a secret whose creation cannot be recorded is removed at once, and the run says why it stopped", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const before = standing(sim);
  const tab = forgetful(openTab(sim), "proving");

  const ended = await runRenewal(tab.ports, await planOf(tab, "graph"), tab.person);

  expect(ended).toMatchObject({
    stage: "stopped",
    during: "issuing",
    connection: "not-saved",
    leftBehind: null,
    failure: { code: "journal-unavailable", begun: true, cause: unauthorized },
  });
  expect(orphans(sim)).toEqual([]);
  expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
});

test("where it cannot be removed either, it is named", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = forgetful(openTab(sim), "proving");
  const credentials = { ...tab.ports.credentials, remove: () => Promise.resolve(failed(unauthorized)) };

  const ended = await runRenewal({ ...tab.ports, credentials }, await planOf(tab, "graph"), tab.person);

  const [orphan] = orphans(sim);
  expect(ended).toMatchObject({ stage: "stopped", connection: "not-saved", leftBehind: orphan });
});

test("a save that is done is verified although it cannot be recorded", async () => {
  const sim = createWorldSimulator({ scenario: "graph-consented" });
  const tab = forgetful(openTab(sim), "verifying");
  const recorded: boolean[] = [];

  const ended = await runRenewal(tab.ports, await planOf(tab, "graph"), {
    ...tab.person,
    report: (view) => recorded.push(view.recorded),
  });

  expect(ended).toMatchObject({ stage: "renewed", confidence: "confirmed" });
  expect(recorded.at(-1)).toBe(false);
});
