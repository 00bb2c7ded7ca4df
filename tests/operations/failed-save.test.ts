import { failed } from "../../src/domain/failure";
import { loadInventory } from "../../src/operations/load-inventory";
import { runRenewal } from "../../src/operations/run-renewal";
import { failureWords } from "../../src/words/failure";
import { stillTrueText } from "../../src/words/renewal-truth";
import { createWorldSimulator } from "../../simulator/simulator";
import { openTab, planOf, type Tab } from "../support/simulated-tab";

const dates = { culture: "en-GB", zone: () => 0, timeZone: "UTC" };

async function rowOf(tab: Tab) {
  const { rows } = await loadInventory(
    tab.ports,
    tab.ports.host.scope,
    () => undefined,
    new AbortController().signal,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the list is empty");
  return row;
}

const withoutGraph = (tab: Tab): Tab => ({
  ...tab,
  ports: {
    ...tab.ports,
    credentials: {
      ...tab.ports.credentials,
      connect: () => Promise.resolve(failed({ code: "graph-not-connected" })),
      read: () => Promise.resolve(failed({ code: "graph-not-connected" })),
    },
  },
});

async function renewed(tab: Tab) {
  const ended = await runRenewal(tab.ports, await planOf(tab, "automatic"), tab.person);
  if (ended.stage !== "stopped") throw new Error(`the renewal ends ${ended.stage}`);
  return ended;
}

describe("an automatic save that fails for want of a right in Entra", () => {
  test.each([
    ["as Microsoft Graph shows it", (tab: Tab): Tab => tab],
    ["as estimated where Microsoft Graph isn't connected", withoutGraph],
  ])("leaves the row expired, at the end it had before, however often it's tried: %s", async (_, seen) => {
    const tab = seen(openTab(createWorldSimulator({ scenario: "automatic-save-fails" })));
    const before = await rowOf(tab);
    await renewed(tab);
    const once = await rowOf(tab);
    tab.sim.clock.advance(3_600_000);
    await renewed(tab);
    const twice = await rowOf(tab);

    expect([before.band, once.band, twice.band]).toEqual(["expired", "expired", "expired"]);
    expect(once.expiry).toEqual(before.expiry);
    expect(twice.expiry).toEqual(before.expiry);
  });

  test("names the right, who can give it, and Try again, and says one thing of the save", async () => {
    const { failure, plan, ...truth } = await renewed(
      openTab(createWorldSimulator({ scenario: "automatic-save-fails" })),
    );

    expect(failureWords(failure)).toEqual({
      happened:
        "Azure DevOps couldn't finish saving: you have no right in Microsoft Entra to change this app registration.",
      next: "Ask one of its owners, or an administrator with the Entra role Application Administrator, to add you as an owner of the app registration. Then choose Try again.",
    });
    expect(stillTrueText({ ...truth, failure, mode: plan.mode }, dates)).toBe(
      "Azure DevOps marks the connection as failed until a save succeeds. The hub removed no secret.",
    );
  });
});

test.each([
  ["Failed to set Azure permission 'RoleAssignmentId: x': error code: Forbidden", "Owner or User Access"],
  ["Failed to obtain an access token of identity x", "Sign out of Azure DevOps"],
  ["Something else", "Correct what Azure DevOps said"],
])("what Azure DevOps said decides whom to ask: %s", (detail, next) => {
  expect(failureWords({ code: "azure-devops-failed-to-save", detail }).next).toContain(next);
});
