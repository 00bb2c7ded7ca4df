import type { Browser } from "playwright-core";
import {
  addFault,
  canHappen,
  faultClasses,
  renewalCalls,
  type Call,
  type Spell,
} from "../support/fault-table";
import { standing, works } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { clientIdAccepted, untilText } from "./support/renewing";
import { firstConnection, openPanel, outcomeOf, scene, type Scene } from "./support/scene";

/**
 * The whole table runs at the ports (tests/operations/fault-table.test.ts). Here a selection goes through the real
 * browser and the packaged bytes: every fault class, every call, both spells.
 */
const selection = Object.keys(faultClasses).map((fault, index) => {
  const possible = renewalCalls.filter((call) => canHappen(call, fault));
  const call = possible[index % possible.length] as Call;
  const spell: Spell = index % 3 === 2 ? "from then on" : "once";
  return { fault, call, name: call.name, spell };
});

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

// The browser itself writes a line about each answer that is no success; the hub writes none.
test("the selection covers every call", async () => {
  stage = await scene(browser, "graph-consented");
  expect(new Set(selection.map((one) => one.name))).toEqual(new Set(renewalCalls.map((one) => one.name)));
  console.log(`# faults in the browser: ${String(selection.length)} of the table's cells`);
});

test.each(selection)("$fault at the $name, $spell", async ({ fault, call, spell }) => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { sim } = stage;
  const before = standing(sim);
  const open = await stage.open();
  const dialog = await openPanel(open, firstConnection(sim).name);
  const start = dialog.getByRole("button", { name: "Renew now" });
  await start.waitFor();
  addFault(sim.faults, call, faultClasses[fault] as (typeof faultClasses)[string], spell);
  await start.click();

  const said = await outcomeOf(open, dialog);

  expect(said).toMatch(/^(Verification succeeded|\S.{20,}\.)/s);
  expect(before.problems(sim)).toEqual([]);
  expect(works(sim)).toBe(true);
  expect(
    open.messages.filter((one) => one.startsWith("error: ") && !one.includes("Failed to load resource")),
  ).toEqual([]);
});

test.each(Object.keys(faultClasses).filter((fault) => canHappen({ service: "ado" }, fault)))(
  "a list that meets %s ends in a sentence and can be asked for again",
  async (fault) => {
    stage = await scene(browser, "graph-consented", clientIdAccepted);
    const { sim } = stage;
    const list: Call = {
      name: "list",
      method: "GET",
      path: /serviceendpoint\/endpoints\?/,
      nth: 1,
      service: "ado",
    };
    addFault(sim.faults, list, faultClasses[fault] as (typeof faultClasses)[string], "from then on");
    const open = await stage.open();
    const alert = open.hub.getByRole("alert").first();
    await open.passUntil(() => alert.isVisible(), 300_000);
    expect(await alert.innerText()).toContain("No service connection was changed.");

    sim.faults.clear();
    await open.hub
      .getByRole("button", { name: /^(Try again|Refresh)$/ })
      .first()
      .click();
    await untilText(open, open.hub.getByRole("row"), firstConnection(sim).name, 60_000);
  },
);
