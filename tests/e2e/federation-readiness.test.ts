import type { Browser, Locator } from "playwright-core";
import { launchBrowser } from "./support/browser";
import type { OpenHub } from "./support/hub-page";
import { untilText } from "./support/renewing";
import { chooseInMenu, interfaceThere, scene, showTab, type Scene } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

const requestsOf = (part: string): number =>
  stage.sim.traffic.requests.filter(({ url }) => url.includes(part)).length;

async function readinessOf(open: OpenHub): Promise<Locator> {
  const tab = open.hub.getByRole("tab", { name: "Federation readiness" });
  await open.passUntil(() => tab.isVisible(), 60_000);
  return showTab(open, "Federation readiness");
}

async function click(open: OpenHub, button: Locator): Promise<void> {
  await open.passUntil(() => button.isVisible(), 60_000);
  await button.click();
}

const federated = (): readonly string[] =>
  stage.sim.world.endpoints
    .filter(({ authorization }) => authorization.scheme === "WorkloadIdentityFederation")
    .map(({ name }) => name)
    .sort();

const countOf = (dialog: Locator, label: string): Promise<string> =>
  dialog.locator("dl > div").filter({ hasText: label }).locator("dd").innerText();

test("a pipeline that fails since a conversion is named when the page is opened, and Revert takes it back", async () => {
  stage = await scene(browser, "federation-converted");
  const open = await stage.open();
  const warning = open.hub.getByRole("alert").filter({ hasText: "shop-failing-since" });
  await open.passUntil(() => warning.isVisible(), 30_000);

  const text = await warning.innerText();
  expect(text).toContain("shop-failing-since signs in without a secret since");
  expect(text).toContain("Since then the newest run of 1 pipeline with it failed:");
  expect(text).toMatch(/shop-deploy 20261124\.\d+, 23 hours ago/);
  expect(text).toContain("A run can fail for other reasons: look at it first.");
  expect(text).toMatch(/You can revert until Nov 28, 2026.* \(in 4 days\)/);
  await soon(async () => expect(await open.hub.getByText("shop-fine-since signs in").count()).toBe(0));
  await soon(async () => expect(await open.hub.getByText("shop-way-back-over signs in").count()).toBe(0));
  // One call for each connection that can still be taken back.
  expect(requestsOf("executionhistory")).toBe(2);

  await open.hub.getByRole("button", { name: "Revert shop-failing-since" }).click();
  const dialog = open.hub.getByRole("dialog", {
    name: "Convert shop-failing-since to workload identity federation",
  });
  await untilText(open, dialog, "The connection uses its secret again", 60_000);
  const endpoint = stage.sim.world.endpoints.find((one) => one.name === "shop-failing-since");
  expect(endpoint?.authorization.scheme).toBe("ServicePrincipal");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await open.passUntil(async () => (await warning.count()) === 0, 30_000);
});

