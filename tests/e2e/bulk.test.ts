import { join } from "node:path";
import type { Browser } from "playwright-core";
import { startSimulator } from "../../simulator/simulator";
import type { Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { hostPages } from "./support/host-pages";
import { openHub } from "./support/hub-page";
import type { OpenHub, OpenOptions } from "./support/hub-page";
import { interfaceThere } from "./support/scene";
import { unpackNewest } from "./support/unpacked";
import { soon } from "./support/soon";

const title = "Renew selected service connections";

describe("many at once, from the package", () => {
  let browser: Browser;
  let simulator: Simulator;
  let opened: OpenHub | null = null;

  beforeAll(async () => {
    const extensionDir = unpackNewest(join("out", "test-fixtures", "bulk"));
    simulator = await startSimulator({ extensionDir, hostPagesDir: hostPages() });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await opened?.close();
    opened = null;
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
  });

  async function open(scenario: string, options: OpenOptions = {}): Promise<OpenHub> {
    simulator.reset(scenario);
    opened = await openHub(browser, simulator, options);
    await interfaceThere(opened);
    return opened;
  }

  const heldBy = (name: string): string =>
    simulator.world.endpoints.find((one) => one.name === name)?.secrets["serviceprincipalkey"] ?? "";

  test("plans a selection, leaves what holds no secret, and renews automatic connections", async () => {
    const { hub } = await open("mixed-40");
    for (const name of ["automatic-two-weeks", "federated-entra-issuer", "missing-data-and-type"]) {
      await hub.getByRole("textbox", { name: "Filter by name" }).fill(name);
      await hub.getByRole("checkbox", { name: `Select ${name}` }).click();
    }
    const before = heldBy("automatic-two-weeks");

    await hub.getByRole("button", { name: "Renew selected" }).click();
    const panel = hub.getByRole("dialog", { name: title });
    await panel.getByText("1 connection can be renewed without you").waitFor();

    const refused = panel.getByRole("table", { name: "Not renewed (2)" });
    await soon(async () => expect(await refused.getByRole("row").count()).toBe(3));
    await panel.getByRole("button", { name: "Renew 1 connection" }).click();
    await panel.getByRole("button", { name: "Done" }).waitFor();
    await soon(async () =>
      expect(await panel.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("1"),
    );
    expect(heldBy("automatic-two-weeks")).not.toBe(before);
  });

  test("queues the guided ones, and opens the panel of each", async () => {
    const { hub } = await open("bulk-25", { naa: false });
    for (const name of ["bulk-03", "bulk-04"])
      await hub.getByRole("checkbox", { name: `Select ${name}` }).click();
    await hub.getByRole("button", { name: "Renew selected" }).click();
    const panel = hub.getByRole("dialog", { name: title });
    await panel.getByRole("button", { name: "Renew 2 connections" }).click();

    await panel.getByRole("button", { name: /^Skip bulk-/ }).click();
    await panel.getByRole("button", { name: /^Work on bulk-/ }).click();

    const single = hub.getByRole("dialog", { name: /^Renew bulk-0/ });
    await single.getByRole("link", { name: "Create a secret in the Azure portal" }).waitFor();
    await single.getByRole("button", { name: "Close" }).first().click();
    await panel.getByText("1 skipped").first().waitFor();
  });

  test("verifies all and lists the failed ones first", async () => {
    const { hub } = await open("mixed-40");

    await hub.getByRole("button", { name: "Verify all" }).click();
    const panel = hub.getByRole("dialog", { name: "Verify service connections" });
    await panel.getByRole("button", { name: /^Verify \d+ connections$/ }).click();
    await panel.getByRole("button", { name: "Done" }).waitFor();

    const first = panel
      .getByRole("table", { name: /^Result/ })
      .getByRole("row")
      .nth(1);
    await soon(async () => expect(await first.textContent()).toContain("Failed:"));
    await soon(async () => expect(await panel.getByText("No test for this type").count()).toBeGreaterThan(0));
  });

  test("selects a row with Space", async () => {
    const { hub } = await open("bulk-25");
    const cell = hub.getByRole("row").nth(1).getByRole("gridcell").nth(1);
    await cell.focus();

    await cell.press(" ");

    await hub.getByText("1 selected", { exact: true }).waitFor();
    await soon(async () =>
      expect(await hub.getByRole("button", { name: "Renew selected" }).isEnabled()).toBe(true),
    );
  });
});
