import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Browser, BrowserContext, FrameLocator, Page, Request } from "playwright-core";
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
  /** Console lines as `type: text`, page errors as `error: text`; not the host page's own refused requests. */
  messages: string[];
  /** Every request of the page, its frames and the service worker as `METHOD url`. */
  requests: string[];
  /**
   * Lets `ms` pass in the browser's timers and the simulator's clock at once. Goes in steps and waits after each for the
   * answers to what it set off, so that a poll every few seconds sees the world move and no time-out fires early.
   */
  pass(ms: number, stepMs?: number): Promise<void>;
  /** Lets time pass until the condition holds; rejects where it does not within `limitMs` of that time. */
  passUntil(holds: () => Promise<boolean>, limitMs: number): Promise<void>;
  /** Writes a picture of what is in view. */
  shoot(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions extends HubAddress {
  /**
   * Lets time go by only through `pass`, to the millisecond. Without it the browser's clock starts at the simulator's
   * and both run with the real one; `pass` works then too.
   */
  frozenTime?: boolean;
  /** Opens one more tab of this hub's browser instead of a browser of its own; `close` of either closes both. */
  sameBrowserAs?: OpenHub;
  /** Where the browser believes to be; UTC unless told. */
  timeZone?: string;
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

interface Recorded {
  messages: string[];
  requests: string[];
  /** Requests that wait for an answer. */
  pending: Set<Request>;
}

function record(page: Page, context: BrowserContext, hostOrigin: string): Recorded {
  const messages: string[] = [];
  const requests: string[] = [];
  const pending = new Set<Request>();
  page.on("console", (message) => {
    // The host reads extension data itself: a missing document is a line of its console, not of the hub's.
    if (message.location().url.startsWith(`${hostOrigin}/_sim/`)) return;
    messages.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => messages.push(`error: ${error.message}`));
  context.on("request", (request) => {
    requests.push(`${request.method()} ${request.url()}`);
    pending.add(request);
  });
  context.on("requestfinished", (request) => pending.delete(request));
  context.on("requestfailed", (request) => pending.delete(request));
  return { messages, requests, pending };
}

/** What still has no answer after this real time is meant to have none. */
const patienceMs = 400;
/** For what an answer sets off: parsing it, drawing, asking the next thing. */
const breathMs = 15;

const realTime = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for the requests of the moment, but not again for those that were waited for in vain. */
async function settle(pending: Set<Request>, inVain: Set<Request>): Promise<void> {
  const waiting = (): boolean => [...pending].some((request) => !inVain.has(request));
  const until = Date.now() + patienceMs;
  do await realTime(breathMs);
  while (waiting() && Date.now() < until);
  if (waiting()) for (const request of pending) inVain.add(request);
}

function passing(
  page: Page,
  simulator: Simulator,
  pending: Set<Request>,
): Pick<OpenHub, "pass" | "passUntil"> {
  const inVain = new Set<Request>();
  const pass = async (ms: number, stepMs = 500): Promise<void> => {
    for (let left = ms; left > 0; left -= stepMs) {
      const step = Math.min(stepMs, left);
      simulator.clock.advance(step);
      await page.clock.runFor(step);
      await settle(pending, inVain);
    }
  };
  const passUntil = async (holds: () => Promise<boolean>, limitMs: number): Promise<void> => {
    const stepMs = 500;
    for (let passed = 0; !(await holds()); passed += stepMs) {
      if (passed >= limitMs) throw new Error(`It did not come about within ${limitMs} ms.`);
      await pass(stepMs, stepMs);
    }
  };
  return { pass, passUntil };
}

/** Opens the hub of a simulator in a browser context of its own. Does not wait for the hub to finish loading. */
export async function openHub(
  browser: Browser,
  simulator: Simulator,
  options: OpenOptions = {},
): Promise<OpenHub> {
  const {
    frozenTime = false,
    width = 1366,
    height = 768,
    sameBrowserAs,
    timeZone = "UTC",
    ...address
  } = options;
  const context =
    sameBrowserAs?.context ??
    (await browser.newContext({ viewport: { width, height }, locale: "en-US", timezoneId: timeZone }));
  if (sameBrowserAs === undefined) await fenceIn(context, simulator);
  const page = await context.newPage();
  const { pending, ...recorded } = record(page, context, simulator.origins.host);
  const now = simulator.clock.now();
  // Installed a minute early where time is to stand still: a clock that runs cannot be stopped in its past.
  await page.clock.install({ time: frozenTime ? now - 60_000 : now });
  if (frozenTime) await page.clock.pauseAt(now);
  await page.goto(simulator.hubUrl(address));
  return {
    context,
    page,
    hub: page.frameLocator("iframe.external-content--iframe"),
    ...recorded,
    ...passing(page, simulator, pending),
    shoot: async (path) => {
      mkdirSync(dirname(path), { recursive: true });
      await page.screenshot({ path });
    },
    close: () => context.close(),
  };
}
