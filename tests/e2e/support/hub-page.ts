import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Browser, BrowserContext, Frame, FrameLocator, Page, Request } from "playwright-core";
import { patienceMs } from "./patience";
import { nothing, rest, stopTime, timeTo, wakeAt, type Standing } from "./page-time";
import type { Simulator } from "../../../simulator/simulator";

/** What `hubUrl` takes. */
export type HubAddress = NonNullable<Parameters<Simulator["hubUrl"]>[0]>;

/** Where a test looks for something. A frame is asked at once; a locator of a frame first finds it, each time. */
export type Place = Pick<FrameLocator, "getByRole" | "getByText" | "getByLabel" | "locator">;

/** A hub in its host page, with what the browser said and asked since it was opened. */
export interface OpenHub {
  context: BrowserContext;
  /** The host page; its address is what a user sees. */
  page: Page;
  /** Whether its time leaps from timer to timer. */
  leaps: boolean;
  /** Inside the frame: look here for everything of the product. A page that was loaded anew has another frame. */
  readonly hub: Place;
  /** Console lines as `type: text`, page errors as `error: text`; not the host page's own refused requests. */
  messages: string[];
  /** Every request of the page, its frames and the service worker as `METHOD url`. */
  requests: string[];
  /**
   * Lets `ms` pass in the browser's timers and the simulator's clock at once; where time stands still, in every tab of
   * the simulator. Goes in steps and waits after each for the answers to what it set off, so that a poll every few
   * seconds sees the world move and no time-out fires early. Where time stands still, nobody waits for an answer and no
   * timer is due within a step, the step goes on to the next timer. What the simulator holds is not waited for.
   */
  pass(ms: number, stepMs?: number): Promise<void>;
  /** Lets time pass until the condition holds; rejects where it does not within `limitMs` of that time. */
  passUntil(holds: () => Promise<boolean> | boolean, limitMs: number, stepMs?: number): Promise<void>;
  /** The machine sleeps: time goes by everywhere, but in no tab does anything happen before it wakes. */
  sleep(ms: number): Promise<void>;
  /** Writes a picture of what is in view. */
  shoot(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions extends HubAddress {
  /**
   * Lets time go by only through `pass` and `sleep`, to the millisecond, in the world and in the tab. Without it the browser's clock starts at the simulator's
   * and both run with the real one; `pass` works then too.
   */
  frozenTime?: boolean;
  /**
   * Where time stands still: lets it leap to the next timer that does not repeat. A run then comes to its end in a few
   * steps; the seconds that the page counts are not all seen, and what takes several calls and timers takes as many steps.
   */
  leaps?: boolean;
  /** Opens one more tab of this hub's browser instead of a browser of its own; `close` of either closes both. */
  sameBrowserAs?: OpenHub;
  /** How far the browser's clock is ahead of the services', where time stands still. */
  skewMs?: number;
  /** Where the browser believes to be; UTC unless told. */
  timeZone?: string;
  /** Asks for reduced motion, unless told: nothing slides or turns, which spares a machine without graphics hardware. */
  still?: boolean;
  /** Links to a portal open the simulated one. */
  portalsHere?: boolean;
  /** Runs in every frame before its own scripts. */
  frameScript?: () => void;
  width?: number;
  height?: number;
}

const portals = /^https:\/\/(portal\.azure\.(com|us|cn)|entra\.microsoft\.(com|us|cn))\//;

/**
 * Plain links to a portal open the simulated one. Whatever else leaves this machine finds nobody (`launchBrowser`). Asking
 * for it costs each request a detour and the browser its cache, so only tests that open a portal do.
 */
async function openPortalsHere(context: BrowserContext, simulator: Simulator): Promise<void> {
  await context.route(portals, async (route) => {
    const url = new URL(route.request().url());
    const location = `${simulator.origins.portal}${url.pathname}?portal=${url.hostname}`;
    return route.fulfill({ status: 302, headers: { location } });
  });
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

const realTime = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const keyOf = (method: string, url: string): string => {
  const { pathname, search } = new URL(url);
  return `${method} ${decodeURIComponent(pathname)}${search}`;
};

/** Requests without an answer which the simulator does not hold back; Graph's are one in the page and one in the worker. */
function outstanding(pending: ReadonlySet<Request>, simulator: Simulator): readonly string[] {
  const held = simulator.barrier
    .list()
    .flatMap(({ service, method, url }) =>
      Array<string>(service === "graph" ? 2 : 1).fill(keyOf(method, url)),
    );
  return [...pending]
    .map((request) => keyOf(request.method(), request.url()))
    .filter((key) => {
      const at = held.indexOf(key);
      if (at >= 0) held.splice(at, 1);
      return at < 0;
    });
}

/** One open tab, as the passing of time sees it. */
interface Tab {
  page: Page;
  frozen: boolean;
  recorded: Recorded;
}

/** All tabs that live in one simulator's time. */
const tabsOf = new WeakMap<Simulator, Set<Tab>>();

/** Where some tabs stand: what went on in them so far, what they wait for, and when they act again by themselves. */
interface Moment {
  activity: string;
  waiting: readonly string[];
  /** Milliseconds in which nothing can happen in them: no timer is due, and no answer is out. */
  idleMs: number;
}

/** How each simulator's tabs stood when they had come to rest last. */
const restOf = new WeakMap<Simulator, Moment>();

async function momentOf(
  tabs: readonly Tab[],
  simulator: Simulator,
  look: (tab: Tab) => Promise<Standing>,
): Promise<Moment> {
  const standings: Standing[] = [];
  for (const tab of tabs) standings.push(await look(tab));
  const open = standings.reduce((sum, one) => sum + one.open, 0);
  const held = simulator.barrier.list().length;
  const unseen = open - held;
  return {
    idleMs: open > 0 || held > 0 ? 0 : Math.min(...standings.map(({ next }) => next)),
    activity: [
      ...tabs.map(({ recorded }) => recorded.requests.length),
      ...standings.map(({ activity }) => activity),
    ].join(" "),
    waiting: [
      ...tabs.flatMap(({ recorded }) => outstanding(recorded.pending, simulator)),
      ...(unseen > 0 ? [`${String(unseen)} requests of the page`] : []),
    ],
  };
}

const atRest = (tab: Tab): Promise<Standing> =>
  tab.frozen ? rest(tab.page) : realTime(15).then(() => nothing);

/**
 * Waits until every tab has taken in all answers, asks for nothing more, and its frames have nothing to tell each other.
 * Never by a time: what the simulator holds back is not waited for, and an answer that does not come fails.
 */
async function settle(tabs: readonly Tab[], simulator: Simulator, before = ""): Promise<void> {
  const until = Date.now() + patienceMs;
  let pauseMs = 2;
  for (let seen = before; ;) {
    const moment = await momentOf(tabs, simulator, atRest);
    const { activity, waiting } = moment;
    if (waiting.length === 0 && activity === seen) {
      restOf.set(simulator, moment);
      return;
    }
    if (Date.now() > until) throw new Error(`No answer came to ${waiting.join(", ")}`);
    // Each look costs the page some of the time that it needs for its answers.
    if (waiting.length > 0) await realTime((pauseMs = Math.min(40, pauseMs * 1.5)));
    seen = activity;
  }
}

function passing(tab: Tab, simulator: Simulator): Pick<OpenHub, "pass" | "passUntil" | "sleep"> {
  // Time is one for everybody who looks at a simulated world.
  const everybody = (): Tab[] =>
    [...(tabsOf.get(simulator) ?? [])].filter(({ page, frozen }) => frozen && !page.isClosed());
  const concerned = (): readonly Tab[] => (tab.frozen ? everybody() : [tab]);
  /** Lets one step pass, and answers how long it was: longer than `stepMs` where nothing can happen before. */
  const step = async (stepMs: number, left: number): Promise<number> => {
    const idleMs = tab.frozen ? (restOf.get(simulator)?.idleMs ?? 0) : 0;
    const ms = Math.min(left, Math.max(stepMs, idleMs));
    simulator.clock.advance(ms);
    const tabs = concerned();
    const moment = await momentOf(tabs, simulator, ({ page, frozen }) =>
      frozen ? timeTo(page, simulator.clock.now()) : page.clock.runFor(ms).then(() => nothing),
    );
    const quiet = moment.activity === restOf.get(simulator)?.activity && moment.waiting.length === 0;
    if (tab.frozen && quiet) restOf.set(simulator, moment);
    else await settle(tabs, simulator, moment.activity);
    return ms;
  };
  const pass = async (ms: number, stepMs = 500): Promise<void> => {
    for (let left = ms; left > 0;) left -= await step(stepMs, left);
  };
  const passUntil = async (
    holds: () => Promise<boolean> | boolean,
    limitMs: number,
    stepMs = 500,
  ): Promise<void> => {
    await settle(concerned(), simulator);
    for (let passed = 0; !(await holds());) {
      if (passed >= limitMs) throw new Error(`It did not come about within ${limitMs} ms.`);
      // Several looks in any case: what a page does may take real time.
      passed += await step(stepMs, Math.max(stepMs, limitMs / 10));
    }
  };
  const sleep = async (ms: number): Promise<void> => {
    simulator.clock.advance(ms);
    for (const { page } of everybody()) await wakeAt(page, simulator.clock.now());
    await settle(everybody(), simulator);
  };
  return { pass, passUntil, sleep };
}

const frameElement = "iframe.external-content--iframe";

/** Waits until the hub's frame has begun to load its page. */
async function framed(page: Page): Promise<Frame | null> {
  const element = await page.waitForSelector(frameElement, { state: "attached" });
  const frame = await element.contentFrame();
  await frame?.waitForURL(/^http/, { waitUntil: "commit" });
  return frame;
}

/** A hub in a page, as a test sees it; `frame` is its own where that is known. */
function seenIn(
  page: Page,
  simulator: Simulator,
  { frozen, leaps, frame }: { frozen: boolean; leaps: boolean; frame: () => Frame | null },
): OpenHub {
  const context = page.context();
  const recorded = record(page, context, simulator.origins.host);
  const tab: Tab = { page, frozen, recorded };
  const tabs = tabsOf.get(simulator) ?? new Set();
  tabsOf.set(simulator, tabs.add(tab));
  page.on("close", () => tabs.delete(tab));
  return {
    context,
    page,
    leaps,
    get hub() {
      const own = frame();
      return own === null || own.isDetached() ? page.frameLocator(frameElement) : own;
    },
    messages: recorded.messages,
    requests: recorded.requests,
    ...passing(tab, simulator),
    shoot: async (path) => {
      mkdirSync(dirname(path), { recursive: true });
      await page.screenshot({ path });
    },
    close: () => context.close(),
  };
}

/** A hub that a link opened, in a context whose clock was installed before: time passes there through `pass` too. */
export const openedHub = (page: Page, simulator: Simulator): OpenHub =>
  seenIn(page, simulator, { frozen: false, leaps: false, frame: () => null });

/** Opens the hub of a simulator in a browser context of its own. Waits for its frame, not for the hub to finish loading. */
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
    skewMs = 0,
    still = true,
    portalsHere = false,
    frameScript,
    leaps = sameBrowserAs?.leaps ?? false,
    ...address
  } = options;
  const context =
    sameBrowserAs?.context ??
    (await browser.newContext({
      viewport: { width, height },
      locale: "en-US",
      timezoneId: timeZone,
      reducedMotion: still ? "reduce" : "no-preference",
    }));
  context.setDefaultTimeout(patienceMs);
  if (portalsHere) await openPortalsHere(context, simulator);
  if (frozenTime) simulator.clock.freeze();
  const now = simulator.clock.now();
  if (frozenTime && sameBrowserAs === undefined) await stopTime(context, { skewMs, fallback: now, leaps });
  const page = await context.newPage();
  if (frameScript !== undefined) await page.addInitScript(frameScript);
  let frame: Frame | null = null;
  const open = seenIn(page, simulator, { frozen: frozenTime, leaps, frame: () => frame });
  if (!frozenTime) await page.clock.install({ time: now });
  await page.goto(simulator.hubUrl(address));
  // The worker that routes Graph is installed before, which no request and no message of a frame with a time tells of.
  if (address.query?.["frameless"] === undefined) frame = await framed(page);
  return open;
}
