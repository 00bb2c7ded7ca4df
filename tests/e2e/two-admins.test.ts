import type { Browser } from "playwright-core";
import { standing } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { clientIdAccepted, secretFromPortal, untilText } from "./support/renewing";
import {
  arrived,
  calls,
  colleagueOf,
  faultAt,
  firstConnection,
  openPanel,
  outcomeOf,
  scene,
  untilArrived,
  type Scene,
} from "./support/scene";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

test("the second admin is told who renews and since when, and cannot start", async () => {
  stage = await scene(browser, "two-admins", clientIdAccepted);
  const { sim } = stage;
  const alice = await stage.open();
  const bob = await stage.open({ query: { user: colleagueOf(sim) } });
  const [hers, his] = [await openPanel(alice, "shop-production"), await openPanel(bob, "shop-production")];
  sim.faults.add(faultAt({ title: "", at: calls.test(3), effect: { kind: "hang" } }));
  await hers.getByRole("button", { name: "Renew now" }).click();
  await untilArrived(alice, sim, calls.test(3));

  await his.getByRole("button", { name: "Renew now" }).click();
  await untilText(bob, his.getByRole("alert"), "Alice Adminson is renewing shop-production", 60_000);
  expect(await his.getByRole("alert").first().innerText()).toContain("The connection was not changed");
  expect(arrived(sim, "POST", "addPassword")).toBe(1);

  // A panel opened meanwhile says it before anything can be pressed.
  await bob.page.keyboard.press("Escape");
  await bob.pass(1_000);
  const again = await openPanel(bob, "shop-production");
  await untilText(bob, again, "Alice Adminson has been renewing shop-production since", 10_000);
  expect(await again.innerText()).toMatch(/since .*2026.*09:0\d/);
  expect(await again.getByRole("button", { name: "Renew now" }).isDisabled()).toBe(true);
});

test("an edit made meanwhile stands, and the alert names who made it", async () => {
  stage = await scene(browser, "two-admins", clientIdAccepted);
  const { sim } = stage;
  const before = standing(sim);
  const endpoint = firstConnection(sim);
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("button", { name: "Renew now" }).click();
  await untilArrived(open, sim, calls.test(3));
  endpoint.description = "Edited by Bob";
  for (const one of endpoint.references) one.description = "Edited by Bob";
  endpoint.modifiedById = colleagueOf(sim);
  endpoint.modificationDate = sim.clock.now();

  const said = await outcomeOf(open, dialog);

  expect(said).toContain("Bob Colleague changed the service connection meanwhile");
  expect(said).toContain("The connection was not changed");
  expect(arrived(sim, "PUT", "serviceendpoint/endpoints/")).toBe(0);
  expect(firstConnection(sim).description).toBe("Edited by Bob");
  expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
});

test("a second tab of the same person does not start a second renewal", async () => {
  stage = await scene(browser, "graph-not-consented");
  const { sim } = stage;
  const first = await stage.open();
  const hers = await openPanel(first, "shop-production");
  await hers.getByRole("button", { name: "Renew now" }).click();
  await untilText(first, hers.getByRole("listitem").filter({ hasText: "Create secret" }), "Running", 20_000);

  const second = await stage.open({ sameBrowserAs: first });
  const again = await openPanel(second, "shop-production");
  await untilText(second, again, "Alice Adminson has been renewing shop-production since", 10_000);
  expect(await again.getByRole("button", { name: "Save and verify" }).isDisabled()).toBe(true);

  await hers.getByRole("textbox", { name: "New client secret" }).fill(secretFromPortal(sim));
  await hers.getByRole("button", { name: "Save and verify" }).click();
  expect(await outcomeOf(first, hers)).toContain("Verification succeeded");
});
