import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import type { Simulator } from "../../../src/simulator/simulator";

/** What `hubUrl` takes. */
export type HubAddress = NonNullable<Parameters<Simulator["hubUrl"]>[0]>;

/** A hub in its host page, with what the browser said and asked since it was opened. */
export interface OpenHub {
  context: BrowserContext;
  /** The host page; its address is what a user sees. */
  page: Page;
  /** Inside the frame: look here for everything of the product. */
  hub: FrameLocator;
  /** Console lines as `type: text`, page errors as `error: text`. */
  messages: string[];
  /** Every request of the page, its frames and the service worker as `METHOD url`. */
  requests: string[];
  /**
   * Lets `ms` pass in the browser's timers and the simulator's clock at once, in steps, so that polls see the world
   * move. Needs `frozenTime`.
   */
  pass(ms: number, stepMs?: number): Promise<void>;
  /** Writes a picture of the whole page. */
  shoot(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions extends HubAddress {
  /** Freezes the browser's timers at the simulator's time; then only `pass` lets time go by. */
  frozenTime?: boolean;
  width?: number;
  height?: number;
}

const portals = /^https:\/\/(portal\.azure\.(com|us|cn)|entra\.microsoft\.(com|us|cn))\//;

/** Plain links to a portal open the simulated one too; whatever else leaves this machine fails. */
async function fenceIn(context: BrowserContext, simulator: Simulator): Promise<void> {
  await context.route(
    (url) => !["localhost", "127.0.0.1"].includes(url.hostname),
    async (route) => {
      const url = new URL(route.request().url());
      // Plain links only; Graph is routed by the service worker before it gets here.
      if (!portals.test(url.href)) return route.abort("internetdisconnected");
      const location = `${simulator.origins.portal}${url.pathname}?portal=${url.hostname}`;
      return route.fulfill({ status: 302, headers: { location } });
    },
  );
}

function record(page: Page, context: BrowserContext): { messages: string[]; requests: string[] } {
  const messages: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => messages.push(`error: ${error.message}`));
  context.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));
  return { messages, requests };
}

/** Opens the hub of a simulator in a browser context of its own. Does not wait for the hub to finish loading. */
export async function openHub(
  browser: Browser,
  simulator: Simulator,
  options: OpenOptions = {},
): Promise<OpenHub> {
  const { frozenTime = false, width = 1366, height = 768, ...address } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: "en-US",
    timezoneId: "UTC",
  });
  await fenceIn(context, simulator);
  const page = await context.newPage();
  const recorded = record(page, context);
  if (frozenTime) {
    await page.clock.install({ time: simulator.clock.now() });
    await page.clock.pauseAt(simulator.clock.now() + 1_000);
  }
  await page.goto(simulator.hubUrl(address));
  return {
    context,
    page,
    hub: page.frameLocator("iframe.external-content--iframe"),
    ...recorded,
    pass: async (ms, stepMs = 1_000) => {
      for (let left = ms; left > 0; left -= stepMs) {
        const step = Math.min(stepMs, left);
        simulator.clock.advance(step);
        await page.clock.runFor(step);
      }
    },
    shoot: async (path) => {
      mkdirSync(dirname(path), { recursive: true });
      await page.screenshot({ path });
    },
    close: () => context.close(),
  };
}
