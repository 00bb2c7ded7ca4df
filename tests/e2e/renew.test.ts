import type { Browser } from "playwright-core";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { openHub, type OpenHub } from "./support/hub-page";
import { clientIdAccepted, secretFromPortal, stepsOf, untilText } from "./support/renewing";
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

const start = async (
  scenario: string,
  prepare: (sim: Simulator) => void = () => undefined,
): Promise<void> => {
  sim = await startSimulator({ extensionDir: "out/unpacked", scenario });
  prepare(sim);
  open = await openHub(browser, sim, { frozenTime: true });
};

const writes = (): readonly string[] =>
  sim.traffic.requests
    .filter((one) => ["PUT", "POST"].includes(one.method) && !one.path.includes("$batch"))
    .filter((one) => one.service === "ado" || one.service === "graph")
    .map((one) =>
      one.path.includes("endpointproxy")
        ? "test"
        : one.path.includes("addPassword")
          ? "addPassword"
          : one.method,
    );

test("graph mode renews a manual connection from Renew to Verification succeeded", async () => {
  await start("graph-consented", clientIdAccepted);

  await open.hub.getByRole("button", { name: "Renew shop-production" }).click();
  const dialog = open.hub.getByRole("dialog", { name: "Renew shop-production" });
  await dialog.getByRole("button", { name: "Renew now" }).click();
  await untilText(open, dialog.getByRole("status"), "Verification succeeded", 120_000);

  await soon(async () =>
    expect(await stepsOf(dialog)).toEqual([
      "Create secret Done",
      "Test secret Done",
      "Save to Azure DevOps Done",
      "Verify Done",
    ]),
  );
  const calls = writes();
  const put = calls.indexOf("PUT");
  expect(calls.filter((one) => one === "PUT")).toHaveLength(1);
  expect(calls.filter((one) => one === "addPassword")).toHaveLength(1);
  // Baseline, the deliberately wrong value, then three proofs before anything is saved (G49, Q4).
  expect(calls.slice(calls.indexOf("addPassword") + 1, put)).toEqual(["test", "test", "test", "test"]);
  expect(calls.slice(put + 1)).toEqual(["test", "test", "test", "test", "test"]);
  await expectRowVerified("shop-production");
});

test("guided mode opens the exact blade, takes the pasted value and ends verified", async () => {
  await start("graph-not-consented");

  await open.hub.getByRole("button", { name: "Renew shop-production" }).click();
  const dialog = open.hub.getByRole("dialog", { name: "Renew shop-production" });
  const link = dialog.getByRole("link", { name: "Create a secret in the Azure portal" });
  const href = (await link.getAttribute("href")) ?? "";
  expect(href).toMatch(
    /^https:\/\/portal\.azure\.com\/[0-9a-f-]{36}\/#view\/Microsoft_AAD_RegisteredApps\/ApplicationMenuBlade\/~\/Credentials\/appId\/[0-9a-f-]{36}/,
  );
  await dialog.getByRole("textbox", { name: "New client secret" }).fill(secretFromPortal(sim));
  await dialog.getByRole("button", { name: "Save and verify" }).click();
  await untilText(open, dialog.getByRole("status"), "Verification succeeded", 120_000);

  expect(writes().filter((one) => one === "addPassword")).toEqual([]);
  await expectRowVerified("shop-production");
});

test("automatic mode is judged by its effect", async () => {
  await start("expired-automatic");

  await open.hub.getByRole("button", { name: "Renew shop-automatic" }).click();
  const dialog = open.hub.getByRole("dialog", { name: "Renew shop-automatic" });
  await dialog.getByRole("button", { name: "Renew now" }).click();
  await untilText(open, dialog.getByRole("status"), "Verification succeeded", 120_000);

  await soon(async () =>
    expect(await stepsOf(dialog)).toEqual([
      "Create secret Skipped",
      "Test secret Skipped",
      "Save to Azure DevOps Done",
      "Verify Done",
    ]),
  );
});

test("automatic mode that renews nothing says so and offers to take the connection over", async () => {
  await start("automatic-renews-nothing");

  await open.hub.getByRole("button", { name: "Renew shop-automatic" }).click();
  const dialog = open.hub.getByRole("dialog", { name: "Renew shop-automatic" });
  await dialog.getByRole("button", { name: "Renew now" }).click();
  await untilText(open, dialog.getByRole("alert"), "no new secret was seen", 300_000);

  // At 200 % the buttons stand at the edge of the panel, in one piece.
  await open.page.setViewportSize({ width: 683, height: 384 });
  await soon(async () => {
    const box = await dialog.getByRole("button", { name: "Try again" }).boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(384 - 16);
  });
  await dialog.getByRole("button", { name: "Switch to manual" }).click();
  await dialog.getByRole("button", { name: "Save and verify" }).waitFor();
});

async function expectRowVerified(name: string): Promise<void> {
  await open.page.keyboard.press("Escape");
  const row = open.hub.getByRole("row").filter({ hasText: name });
  await untilText(open, row, "Verified", 10_000);
}
