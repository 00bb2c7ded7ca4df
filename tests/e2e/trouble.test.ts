import type { Browser } from "playwright-core";
import { standing } from "../support/invariants";
import { launchBrowser } from "./support/browser";
import { clientIdAccepted, secretFromPortal, untilText } from "./support/renewing";
import {
  chooseInMenu,
  arrived,
  calls,
  faultAt,
  firstConnection,
  openPanel,
  outcomeOf,
  scene,
  type Scene,
} from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const puts = (): number => arrived(stage.sim, "PUT", "serviceendpoint/endpoints/");

test.each([
  ["a Secret ID", "12121212-3434-4565-8787-909090909090", "This is the Secret ID, not the secret"],
  ["an empty value", "", "Paste the new value first"],
  ["a space inside", "abcdefgh ijklmnopqrstuvwxyz", "The text holds a space or a line break"],
  ["a short value", "abc", "This is too short for a client secret"],
])("%s is caught before any call", async (_case, text, said) => {
  stage = await scene(browser, "graph-not-consented");
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  const field = dialog.getByRole("textbox", { name: "New client secret" });
  await field.fill(text);
  // What the plan asks for has come.
  await open.pass(1_000);
  const before = stage.sim.traffic.requests.length;
  await dialog.getByRole("button", { name: "Save and verify" }).click();
  await untilText(open, dialog, said, 5_000);

  expect(stage.sim.traffic.requests.length).toBe(before);
  await soon(async () => expect(await dialog.getByRole("list", { name: "Steps" }).count()).toBe(0));
});

test("a session that ends in the middle is said, and the connection is as it was", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const { sim } = stage;
  const before = standing(sim);
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  const expired = {
    match: { service: "ado", path: "endpointproxy" },
    effect: { kind: "unauthorized" },
  } as const;
  await dialog.getByRole("button", { name: "Renew now" }).waitFor();
  sim.faults.add(expired);
  await dialog.getByRole("button", { name: "Renew now" }).click();
  const said = await outcomeOf(open, dialog);

  expect(said).toMatch(/session has ended|credential was refused/);
  expect(said).toContain("The connection wasn't changed");
  expect(puts()).toBe(0);
  expect(before.problemsAtTheEnd(sim, 0)).toEqual([]);
});

test.each([
  ["HostAuthorizationNotFound", { kind: "host-authorization-not-found" }, "authorize the extension again"],
  ["a sign-in page instead of JSON", { kind: "html-sign-in" }, "sign in again"],
] as const)("%s in the list ends in a sentence with what to do", async (_case, effect, said) => {
  stage = await scene(browser, "graph-consented", (sim) =>
    sim.faults.add({ match: { service: "ado", path: "serviceendpoint/endpoints" }, effect }),
  );
  const open = await stage.open();
  const alert = open.hub.getByRole("alert").first();
  await open.passUntil(() => alert.isVisible(), 60_000);
  await soon(async () => expect(await alert.innerText()).toContain("No service connection was changed."));
  await soon(async () => expect(await alert.innerText()).toContain(said));
});

test.each([
  ["throttling", { kind: "throttle", retryAfter: 7 }],
  ["an open circuit", { kind: "circuit-breaker" }],
] as const)("%s at the proof is waited out", async (_case, effect) => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  stage.sim.faults.add(faultAt({ title: "", at: calls.test(3), effect }));
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("button", { name: "Renew now" }).click();
  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");
});

test("a lifetime that the policy refuses is shortened, and the panel says so", async () => {
  stage = await scene(browser, "policy-caps-lifetime", clientIdAccepted);
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("button", { name: "Renew now" }).click();
  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");

  await soon(async () =>
    expect(await dialog.innerText()).toContain("The tenant's policy refused the lifetime you chose"),
  );
  await soon(async () => expect(await dialog.innerText()).toContain("is valid for 90 days"));
  expect(firstConnection(stage.sim).description).toContain("expires 2027-02-22");
});

