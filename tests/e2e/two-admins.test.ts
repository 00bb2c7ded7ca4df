import type { Browser } from "playwright-core";
import { standing, works } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { clientIdAccepted, secretFromPortal } from "./support/renewing";
import {
  arrived,
  calls,
  colleagueOf,
  firstConnection,
  openPanel,
  outcomeOf,
  scene,
  type Scene,
} from "./support/scene";
import { interruption } from "./support/unfinished";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const name = "shop-production";
const locked =
  /Alice Adminson holds the lock of this app registration for shop-production, as seen on .*24.*2026.*\b0?9:0\d/;
/** Lets a run go on until it stands at a call, with what that call does still to come. */
const standsAt = (at: { method: string; part: string; count: number }): void =>
  stage.sim.faults.add({
    match: { method: at.method, path: at.part, nth: at.count },
    effect: { kind: "hold", until: "effect" },
  });
const isHeld = (): boolean => stage.sim.barrier.list().length === 1;

test("the loser sees who holds the lock and when this page saw it, and cannot start; an expired lock is taken over", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { sim } = stage;
  const before = standing(sim);
  const alice = await stage.open();
  const bob = await stage.open({ query: { user: colleagueOf(sim) } });
  const hers = await openPanel(alice, name);
  const his = await openPanel(bob, name);
  const start = his.getByRole("button", { name: "Renew now" });
  await bob.passUntil(() => start.isEnabled(), 10_000);
  standsAt(calls.test(3));
  await hers.getByRole("button", { name: "Renew now" }).click();
  await alice.passUntil(isHeld, 60_000);

  // His panel was open before she began: the lock itself stops him, before anything is created.
  await start.click();
  const alert = his.getByRole("alert").first();
  await bob.passUntil(() => alert.isVisible(), 20_000);
  await soon(async () =>
    expect(await alert.innerText()).toContain("Alice Adminson is renewing shop-production"),
  );
  await soon(async () => expect(await alert.innerText()).toContain("The connection wasn't changed"));
  expect(arrived(sim, "POST", "addPassword")).toBe(1);

  // A panel opened meanwhile says it before anything can be pressed.
  await bob.page.keyboard.press("Escape");
  await bob.passUntil(async () => (await his.count()) === 0, 5_000);
  const again = await openPanel(bob, name);
  await bob.passUntil(() => again.getByText(locked).isVisible(), 10_000);
  await soon(async () =>
    expect(await again.getByRole("button", { name: "Renew now" }).isEnabled()).toBe(false),
  );

  // Her tab is gone. Her lock lives for a quarter of an hour after its last sign of life, and then ends.
  await alice.page.close();
  sim.faults.clear();
  sim.barrier.breakOff();
  await bob.page.keyboard.press("Escape");
  await bob.passUntil(async () => (await again.count()) === 0, 5_000);
  await bob.sleep(14 * 60_000);
  const early = await openPanel(bob, name);
  await bob.passUntil(() => early.getByText(locked).isVisible(), 10_000);
  await bob.page.keyboard.press("Escape");
  await bob.passUntil(async () => (await early.count()) === 0, 5_000);
  await bob.sleep(2 * 60_000);
  await bob.hub.getByRole("button", { name: "Refresh", exact: true }).click();
  await bob.passUntil(
    () => interruption(bob, name).getByRole("button", { name: "Resume" }).isVisible(),
    10_000,
  );
  await interruption(bob, name).getByRole("button", { name: "Resume" }).click();
  const resumed = bob.hub.getByRole("dialog", { name: `Renew ${name}` });
  expect(await outcomeOf(bob, resumed, 900_000)).toContain("Verification succeeded");
  expect(works(sim)).toBe(true);
  expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
});

