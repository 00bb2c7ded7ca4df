import type { Browser } from "playwright-core";
import { startSimulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { packageDir } from "./support/scene";

const frame = "iframe.external-content--iframe";
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("from a failed run to Verification succeeded in three presses, after a first answer in four calls", async () => {
  const sim = await startSimulator({ extensionDir: packageDir, scenario: "failed-runs" });
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${sim.origins.host}/contoso/Fabrikam/_build/results?buildId=501`);
  const tab = page.frameLocator(frame);

  await page.getByRole("tab", { name: "Service connections" }).click();
  const cause = tab.getByRole("region", { name: "Did a credential break this run?" });
  await cause.getByText("Failed: credential expired (AADSTS7000222)").waitFor();
  const asked = sim.traffic.requests.filter(({ path }) => !/definitions|groups/i.test(path));

  const opened = context.waitForEvent("page");
  await cause.getByRole("link", { name: "Renew shop-production" }).click();
  const panel = (await opened).frameLocator(frame).getByRole("dialog", { name: "Renew shop-production" });
  await panel.getByRole("button", { name: "Renew now" }).click();
  await panel.getByRole("status").filter({ hasText: "Verification succeeded" }).waitFor({ timeout: 120_000 });

  expect(asked.map(({ method }) => method).sort()).toEqual(["GET", "GET", "GET", "POST"]);
  await context.close();
  await sim.close();
}, 180_000);

test("the tab follows the page to another run", async () => {
  const sim = await startSimulator({ extensionDir: packageDir, scenario: "failed-runs" });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${sim.origins.host}/contoso/Fabrikam/_build/results?buildId=501`);
  await page.getByRole("tab", { name: "Service connections" }).click();
  const answer = page.frameLocator(frame).getByRole("region", { name: "Did a credential break this run?" });
  await answer.getByText("Yes: 1 sign-in was refused.").waitFor();

  await page.getByRole("button", { name: "20261124.509" }).click();

  await answer
    .getByText(/^No sign-in error in this run\. The messages of 1 failed step name none\./)
    .waitFor();
  expect(sim.world.unhandled).toEqual([]);
  await context.close();
  await sim.close();
});