test("a missing role is told apart from a rejected credential", async () => {
  stage = await scene(browser, "role-missing", clientIdAccepted);
  const open = await stage.open();
  await chooseInMenu(open, "shop-production", "Verify");
  const row = open.hub.getByRole("row").filter({ hasText: "shop-production" });
  await untilText(open, row, "Failed: role missing", 60_000);

  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("button", { name: "Renew now" }).click();
  expect(await outcomeOf(open, dialog)).toContain("Renewed. The credential is fine, a role is missing");
});

test("where inline values are ignored a person is asked before anything is saved unproved", async () => {
  stage = await scene(browser, "inline-ignored", clientIdAccepted);
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("button", { name: "Renew now" }).click();
  await untilText(open, dialog.getByRole("alert"), "accepted a deliberately wrong secret too", 60_000);
  expect(puts()).toBe(0);

  await dialog.getByRole("button", { name: "Save without testing" }).click();
  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");
  expect(puts()).toBe(1);
});

test("whoever declines to save unproved keeps the old secret and no orphan", async () => {
  stage = await scene(browser, "inline-ignored", clientIdAccepted);
  const before = standing(stage.sim);
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("button", { name: "Renew now" }).click();
  await untilText(open, dialog.getByRole("alert"), "accepted a deliberately wrong secret too", 60_000);
  await dialog.getByRole("button", { name: "Stop", exact: true }).click();

  expect(await outcomeOf(open, dialog)).toContain("Stopped at your request");
  expect(puts()).toBe(0);
  expect(before.problemsAtTheEnd(stage.sim, 0)).toEqual([]);
});

test("a secret that flaps while it spreads is saved only when it holds", async () => {
  stage = await scene(browser, "slow-propagation", clientIdAccepted);
  const started = stage.sim.clock.now();
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("button", { name: "Renew now" }).click();
  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");

  const put = stage.sim.traffic.requests.find((one) => one.method === "PUT");
  expect((put?.at ?? 0) - started).toBeGreaterThan(40_000);
  await soon(async () => expect(await dialog.innerText()).not.toContain("still refused"));
});

test("a description of three kilobytes and markup in it are kept beside the note", async () => {
  const text = `<img src=x onerror="alert(1)"> ${"Deploys the shop. ".repeat(160)}`.slice(0, 2_900).trim();
  stage = await scene(browser, "graph-not-consented", (sim) => {
    const endpoint = firstConnection(sim);
    endpoint.description = text;
    for (const one of endpoint.references) one.description = text;
  });
  const open = await stage.open();
  const dialog = await openPanel(open, "shop-production");
  await dialog.getByRole("textbox", { name: "New client secret" }).fill(secretFromPortal(stage.sim));
  await dialog.getByRole("button", { name: "Save and verify" }).click();
  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");

  expect(firstConnection(stage.sim).description).toContain(text);
  expect(firstConnection(stage.sim).description).toMatch(/\[secret \S+ expires 2027-05-\d\d\]/);
  await soon(async () => expect(await open.hub.locator("img[src='x']").count()).toBe(0));
});

test("a script that does not load keeps a plan from being made, and the next opening fetches it", async () => {
  stage = await scene(browser, "graph-consented", clientIdAccepted);
  const open = await stage.open();
  const missing = "**/connection-calls.js";
  await open.context.route(missing, (route) => route.abort());
  const dialog = await openPanel(open, "shop-production");

  await untilText(open, dialog, "A script of this extension couldn't be reached.", 5_000);
  await soon(async () => expect(await dialog.getByRole("button", { name: "Renew now" }).count()).toBe(0));

  await open.context.unroute(missing);
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await (await openPanel(open, "shop-production")).getByRole("button", { name: "Renew now" }).click();
  expect(await outcomeOf(open, dialog)).toContain("Verification succeeded");
});
