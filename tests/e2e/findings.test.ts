import type { Browser, Locator } from "playwright-core";
import { launchBrowser } from "./support/browser";
import { clientIdAccepted } from "./support/renewing";
import type { OpenHub } from "./support/hub-page";
import { interfaceThere, scene, type Scene } from "./support/scene";
import { soon } from "./support/soon";

let browser: Browser;
let stage: Scene;
let open: OpenHub;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await scene(browser, "advice", clientIdAccepted);
  open = await stage.open();
  await interfaceThere(open);
});
afterEach(() => stage.close());

const rowOf = (name: string): Locator => open.hub.getByRole("row").filter({ hasText: name }).first();

/** The advice in the plan of a connection. */
async function planOf(name: string): Promise<Locator> {
  await open.hub.getByRole("button", { name: `Renew ${name}`, exact: true }).click();
  return open.hub.getByRole("dialog", { name: `Renew ${name}` });
}

const looks = (): number =>
  stage.sim.traffic.requests.filter(({ path }) => /executionhistory|pipelinepermissions/i.test(path)).length;

test("rows say what was found in a short name, and the counter-examples say nothing", async () => {
  await expectText(rowOf("terraform-shop"), "Managed by Terraform");
  await expectText(rowOf("feed-of-another-organization"), "Token for Azure DevOps");
  await expectText(rowOf("amazon"), "Issuer outside Azure");
  await soon(async () =>
    expect(await rowOf("mentions-terraform").innerText()).not.toContain("Managed by Terraform"),
  );
  await soon(async () =>
    expect(await rowOf("feed-elsewhere").innerText()).not.toContain("Token for Azure DevOps"),
  );
  // The list, its records and Graph bring all of it.
  expect(looks()).toBe(0);
});

test("a plan for what Terraform manages shows the block and writes no note", async () => {
  const plan = await planOf("terraform-shop");
  const advice = plan.getByRole("region", { name: "Before you renew" });

  await expectText(advice, "serviceprincipalkey_wo");
  await plan.getByRole("button", { name: "Renew now" }).waitFor();
  await soon(async () =>
    expect(await plan.getByRole("checkbox", { name: "Add expiry date to description" }).count()).toBe(0),
  );
});

test("what nobody uses is better disabled, for two calls when the plan is opened, and is", async () => {
  const plan = await planOf("nobody-uses-it");
  const advice = plan.getByRole("region", { name: "Before you renew" });
  await expectText(advice, "Not used");
  expect(looks()).toBe(2);

  await advice.getByRole("button", { name: "Disable…" }).click();
  await advice.getByRole("button", { name: "Disable", exact: true }).click();
  await expectText(rowOf("nobody-uses-it"), "Disabled");
  await expectText(advice, "Disabled, as Azure DevOps shows it now.");
  expect(stage.sim.world.endpoints.find(({ name }) => name === "nobody-uses-it")?.isDisabled).toBe(true);
});

test("a connection that a release uses is not called unused", async () => {
  const plan = await planOf("used-by-release");
  await plan.getByRole("button", { name: "Renew now" }).waitFor();

  await soon(async () => expect(await plan.getByText("Not used").count()).toBe(0));
});

async function expectText(where: Locator, text: string): Promise<void> {
  await where.getByText(text, { exact: false }).first().waitFor();
}
