import type { Browser, Locator } from "playwright-core";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { openHub, type OpenHub } from "./support/hub-page";
import { clientIdAccepted, untilText } from "./support/renewing";
import { chooseInMenu, showTab } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let sim: Simulator;
let open: OpenHub;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await open.close();
  await sim.close();
});

async function start(scenario: string, prepare: (sim: Simulator) => void = () => undefined): Promise<void> {
  sim = await startSimulator({ extensionDir: "out/unpacked", scenario });
  prepare(sim);
  open = await openHub(browser, sim, { frozenTime: true });
}

/** Opens the panel of a connection and, where it has one, runs the check. */
async function panelOf(name: string, check = true): Promise<Locator> {
  await chooseInMenu(open, name, "Federation");
  const dialog = open.hub.getByRole("dialog", {
    name: `Convert ${name} to workload identity federation`,
    exact: true,
  });
  await dialog.waitFor();
  if (!check) return dialog;
  await dialog.getByRole("button", { name: "Check pipelines" }).click();
  await dialog.getByRole("button", { name: "Check again" }).waitFor();
  return dialog;
}

const schemeOf = (name: string): string | undefined =>
  sim.world.endpoints.find((one) => one.name === name)?.authorization.scheme;
const conversions = (): number =>
  sim.traffic.requests.filter((one) => one.url.includes("ConvertAuthenticationScheme")).length;

test("preflight tells its number of calls, and makes no more", async () => {
  await start("federation-mixed");

  const dialog = await panelOf("shop-yaml", false);
  const start1 = dialog.getByRole("button", { name: "Check pipelines" });
  await start1.waitFor();
  const said = await dialog.getByText(/The check takes at most/).innerText();
  const before = sim.traffic.requests.length;
  await start1.click();
  await dialog.getByRole("button", { name: "Check again" }).waitFor();

  const most = Number(/at most (\d+) more calls/.exec(said)?.[1]);
  const made = sim.traffic.requests.length - before;
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThanOrEqual(most);
  expect(sim.world.unhandled).toEqual([]);
});

test("a step that needs the secret shows its newer version, the YAML diff and a filled-in step to copy", async () => {
  await start("federation-mixed");

  const dialog = await panelOf("shop-yaml");

  await soon(async () => expect(await dialog.getByText("Blocked").first().isVisible()).toBe(true));
  const diff = await dialog.getByLabel("Change of the step").first().innerText();
  expect(diff).toContain("- - task: AzureFileCopy@5");
  expect(diff).toContain("+ - task: AzureFileCopy@6");
  const script = await dialog
    .getByLabel("step with script for Copy the web site", { exact: true })
    .innerText();
  expect(script).toContain("--account-name 'shopweb'");
  expect(script).toContain("azureSubscription: shop-yaml");
  await soon(async () =>
    expect(
      await dialog.getByRole("button", { name: "Copy step with script for Copy the web site" }).isEnabled(),
    ).toBe(true),
  );
  await soon(async () =>
    expect(await dialog.getByRole("button", { name: "Convert to federation" }).count()).toBe(0),
  );
});

test("one click converts, verifies, and shows until when it can be taken back; Revert takes it back", async () => {
  await start("federation-automatic");

  const dialog = await panelOf("shop-automatic");
  await dialog.getByRole("button", { name: "Convert to federation" }).click();
  await untilText(open, dialog, "The connection is federated now", 60_000);

  expect(schemeOf("shop-automatic")).toBe("WorkloadIdentityFederation");
  expect(conversions()).toBe(1);
  await untilText(open, dialog, "You can revert until", 20_000);
  await soon(async () => expect(await dialog.innerText()).toContain("in 7 days"));
  await dialog.getByRole("button", { name: "Revert" }).click();
  await untilText(open, dialog, "The connection uses its secret again", 60_000);
  expect(schemeOf("shop-automatic")).toBe("ServicePrincipal");
});

test("what is not known asks for a worded acceptance before it converts", async () => {
  // Its run cannot be asked for its branch, so nobody knows what that branch does.
  await start("federation-mixed", ({ faults }) =>
    faults.add({ match: { path: "build/builds" }, effect: { kind: "status", status: 403 } }),
  );

  const dialog = await panelOf("shop-yaml-fine");
  const convert = dialog.getByRole("button", { name: "Convert to federation" });
  await soon(async () => expect(await dialog.innerText()).toContain("Not every branch that it ran from"));
  await soon(async () => expect(await convert.getAttribute("aria-disabled")).toBe("true"));
  await dialog.getByRole("checkbox", { name: /^I accept that pipelines listed above may fail/ }).click();
  await convert.click();
  await untilText(open, dialog, "The connection is federated now", 60_000);

  expect(schemeOf("shop-yaml-fine")).toBe("WorkloadIdentityFederation");
});

