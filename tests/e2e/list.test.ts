import type { Browser, Locator } from "playwright-core";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted, untilText } from "./support/renewing";
import { firstConnection, scene, type Scene } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

/** The row of a connection, found as a person would: by its name in the filter. */
async function rowOf(open: OpenHub, name: string): Promise<Locator> {
  await open.hub.getByRole("textbox", { name: "Filter by name" }).fill(name);
  await open.pass(1_000);
  const row = open.hub.getByRole("row").filter({ hasText: name }).first();
  await row.waitFor();
  return row;
}

const listCalls = (): number =>
  stage.sim.traffic.requests.filter(
    (one) => one.method === "GET" && /serviceendpoint\/endpoints$/i.test(one.path),
  ).length;

test("a mixed project is listed by one call, most urgent first, with names as text", async () => {
  stage = await scene(browser, "mixed-40", clientIdAccepted);
  const open = await stage.open();
  await open.hub.getByRole("grid", { name: "Service connections" }).waitFor();
  await untilText(open, open.hub.getByRole("row"), "Expired", 20_000);
  await open.pass(3_000);

  expect(listCalls()).toBe(1);
  const first = await open.hub.getByRole("row").nth(1).innerText();
  expect(first).toContain("Expired");
  const markup = await rowOf(open, `O'Brien & "Söhne" <b>bold</b>`);
  await soon(async () => expect(await markup.innerText()).toContain(`O'Brien & "Söhne" <b>bold</b>`));
  await soon(async () => expect(await markup.locator("b").count()).toBe(0));
  await soon(async () => expect(await (await rowOf(open, "🚀 release")).innerText()).toContain("العربية"));
  await soon(async () =>
    expect(await (await rowOf(open, "missing-data-and-type")).innerText()).toContain("No access"),
  );
  await soon(async () =>
    expect(await (await rowOf(open, "disabled-connection")).innerText()).toContain("Disabled"),
  );
  await soon(async () =>
    expect(await (await rowOf(open, "failed-creation")).innerText()).toContain(
      "Azure DevOps couldn't finish saving it",
    ),
  );
  await rowOf(open, "three-kilobytes");
  expect(open.messages.filter((one) => one.startsWith("error:"))).toEqual([]);
});

test("every connection of a mixed project has a kind and an expiry or the reason for none", async () => {
  stage = await scene(browser, "mixed-40", clientIdAccepted);
  const open = await stage.open();
  await untilText(open, open.hub.getByRole("row"), "Expired", 20_000);
  const names = stage.sim.world.endpoints
    .filter((one) =>
      one.references.some((reference) => reference.projectId === stage.sim.world.projects[0]?.id),
    )
    .map((one) => one.name);
  expect(names.length).toBeGreaterThanOrEqual(40);
  const kinds = new Set<string>();
  for (const name of names.slice(0, 40)) {
    const text = await (await rowOf(open, name.trim())).innerText();
    expect(text).toMatch(/Expire|Between|Unknown|No secret|No access|Issuer/);
    const kind = /\b(Automatic|Manual|Certificate|Federated|Managed identity|Other)\b/i.exec(text)?.[1];
    if (kind !== undefined) kinds.add(kind.toLowerCase());
  }
  expect(kinds).toEqual(
    new Set(["automatic", "manual", "certificate", "federated", "managed identity", "other"]),
  );
});

test.each(["no-view-right", "empty-project"])("%s never says a bare none", async (scenario) => {
  stage = await scene(browser, scenario);
  const open = await stage.open();
  await open.hub.getByText("You may not be allowed to see them").waitFor();
});

test.each([
  ["graph-not-consented", "Connect to Microsoft Graph"],
  ["graph-admin-consent", "Connect to Microsoft Graph"],
])("%s keeps the list and offers to connect", async (scenario, button) => {
  stage = await scene(browser, scenario, clientIdAccepted);
  const open = await stage.open();
  await untilText(open, open.hub.getByRole("row"), firstConnection(stage.sim).name, 20_000);
  const connect = open.hub.getByRole("button", { name: button }).first();
  await open.passUntil(() => connect.isVisible(), 30_000);
  await connect.click();
  const body = open.hub.locator("body");
  const outcome = scenario === "graph-not-consented" ? "Microsoft Graph connected" : "administrator";
  await untilText(open, body, outcome, 60_000);
  await soon(async () => expect(await open.hub.getByRole("row").count()).toBeGreaterThan(2));
});

test("a host without the bridge keeps the list and says what is missing", async () => {
  stage = await scene(browser, "no-bridge", clientIdAccepted);
  const open = await stage.open();
  await untilText(open, open.hub.getByRole("row"), firstConnection(stage.sim).name, 20_000);
  await untilText(open, open.hub.locator("body"), "offers no sign-in for extensions", 60_000);
  await soon(async () =>
    expect(await open.hub.getByRole("button", { name: "Renew shop-production" }).count()).toBe(1),
  );
});

test("500 connections come in one call, draw few rows, and filter by name", async () => {
  stage = await scene(browser, "many-500", clientIdAccepted);
  const open = await stage.open();
  await untilText(open, open.hub.locator("body"), "500 service connections", 30_000);

  expect(listCalls()).toBe(1);
  await soon(async () => expect(await open.hub.getByRole("row").count()).toBeLessThan(200));
  await soon(async () =>
    expect(await (await rowOf(open, "service-437")).innerText()).toContain("service-437"),
  );
  await untilText(open, open.hub.locator("body"), "1 of 500 service connections", 10_000);
});

test("no row moves under a pointer when Microsoft Graph answers; the order comes when the pointer leaves", async () => {
  stage = await scene(browser, "mixed-40", (sim) => {
    clientIdAccepted(sim);
    sim.faults.add({
      match: { service: "graph", path: "$batch" },
      effect: { kind: "hold", until: "effect" },
    });
  });
  const open = await stage.open();
  const renew = open.hub.getByRole("button", { name: /^Renew (?!selected)/ });
  await open.passUntil(() => stage.sim.barrier.list().length > 0, 30_000);
  const before = await renew.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""));
  const pressed = renew.nth(2);
  await pressed.hover();

  stage.sim.faults.clear();
  stage.sim.barrier.release();
  await open.pass(2_000);
  await soon(async () => expect(await pressed.getAttribute("aria-label")).toBe(before[2]));

  await open.page.mouse.move(5, 5);
  await open.passUntil(async () => (await pressed.getAttribute("aria-label")) !== before[2], 10_000, 100);
});
