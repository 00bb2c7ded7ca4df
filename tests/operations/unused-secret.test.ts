import { driftOf } from "../../src/domain/drift";
import { momentOf } from "../../src/domain/moment";
import { quietAfterMs } from "../../src/domain/renewal/settling";
import { loadInventory } from "../../src/operations/load-inventory";
import { findInterrupted } from "../../src/operations/resume-renewals";
import { retire, retirementView } from "../../src/operations/retire-credentials";
import { runRenewal } from "../../src/operations/run-renewal";
import { findingLabel } from "../../src/words/finding-labels";
import { driftStepText } from "../../src/words/drift";
import { createWorldSimulator } from "../../simulator/simulator";
import { works } from "../support/invariants";
import { openTab, planOf, subjectOf, theConnection, type Tab } from "../support/simulated-tab";

const never = new AbortController().signal;

async function seen(tab: Tab) {
  const scope = { kind: "project", project: tab.project } as const;
  const inventory = await loadInventory(tab.ports, scope, () => undefined, never);
  const { id } = await theConnection(tab);
  const row = inventory.rows.find((one) => one.connection.id === id);
  if (row === undefined) throw new Error("the connection is listed");
  return { inventory, row };
}

test("what Issues says of an interrupted renewal that left no record is what the page offers, and it works", async () => {
  const sim = createWorldSimulator({ scenario: "interrupted-graph" });
  const { application } = subjectOf(sim);
  const unused = application.passwordCredentials.at(-1)?.keyId ?? "";
  const tab = openTab(sim);
  const before = await seen(tab);

  // No record, so the page shows no Resume and no Clean up: the text names neither.
  const listed = await findInterrupted(tab.ports, tab.project.id, new Set());
  expect(listed).toEqual({ ok: true, value: [] });
  expect(
    driftOf(before.row, tab.ports.clock.now()).map((one) => [findingLabel(one), driftStepText(one.next)]),
  ).toEqual([
    [
      "Newer secret not used",
      "Renew the connection through Microsoft Graph. The same panel then offers Retire old secret, which can remove this unused secret too.",
    ],
    ["2 valid secrets", "Renew the connection: the note then says which secret it uses."],
  ]);

  const ended = await runRenewal(tab.ports, await planOf(tab, "graph"), tab.person);
  if (ended.stage !== "renewed" || ended.held === null) throw new Error(`the renewal ended ${ended.stage}`);
  const renewed = { held: ended.held, since: momentOf(tab.ports.clock) };
  await tab.ports.clock.sleep(quietAfterMs);
  const { row, inventory } = await seen(tab);
  const view = await retirementView(tab.ports, row, inventory, renewed, never);

  expect(view.ok && view.value.decisions.find(({ credential }) => credential.keyId === unused)?.may).toBe(
    true,
  );
  expect(await retire(tab.ports, row, inventory, unused, renewed, never)).toMatchObject({ ok: true });
  expect(application.passwordCredentials.find(({ keyId }) => keyId === unused)?.removedAt).toBe(
    tab.ports.clock.now(),
  );
  expect(works(sim)).toBe(true);
});