test("of two who press at the same moment one renews, and the other is told", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { sim } = stage;
  const before = standing(sim);
  const alice = await stage.open();
  const bob = await stage.open({ query: { user: colleagueOf(sim) } });
  const dialogs = [await openPanel(alice, name), await openPanel(bob, name)] as const;
  for (const dialog of dialogs)
    await alice.passUntil(() => dialog.getByRole("button", { name: "Renew now" }).isEnabled(), 10_000);
  // Both have seen that nobody holds the lock before either takes it.
  const looks = { service: "data", body: '"getDocument","args":["locks"' } as const;
  sim.faults.add({ match: looks, effect: { kind: "hold", until: "reply" } });
  for (const dialog of dialogs) await dialog.getByRole("button", { name: "Renew now" }).click();
  await alice.passUntil(() => sim.barrier.list().length === 2, 10_000);
  sim.faults.clear();
  sim.barrier.release();

  const said = [await outcomeOf(alice, dialogs[0], 900_000), await outcomeOf(bob, dialogs[1], 900_000)];

  const [won, lost] = said[0]?.includes("Verification succeeded") === true ? said : [...said].reverse();
  expect(won).toContain("Verification succeeded");
  expect(lost).toMatch(/(Alice Adminson|Bob Colleague) is renewing shop-production/);
  expect(arrived(sim, "POST", "addPassword")).toBe(1);
  expect(arrived(sim, "PUT", "serviceendpoint/endpoints/")).toBe(1);
  expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
});

test("an edit made meanwhile stands, and the alert names who made it", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { sim } = stage;
  const before = standing(sim);
  const endpoint = firstConnection(sim);
  const open = await stage.open();
  const dialog = await openPanel(open, name);
  standsAt(calls.test(3));
  await dialog.getByRole("button", { name: "Renew now" }).click();
  await open.passUntil(isHeld, 60_000);
  endpoint.description = "Edited by Bob";
  for (const one of endpoint.references) one.description = "Edited by Bob";
  endpoint.modifiedById = colleagueOf(sim);
  endpoint.modificationDate = sim.clock.now();
  sim.faults.clear();
  sim.barrier.release();

  const said = await outcomeOf(open, dialog, 900_000);

  expect(said).toContain("Bob Colleague changed the service connection meanwhile");
  expect(said).toContain("The connection wasn't changed");
  expect(arrived(sim, "PUT", "serviceendpoint/endpoints/")).toBe(0);
  expect(firstConnection(sim).description).toBe("Edited by Bob");
  expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
});

test("a second tab of the same person does not start a second renewal", async () => {
  stage = await scene(browser, "graph-not-consented");
  const { sim } = stage;
  const first = await stage.open();
  const hers = await openPanel(first, name);
  const start = hers.getByRole("button", { name: "Save and verify" });
  await first.passUntil(() => start.isEnabled(), 20_000);
  await hers.getByRole("textbox", { name: "New client secret" }).fill(secretFromPortal(sim));
  sim.faults.add({
    match: { method: "POST", path: "endpointproxy", nth: 2 },
    effect: { kind: "hold", until: "effect" },
  });
  await start.click();
  await first.passUntil(() => sim.barrier.list().length > 0, 60_000);

  const second = await stage.open({ sameBrowserAs: first });
  const found = interruption(second, name);
  await second.passUntil(() => found.isVisible(), 10_000);
  await soon(async () =>
    expect(await found.innerText()).toContain(`The renewal of ${name} may still be running`),
  );
  await soon(async () => expect(await found.innerText()).toContain("Alice Adminson was last active"));
  await soon(async () => expect(await found.getByRole("button").allInnerTexts()).toEqual(["Look again"]));
  const again = await openPanel(second, name);
  await second.passUntil(() => again.getByText(locked).isVisible(), 10_000);
  await soon(async () =>
    expect(await again.getByRole("button", { name: "Save and verify" }).isEnabled()).toBe(false),
  );

  sim.faults.clear();
  sim.barrier.release();
  expect(await outcomeOf(first, hers, 900_000)).toContain("Verification succeeded");
  expect(arrived(sim, "PUT", "serviceendpoint/endpoints/")).toBe(1);
  await second.page.keyboard.press("Escape");
  await second.passUntil(async () => (await again.count()) === 0, 5_000);
  await found.getByRole("button", { name: "Look again" }).click();
  await second.passUntil(async () => (await found.count()) === 0, 10_000);
});