test("the organization's readiness tells its price, counts, orders, and leads to each connection", async () => {
  stage = await scene(browser, "federation-mixed");
  const open = await stage.open({ hub: "organization" });
  await open.hub.getByRole("grid", { name: "Service connections" }).waitFor();
  await untilText(open, open.hub.locator("body"), "12 service connections", 30_000);
  const dialog = await readinessOf(open);
  await dialog
    .getByText("the lists of 1 project are read")
    .or(dialog.getByText(/The lists took/))
    .waitFor();
  await click(open, dialog.getByRole("button", { name: "Check pipelines" }));
  await open.passUntil(() => dialog.getByRole("button", { name: "Check again" }).isVisible(), 60_000);

  await soon(async () => expect(await countOf(dialog, "Hold a secret")).toBe("12"));
  await soon(async () => expect(await countOf(dialog, "Could convert today")).toBe("2"));
  await soon(async () => expect(await countOf(dialog, "Not looked at")).toBe("0"));
  const items = await dialog.getByRole("listitem").allInnerTexts();
  const unblocks = items.map((item) => Number(/unblocks (\d+) connection/.exec(item)?.[1] ?? 0));
  expect([...unblocks].sort((a, b) => b - a)).toEqual(unblocks);
  const held = items.map((item) => /\bblocks /.test(item));
  expect([...held].sort()).toEqual(held);
  expect(items.join("\n")).toContain("AzureMonitor@0: move to AzureMonitor@1");
  expect(items.join("\n")).toContain("AzureCLI@2: Open the script file and look for a sign-in with a secret");

  await dialog
    .getByRole("button", { name: "Convert shop-convertible to workload identity federation" })
    .click();
  const panel = open.hub.getByRole("dialog", {
    name: "Convert shop-convertible to workload identity federation",
  });
  // Its verdict is known from the look at all; nothing is read again but the right to manage it.
  await open.passUntil(
    () => panel.getByRole("button", { name: "Convert to federation" }).isEnabled(),
    30_000,
  );
  await panel.getByRole("button", { name: "Close" }).last().click();

  // All that could convert today, at once, after a second press; and one of them back.
  await dialog.getByRole("button", { name: "Convert 2 connections…", exact: true }).click();
  const before = requestsOf("ConvertAuthenticationScheme");
  await dialog.getByRole("button", { name: "Convert 2 connections", exact: true }).click();
  const list = dialog.getByRole("list", { name: "Conversions" });
  const converted = async (): Promise<number> =>
    (await list.getByRole("listitem").allInnerTexts()).filter((one) =>
      one.includes("converted and verified."),
    ).length;
  await open.passUntil(async () => (await converted()) === 2, 300_000, 2_000);
  const named = (await list.getByRole("listitem").allInnerTexts()).map((one) => one.split(":")[0] ?? "");
  expect([before, requestsOf("ConvertAuthenticationScheme")]).toEqual([0, 2]);
  expect(federated()).toEqual([...named].sort());
  await list.getByRole("button", { name: /^Revert .*shop-convertible/ }).click();
  await untilText(open, list, "reverted.", 60_000);
  expect(federated()).toEqual(named.filter((name) => name !== "shop-convertible"));
});

test("a check can be cancelled, judges nothing a yes then, and costs its own calls alone the next time", async () => {
  stage = await scene(browser, "federation-scale");
  const open = await stage.open();
  await open.passUntil(() => open.hub.getByRole("row").nth(1).isVisible(), 60_000);
  await chooseInMenu(open, "scale-01", "Federation");
  const dialog = open.hub.getByRole("dialog", { name: "Convert scale-01 to workload identity federation" });
  const start = dialog.getByRole("button", { name: "Check pipelines" });
  await open.passUntil(() => start.isVisible(), 30_000);
  await soon(async () =>
    expect(await dialog.innerText()).toContain(
      "The check takes at most 324 more calls: 2 for its history and permissions, 120 for release definitions, up to 100 to compile YAML pipelines, up to 1 for checks on environments, up to 101 for other branches that ran.",
    ),
  );
  await soon(async () =>
    expect(await dialog.innerText()).toContain(
      "200 aren't checked, so the connection can't be called convertible",
    ),
  );
  await start.click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await open.passUntil(() => dialog.getByRole("button", { name: "Check again" }).isVisible(), 60_000);

  await soon(async () => expect(await dialog.innerText()).toContain("The check was cancelled before it"));
  await soon(async () =>
    expect(await dialog.getByRole("button", { name: "Convert to federation" }).isEnabled()).toBe(false),
  );
});

test("50 connections, 300 YAML, 80 classic and 120 release definitions take at most 526 calls", async () => {
  stage = await scene(browser, "federation-scale");
  const open = await stage.open({ frozenTime: false });
  await interfaceThere(open);
  await soon(async () => expect(await open.hub.getByText("50 service connections").count()).toBe(1));
  const dialog = await showTab(open, "Federation readiness");
  await dialog.getByRole("checkbox", { name: "Compile all 300 YAML pipelines" }).click();
  await dialog.getByRole("button", { name: "Check pipelines" }).click();
  await dialog.getByRole("button", { name: "Check again" }).waitFor();

  const about = /executionhistory|pipelinepermissions|definitions|taskgroups|variablegroups|checks|preview/i;
  const calls = stage.sim.traffic.requests.filter(
    ({ path, service }) => service === "ado" && about.test(path),
  );
  expect(calls.length).toBeLessThanOrEqual(526);
  expect(calls.filter(({ path }) => path.endsWith("/preview"))).toHaveLength(300);
  expect(calls.filter(({ path }) => /release\/definitions\/\d+$/i.test(path))).toHaveLength(120);
  await soon(async () => expect(await countOf(dialog, "Not looked at")).toBe("0"));
});
