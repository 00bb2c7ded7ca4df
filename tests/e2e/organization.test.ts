import { join } from "node:path";
import type { Browser } from "playwright-core";
import { startSimulator } from "../../src/simulator/simulator";
import type { Simulator } from "../../src/simulator/simulator";
import { launchBrowser } from "./support/browser";
import { hostPages } from "./support/host-pages";
import { openHub } from "./support/hub-page";
import type { OpenHub } from "./support/hub-page";
import { unpackNewest } from "./support/unpacked";

jest.setTimeout(180_000);

describe("the organization hub, from the package", () => {
  let browser: Browser;
  let simulator: Simulator;
  let opened: OpenHub | null = null;

  beforeAll(async () => {
    const extensionDir = unpackNewest(join("out", "test-fixtures", "organization"));
    simulator = await startSimulator({ extensionDir, hostPagesDir: hostPages(), scenario: "org-150" });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await opened?.close();
    opened = null;
    simulator.reset("org-150");
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
  });

  async function open(): Promise<OpenHub> {
    opened = await openHub(browser, simulator, { hub: "organization" });
    return opened;
  }

  test("lists the connections of all visible projects, each once, with one list per project", async () => {
    const { hub } = await open();
    const visible = simulator.world.endpoints.filter(
      ({ references }) =>
        !simulator.world.users[0]?.hiddenProjectIds.includes(references[0]?.projectId ?? ""),
    );

    await hub.getByRole("columnheader", { name: /Project/ }).waitFor({ timeout: 60_000 });
    await hub.getByText(`${String(visible.length)} service connections`).waitFor({ timeout: 120_000 });

    const lists = simulator.traffic.requests.filter(
      ({ path, method }) => method === "GET" && /serviceendpoint\/endpoints$/i.test(path),
    );
    expect(lists).toHaveLength(142);
  });

  test("names a project that could not be read, and reads it alone when asked again", async () => {
    const broken = simulator.world.projects[3];
    if (broken === undefined) throw new Error("no project");
    simulator.faults.add({
      match: { path: `${broken.id}/_apis/serviceendpoint` },
      effect: { kind: "status", status: 403 },
    });
    const { hub } = await open();
    const retry = hub.getByRole("button", { name: `Retry ${broken.name}` });
    await retry.waitFor({ timeout: 120_000 });

    simulator.faults.clear();
    await hub.locator(`button[aria-label="Retry ${broken.name}"]:not([aria-disabled=true])`).click({
      timeout: 120_000,
    });

    await retry.waitFor({ state: "detached", timeout: 60_000 });
    expect(await hub.getByText("could not be read").count()).toBe(0);
  });
});
