import type { Browser } from "playwright-core";
import { startSimulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { openedHub } from "./support/hub-page";
import { untilText } from "./support/renewing";
import { packageDir } from "./support/scene";
import { patienceMs } from "./support/patience";

const frame = "iframe.external-content--iframe";
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("from a failed run to Verification succeeded in three presses, after a first answer in four calls", async () => {
  const sim = await startSimulator({ extensionDir: packageDir, scenario: "failed-runs" });
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  await context.clock.install({ time: sim.clock.now() });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(`${sim.origins.host}/contoso/Fabrikam/_build/results?buildId=501`);
  const tab = page.frameLocator(frame);

  await page.getByRole("tab", { name: "Service connections" }).click();
  const cause = tab.getByRole("region", { name: "Did a credential break this run?" });
  await cause.getByText("Failed: credential expired (AADSTS7000222)").waitFor();
  const asked = sim.traffic.requests.filter(({ path }) => !/definitions|groups/i.test(path));

  const opened = context.waitForEvent("page");
  await cause.getByRole("link", { name: "Renew shop-production" }).click();
  const open = openedHub(await opened, sim);
  const panel = open.hub.getByRole("dialog", { name: "Renew shop-production" });
  await panel.getByRole("button", { name: "Renew now" }).click();
  await untilText(open, panel.getByRole("status"), "Verification succeeded", 120_000);

  expect(asked.map(({ method }) => method).sort()).toEqual(["GET", "GET", "GET", "POST"]);
  await context.close();
  await sim.close();
});

/** Each run by its number, and what its tab says under "Did a credential break this run?" and as a whole. */
const told: readonly (readonly [run: number, ...texts: string[]])[] = [
  [502, "Failed: credential rejected (AADSTS7000215)", "Renew shop-staging"],
  [503, "Failed: app registration not found (AADSTS700016)", "Open the app registration"],
  [504, "Failed: app registration disabled (AADSTS7000112)"],
  [505, "Failed: wrong tenant (AADSTS90002)", "The message names the tenant of:"],
  [506, "Failed: role missing (AuthorizationFailed)", "shop-<b>roles</b>"],
  [507, "Failed: credential rejected (AADSTS700213)", "Federation of shop-federated"],
  [508, "Failed: token expired during the step (AADSTS700024)", "The step ended 63 minutes after it began."],
  [509, "No sign-in error in this run. The messages of 1 failed step name none. Its logs weren't read."],
  [
    510,
    "This run is still in progress. What follows covers its steps so far.",
    "The run went on after this step.",
  ],
  [512, "In an earlier attempt, 1 sign-in was refused. A later attempt followed."],
  [513, "This run belongs to a pull request from a fork."],
  [
    514,
    "Failed: credential expired (AADSTS7000222)",
    "The definition of this run is gone, so what it used can't be read.",
  ],
  [515, "Azure DevOps keeps no timeline for this run, so its errors can't be read."],
  [516, "used by 3 connections:", "Renew shop-west"],
  [
    517,
    "Saved since this step failed. If that was a renewal, run it again.",
    "Rerun failed jobs on the run's page",
  ],
  [518, "App registration 5a5a5a5a-1111-4222-8333-444444444444: no connection that you can see uses it."],
  [519, "Failed: credential expired (AADSTS7000222)", "Renew shop-production"],
  [511, "This run can't be read. It was deleted, or you lack the permission View builds on its pipeline."],
];

test("the tab follows the page from run to run, and says of each what was read", async () => {
  const sim = await startSimulator({ extensionDir: packageDir, scenario: "failed-runs" });
  const context = await browser.newContext();
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(`${sim.origins.host}/contoso/Fabrikam/_build/results?buildId=501`);
  await page.getByRole("tab", { name: "Service connections" }).click();
  const tab = page.frameLocator(frame);
  await tab.getByText("Yes: 1 sign-in was refused.").waitFor();

  const missing: string[] = [];
  for (const [run, ...texts] of told) {
    await page.getByRole("button", { name: `20261124.${String(run)}` }).click();
    for (const text of texts)
      await tab
        .getByText(text)
        .first()
        .waitFor()
        .catch(async () => missing.push(`${String(run)}: ${text}: ${await tab.locator("body").innerText()}`));
  }

  expect(missing).toEqual([]);
  expect(sim.world.unhandled).toEqual([]);
  await context.close();
  await sim.close();
});
