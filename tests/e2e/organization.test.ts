import { join } from "node:path";
import type { Browser, Request } from "playwright-core";
import { startSimulator } from "../../simulator/simulator";
import type { Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { hostPages } from "./support/host-pages";
import { openHub } from "./support/hub-page";
import type { OpenHub } from "./support/hub-page";
import { unpackNewest } from "./support/unpacked";
import { soon } from "./support/soon";

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

  const visibleCount = (): string => {
    const hidden = simulator.world.users[0]?.hiddenProjectIds ?? [];
    const seen = simulator.world.endpoints.filter(
      ({ references }) => !hidden.includes(references[0]?.projectId ?? ""),
    );
    return `${seen.length.toLocaleString("en")} service connections`;
  };

  test("lists the connections of all visible projects, each once, with one list per project", async () => {
    const { hub } = await open();

    await hub.getByRole("columnheader", { name: /Project/ }).waitFor();
    await hub.getByText(visibleCount()).waitFor();

    const lists = simulator.traffic.requests.filter(
      ({ path, method }) => method === "GET" && /serviceendpoint\/endpoints$/i.test(path),
    );
    expect(lists).toHaveLength(142);
  });

  test("reads at most six projects at a time, counts a shared connection once, and keeps what was read when stopped", async () => {
    // Each list waits, so that those under way are seen beside each other.
    simulator.faults.add({
      match: { path: /serviceendpoint\/endpoints(\?|$)/i },
      effect: { kind: "delay", ms: 150 },
    });
    const { hub, page } = await open();
    // Those that were sent before the test began to listen are not counted, nor is their end.
    const under = new Set<Request>();
    let most = 0;
    const isList = (url: string): boolean => /serviceendpoint\/endpoints\?/i.test(url);
    page.on("request", (one) => {
      if (one.method() !== "GET" || !isList(one.url())) return;
      under.add(one);
      most = Math.max(most, under.size);
    });
    const ended = (one: Request): void => void under.delete(one);
    page.on("requestfinished", ended);
    page.on("requestfailed", ended);
    const bar = hub.getByRole("progressbar", { name: "Reading projects" });
    await hub.getByText(/^Read [1-9]\d* of 142 projects\./).waitFor();
    await soon(async () => expect(await bar.count()).toBe(1));
    await hub.getByRole("button", { name: "Stop reading" }).click();
    const stopped = hub.getByText(/\d+ of 142 projects were not read because you stopped/);
    await stopped.waitFor();

    expect(most).toBeLessThanOrEqual(6);
    expect(most).toBeGreaterThan(1);
    const missing = Number(/(\d+) of 142/.exec(await stopped.innerText())?.[1]);
    await soon(async () =>
      expect(await hub.getByRole("button", { name: /^Renew p/ }).count()).toBeGreaterThan(0),
    );

    simulator.faults.clear();
    const before = simulator.traffic.requests.length;
    await hub.locator("button:not([aria-disabled=true])", { hasText: "Retry all" }).click();
    // The shared ones are counted once, although two projects list them.
    await hub.getByText(visibleCount()).waitFor();
    await bar.waitFor({ state: "detached" });
    const lists = simulator.traffic.requests
      .slice(before)
      .filter(({ path, method }) => method === "GET" && /serviceendpoint\/endpoints$/i.test(path));
    // Only the missing ones are read again.
    expect(lists).toHaveLength(missing);
    await hub.getByRole("textbox", { name: "Filter by name" }).fill("p11-connection-1");
    const shared = hub.getByRole("button", { name: "Details of p11-connection-1", exact: true });
    await shared.waitFor();
    await soon(async () => expect(await shared.count()).toBe(1));
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
    await retry.waitFor();

    simulator.faults.clear();
    await hub.locator(`button[aria-label="Retry ${broken.name}"]:not([aria-disabled=true])`).click();

    await retry.waitFor({ state: "detached" });
    await soon(async () => expect(await hub.getByText("couldn't be read").count()).toBe(0));
  });
});
