import type { Browser, Locator } from "playwright-core";
import type { Simulator } from "../../simulator/simulator";
import type { Application, Endpoint } from "../../simulator/world";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { clientIdAccepted } from "./support/renewing";
import { scene, type Scene } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const names = Array.from({ length: 25 }, (_, index) => `bulk-${String(index + 1).padStart(2, "0")}`);

function endpointOf(sim: Simulator, name: string): Endpoint {
  const found = sim.world.endpoints.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function appOf(sim: Simulator, name: string): Application {
  const appId = endpointOf(sim, name).authorization.parameters["serviceprincipalid"];
  const found = sim.world.tenants.flatMap((one) => one.applications).find((one) => one.appId === appId);
  if (found === undefined) throw new Error(`${name} has no app registration`);
  return found;
}

const held = (sim: Simulator, name: string): string =>
  endpointOf(sim, name).secrets["serviceprincipalkey"] ?? "";

/** A kind that holds no secret, one that needs a person, one whose app is gone, and three faults on the way. */
function mixed(sim: Simulator): void {
  clientIdAccepted(sim);
  endpointOf(sim, "bulk-04").authorization.scheme = "WorkloadIdentityFederation";
  endpointOf(sim, "bulk-05").authorization.parameters["authenticationType"] = "spnCertificate";
  appOf(sim, "bulk-06").deleted = true;
  const { id, appId } = appOf(sim, "bulk-10");
  const denied = { error: { code: "Authorization_RequestDenied", message: "Insufficient privileges" } };
  sim.faults.add({
    match: { path: new RegExp(`(${id}|${appId}).*/addPassword`, "i") },
    effect: { kind: "status", status: 403, body: JSON.stringify(denied) },
  });
  // Refused once: a second try goes through.
  sim.faults.add({
    match: { method: "PUT", path: endpointOf(sim, "bulk-11").id, times: 1 },
    effect: {
      kind: "status",
      status: 400,
      body: JSON.stringify({ message: "The description is too long.", typeKey: "ArgumentException" }),
    },
  });
  sim.faults.add({
    match: { method: "PUT", path: endpointOf(sim, "bulk-12").id, times: 1 },
    effect: { kind: "throttle", retryAfter: 5 },
  });
}

async function planOf(open: OpenHub): Promise<Locator> {
  await open.hub.getByRole("grid", { name: "Service connections" }).waitFor();
  await open.passUntil(() => open.hub.getByText("Microsoft Graph connected").isVisible(), 60_000);
  await open.hub.getByRole("checkbox", { name: "Select all connections shown" }).click();
  await open.hub.getByRole("button", { name: "Renew selected" }).click();
  const panel = open.hub.getByRole("dialog", { name: "Renew selected service connections" });
  await open.passUntil(
    () => panel.getByRole("button", { name: /^Renew \d+( conn|, then)/ }).isVisible(),
    60_000,
  );
  return panel;
}

const rowsOf = async (panel: Locator, table: RegExp): Promise<readonly string[]> =>
  (await panel.getByRole("table", { name: table }).getByRole("row").allInnerTexts()).slice(1);

/** Lets minutes pass in steps of seconds. */
async function until(open: OpenHub, holds: () => Promise<boolean>): Promise<void> {
  for (let passed = 0; !(await holds()); passed += 2_000) {
    if (passed > 900_000) throw new Error("It did not come about within fifteen minutes.");
    await open.pass(2_000, 2_000);
  }
}

const numberIn = (text: string, what: RegExp): number => Number(what.exec(text)?.[1] ?? 0);

test("25 with faults in them: the right ones are renewed, the rest is explained, and nothing is lost", async () => {
  stage = await scene(browser, "bulk-25", mixed);
  const { sim } = stage;
  const before = new Map(names.map((name) => [name, held(sim, name)]));
  const open = await stage.open();
  await open.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const panel = await planOf(open);

  await soon(async () =>
    expect(await panel.getByRole("status").first().innerText()).toBe(
      "22 connections can be renewed without you, 1 needs you, 2 can't be renewed now.",
    ),
  );
  await soon(async () =>
    expect(
      (await rowsOf(panel, /^Without you/)).filter((row) => row.includes("one after the other")),
    ).toEqual([expect.stringContaining("bulk-01"), expect.stringContaining("bulk-02")]),
  );
  await soon(async () =>
    expect(await rowsOf(panel, /^With you/)).toEqual([expect.stringContaining("bulk-05")]),
  );
  await soon(async () =>
    expect((await rowsOf(panel, /^Not renewed/)).map((row) => row.slice(0, 7))).toEqual([
      "bulk-04",
      "bulk-06",
    ]),
  );
  await panel.getByRole("button", { name: "Renew 22, then 1 with you" }).click();

  const bar = panel.getByRole("progressbar", { name: "Renew selected service connections" });
  let most = 0;
  let left = "";
  let slow = false;
  const done = panel.getByRole("button", { name: "Done" });
  for (let passed = 0; passed < 900_000 && !(await done.isVisible()); passed += 2_000) {
    const shown = await open.hub.locator("body").innerText();
    most = Math.max(most, numberIn(shown, /(\d+) running/));
    left = /About .+ left/.exec(shown)?.[0] ?? left;
    slow ||= shown.includes("Azure DevOps asked the hub to slow down.");
    await open.pass(2_000, 2_000);
  }

  expect(most).toBe(4);
  expect(left).toMatch(/^About \d+ (seconds?|minutes?) left$/);
  await soon(async () =>
    expect(await bar.getAttribute("aria-valuetext")).toBe(
      "20 renewed, 2 failed, 1 waiting for you · 23 in all",
    ),
  );
  const results = await rowsOf(panel, /^Result/);
  expect(results.find((row) => row.includes("bulk-10"))).toContain("Failed");
  expect(results.find((row) => row.includes("bulk-10"))).toContain(
    "The connection wasn't changed by this renewal.",
  );
  expect(results.find((row) => row.includes("bulk-11"))).toContain("The description is too long");
  const untouched = ["bulk-04", "bulk-05", "bulk-06", "bulk-10", "bulk-11"];
  const changed = names.filter((name) => held(sim, name) !== before.get(name));
  expect(changed).toEqual(names.filter((name) => !untouched.includes(name)));
  expect(held(sim, "bulk-01")).not.toBe(held(sim, "bulk-02"));

  await panel.getByRole("button", { name: "Retry failed" }).click();
  await until(open, async () =>
    ((await bar.getAttribute("aria-valuetext")) ?? "").startsWith("21 renewed, 1 failed"),
  );
  expect(held(sim, "bulk-11")).not.toBe(before.get("bulk-11"));
  await panel.getByRole("button", { name: "Skip bulk-05" }).click();
  await panel.getByText("1 skipped").first().waitFor();

  await panel.getByRole("button", { name: "Copy results" }).click();
  await panel.getByText("Copied").first().waitFor();
  const copied = await open.page.evaluate(() => navigator.clipboard.readText());
  for (const name of names) expect(copied).toContain(name);
  expect(copied).toContain("Copied at 2026-11-24T");
  expect(slow).toBe(true);
});

test("stops after the current ones, says what was not started, and goes on when asked", async () => {
  stage = await scene(browser, "bulk-25", clientIdAccepted);
  const open = await stage.open();
  const panel = await planOf(open);
  await panel.getByRole("button", { name: "Renew 25 connections" }).click();
  const bar = panel.getByRole("progressbar");
  const said = async (): Promise<string> => (await bar.getAttribute("aria-valuetext")) ?? "";
  await open.passUntil(async () => (await said()).includes("4 running"), 30_000);

  await panel.getByRole("button", { name: "Stop after the current ones" }).click();
  const go = panel.getByRole("button", { name: "Continue" });
  await until(open, async () => !(await said()).includes("running"));

  await soon(async () => expect(await said()).toBe("4 renewed, 21 waiting · 25 in all"));
  await soon(async () =>
    expect(await panel.innerText()).toContain("Stopped. 21 connections have not been started."),
  );
  await go.click();
  await open.passUntil(async () => (await said()).includes("running"), 60_000);
});