test("pipelines that could not be compiled are listed with Azure DevOps' reason", async () => {
  await start("federation-mixed");

  const dialog = await panelOf("shop-not-visible");

  const text = await dialog.innerText();
  expect(text).toContain("Not fully visible");
  expect(text).toContain("TF215106");
  expect(text).toContain("A value for the 'environment' parameter must be provided.");
});

test.each([
  ["shop-shared", "This connection is shared with other projects."],
  ["shop-azure-stack", "Azure Stack knows no workload identity federation."],
  ["shop-us-government", "Microsoft advises against federation in this cloud."],
])("%s is refused with its reason", async (name, reason) => {
  await start("federation-mixed");

  const dialog = await panelOf(name, false);

  await soon(async () => expect(await dialog.innerText()).toContain(reason));
  await soon(async () =>
    expect(await dialog.getByRole("button", { name: "Convert to federation" }).count()).toBe(0),
  );
});

test("a refusal of Azure DevOps says what is still true, and shows the way by hand", async () => {
  await start("federation-no-rights");

  const dialog = await panelOf("shop-automatic");
  await dialog.getByRole("button", { name: "Convert to federation" }).click();
  await untilText(open, dialog, "Azure DevOps couldn't create the federated credential", 60_000);

  const text = await dialog.innerText();
  expect(text).toContain("Nothing was changed: the connection signs in as before.");
  expect(text).toContain("https://login.microsoftonline.com/");
  expect(schemeOf("shop-automatic")).toBe("ServicePrincipal");
});

test("a manual connection gets its federated credential through Graph and converts", async () => {
  await start("federation-mixed", clientIdAccepted);

  const dialog = await panelOf("shop-manual");
  await dialog.getByRole("button", { name: "Add it through Microsoft Graph" }).click();
  await untilText(open, dialog, "Microsoft Graph added the federated credential", 60_000);
  await dialog.getByRole("button", { name: "Convert to federation" }).click();
  await untilText(open, dialog, "The connection is federated now", 60_000);

  expect(schemeOf("shop-manual")).toBe("WorkloadIdentityFederation");
});

test("the old issuer shows its deadline in the list, and in the panel what to do and who is exempt", async () => {
  await start("federation-old-issuer");

  const row = open.hub.getByRole("row").filter({ hasText: "shop-old-issuer" }).first();
  await open.passUntil(async () => /1 Jul 2027|Jul 1, 2027/.test(await row.innerText()), 10_000);
  const dialog = await panelOf("shop-old-issuer", false);
  const text = await dialog.innerText();
  expect(text).toMatch(/stops working on (1 Jul 2027|Jul 1, 2027), in 219 days/);
  expect(text).toContain("choose Update to move it to the Entra issuer");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  const exempt = await panelOf("shop-us-old-issuer", false);
  await soon(async () =>
    expect(await exempt.innerText()).toContain("is exempt from its retirement on 1 July 2027"),
  );
});

test("federation readiness orders what stands in the way by how many connections it unblocks", async () => {
  await start("federation-mixed");

  const dialog = await showTab(open, "Federation readiness");
  await dialog.getByRole("button", { name: "Check pipelines" }).click();
  await dialog.getByRole("button", { name: "Check again" }).waitFor();

  const items = await dialog.getByRole("listitem").allInnerTexts();
  const numbers = (what: RegExp): readonly number[] => items.map((item) => Number(what.exec(item)?.[1] ?? 0));
  const unblocks = numbers(/unblocks (\d+) connection/);
  expect(unblocks.length).toBeGreaterThan(3);
  expect([...unblocks].sort((a, b) => b - a)).toEqual(unblocks);
  // What the platform blocks is unblocked by no change, so it comes last.
  const held = numbers(/\bblocks (\d+) connection/).map((count) => count > 0);
  expect(held).toContain(true);
  expect([...held].sort()).toEqual(held);
  await soon(async () => expect(await dialog.innerText()).toMatch(/Could convert today\s+2/));
});
