import { join } from "node:path";
import type { Browser } from "playwright-core";
import { startSimulator } from "../../simulator/simulator";
import type { Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./support/browser";
import { hostPages } from "./support/host-pages";
import { openHub } from "./support/hub-page";
import type { OpenHub, OpenOptions, Place } from "./support/hub-page";
import { interfaceThere } from "./support/scene";
import { unpackNewest } from "./support/unpacked";
import { soon } from "./support/soon";

const surroundings: [name: string, options: OpenOptions][] = [
  ["Project Settings, light", { theme: "light" }],
  ["Project Settings, dark", { theme: "dark" }],
  ["a host with the legacy handshake", { handshake: "legacy" }],
  ["a host that names no user", { query: { handshake: "legacy-bare" } }],
  ["a host without the bridge to Entra", { naa: false }],
  ["Organization Settings", { hub: "organization" }],
];

declare global {
  interface Window {
    /** Elements in the page when the list was asked for, and rows in the first frame that had any. */
    firstSteps: { drawnAtCall: number | null; firstRows: number };
  }
}

/** Runs in the hub's frame before its own scripts. */
function firstSteps(): void {
  if (!location.pathname.endsWith("/dist/hub.html")) return;
  const seen: Window["firstSteps"] = { drawnAtCall: null, firstRows: 0 };
  window.firstSteps = seen;
  const { fetch } = window;
  window.fetch = (input, init) => {
    seen.drawnAtCall ??= document.getElementById("root")?.childElementCount ?? -1;
    return fetch(input, init);
  };
  const look = (): void => {
    seen.firstRows = document.querySelectorAll("tbody > .hub-row").length;
    if (seen.firstRows === 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

describe("the packaged hub", () => {
  let browser: Browser;
  let simulator: Simulator;
  let opened: OpenHub | null = null;

  beforeAll(async () => {
    const extensionDir = unpackNewest(join("out", "test-fixtures", "smoke"));
    simulator = await startSimulator({ extensionDir, hostPagesDir: hostPages() });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await opened?.close();
    opened = null;
    simulator.reset(simulator.world.scenario);
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
  });

  const open = async (options: OpenOptions): Promise<OpenHub> => {
    opened = await openHub(browser, simulator, options);
    return opened;
  };
  const title = (place: Place) =>
    place.getByRole("heading", { level: 1, name: "Service connection renewal" });

  /** Nothing went wrong that only the browser's tools or the simulator would tell. */
  function expectNoComplaint({ messages, requests }: OpenHub): void {
    const hosts = requests.map((request) => new URL(request.split(" ")[1] ?? "").hostname);
    expect(messages.filter((message) => /^(error|warning):/.test(message))).toEqual([]);
    expect([...new Set(hosts)]).toEqual(["localhost"]);
    expect(simulator.world.unhandled).toEqual([]);
  }

  test.each(surroundings)("shows its list in %s", async (_name, options) => {
    const hub = await open(options);

    await title(hub.hub).waitFor();
    await interfaceThere(hub);

    await soon(async () => expect(await hub.page.getAttribute("body", "data-state")).toBe("shown"));
    await soon(async () => expect(await hub.hub.getByText("automatic-expired").count()).toBe(1));
    expectNoComplaint(hub);
  });

  test("asks for the list before it draws anything, and draws the rows in view first", async () => {
    // Time stands still: what comes late is waited for, however slow the network is.
    opened = await openHub(browser, simulator, { frozenTime: true, frameScript: firstSteps });
    await interfaceThere(opened);
    const frame = opened.page.frames().find((one) => one.url().includes("/dist/hub.html"));
    const { drawnAtCall, firstRows } = await frame!.evaluate(() => window.firstSteps);
    const inView = await frame!.evaluate(() => {
      const bottom = document.documentElement.clientHeight;
      return [...document.querySelectorAll("tbody > .hub-row")].filter(
        (row) => row.getBoundingClientRect().top < bottom,
      ).length;
    });

    expect(drawnAtCall).toBe(0);
    expect(firstRows).toBeGreaterThan(0);
    expect(firstRows).toBeLessThanOrEqual(inView + 2);
  });

  test("takes no text for code, and talks to no host but Azure DevOps and Microsoft Graph", async () => {
    const hub = await open({});
    await title(hub.hub).waitFor();
    await interfaceThere(hub);
    const frame = hub.page.frames().find((one) => one.url().includes("/dist/hub.html"));

    const foreign = ["http://127.0.0.1:9/x", "https://evil.visualstudio.com/x", "https://evil.example/x"];
    const markup = frame?.evaluate(() => {
      try {
        document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>";
        return "taken";
      } catch (error) {
        return (error as Error).name;
      }
    });
    const calls = frame?.evaluate((addresses) => {
      const refused = new Set<string>();
      return new Promise<readonly string[]>((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => {
          if (event.effectiveDirective === "connect-src") refused.add(event.blockedURI);
          if (refused.size === addresses.length) resolve([...refused]);
        });
        for (const address of addresses) void fetch(address).catch(() => undefined);
      });
    }, foreign);

    expect(await markup).toBe("TypeError");
    expect([...((await calls) ?? [])].sort()).toEqual([...foreign].sort());
  });

  test("takes the colours of a dark host", async () => {
    const hub = await open({ theme: "dark" });
    await title(hub.hub).waitFor();

    const colour = await title(hub.hub).evaluate((element) => getComputedStyle(element).color);

    const [red = 0, green = 0, blue = 0] = [...colour.matchAll(/[\d.]+/g)].map(Number);
    expect(Math.min(red, green, blue)).toBeGreaterThan(200);
  });

  test("says where it belongs when it is opened by itself", async () => {
    const hub = await open({ query: { frameless: "1" } });

    await hub.page.getByText("This page works only inside Azure DevOps.").waitFor();

    await soon(async () => expect(await title(hub.page).count()).toBe(1));
    expectNoComplaint(hub);
  });

  test("says so when the host never answers", async () => {
    const hub = await open({ query: { silent: "1" } });
    const sentence = hub.hub.getByText("Azure DevOps didn't answer when the hub asked for its session.");

    await hub.passUntil(() => sentence.isVisible(), 60_000);

    await soon(async () => expect(await title(hub.hub).count()).toBe(1));
    expectNoComplaint(hub);
  });
});
