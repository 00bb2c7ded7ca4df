/** A scene's page in Chromium, in whose simulated world time passes as the script says. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensureBrowser } from "./browser.mjs";

export const viewport = { width: 1366, height: 768 };
/** No part of the product: the simulator's own panel. */
export const withoutPanel = "#panel { display: none !important; }";
export const breath = (ms = 40) => new Promise((resolve) => setTimeout(resolve, ms));

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--force-color-profile=srgb",
];
export const launchChromium = async () =>
  chromium.launch({ headless: true, args, executablePath: await ensureBrowser() });

/** Starts the simulator of a checkout on the package of that checkout, or on `HUB_PACKAGE_DIR`. */
export function simulatorOf(checkout, packageDir = join(checkout, "out", "unpacked")) {
  const compiled = join(checkout, "out", "simulator", "simulator.js");
  if (!existsSync(compiled) || !existsSync(join(packageDir, "dist")))
    throw new Error(`Run npm run package and npm run build:simulator in ${checkout} first.`);
  const { startSimulator } = createRequire(import.meta.url)(compiled);
  const hostPagesDir = join(checkout, "out", "simulator", "host");
  return (scenario, today = false) =>
    startSimulator({ extensionDir: packageDir, hostPagesDir, scenario, today });
}

/** Lets `ms` pass in the page and in the simulator at once, in steps short enough for every poll to be answered. */
async function pass({ page, simulator }, ms) {
  for (let left = ms; left > 0; left -= 500) {
    const step = Math.min(500, left);
    simulator.clock.advance(step);
    await page.clock.runFor(step);
    await breath();
  }
}

async function passUntil(stage, holds, limitMs = 300_000) {
  for (let passed = 0; !(await holds()); passed += 500) {
    if (passed >= limitMs) throw new Error("what the picture is to show did not come about");
    await pass(stage, 500);
  }
}

/** One more page of a context, at an address. */
async function openPage(context, simulator, address) {
  const page = await context.newPage();
  await page.goto(address);
  await page.addStyleTag({ content: withoutPanel });
  return stageOf(page, simulator);
}

/** A page with what a scene does in it. */
function stageOf(page, simulator) {
  const stage = { page, simulator, hub: page.frameLocator("iframe.external-content--iframe") };
  return {
    ...stage,
    pass: (ms) => pass(stage, ms),
    passUntil: (holds, limitMs) => passUntil(stage, holds, limitMs),
    seen: (locator) => passUntil(stage, () => locator.first().isVisible(), 60_000),
  };
}

/** The hub of one scene, or the page at `path`, in a context of its own; nothing but this machine can be reached. */
async function openStage(browser, simulator, { theme = "light", hub = "project", path = null }) {
  const context = await browser.newContext({ viewport, locale: "en-GB", timezoneId: "UTC" });
  const elsewhere = (url) => !["localhost", "127.0.0.1"].includes(url.hostname);
  await context.route(elsewhere, (route) => route.abort("internetdisconnected"));
  const now = simulator.clock.now();
  await context.clock.install({ time: now });
  // A second ahead: the clock runs until this arrives, and cannot be set back.
  await context.clock.pauseAt(now + 1_000);
  const address =
    path === null ? simulator.hubUrl({ theme, hub }) : `${simulator.origins.host}${path}theme=${theme}`;
  return {
    ...(await openPage(context, simulator, address)),
    context,
    /** The tab that a press opens. */
    tabAfter: async (press) => {
      const opened = context.waitForEvent("page");
      await press();
      return stageOf(await opened, simulator);
    },
    /** One more tab beside it, with these parameters in its address. */
    another: (query) => openPage(context, simulator, simulator.hubUrl({ theme, hub, query })),
  };
}

/** Plays a scene, then hands its stage over. */
export async function play(browser, simulatorFor, scene, shoot) {
  const simulator = await simulatorFor(scene.scenario);
  try {
    scene.prepare?.(simulator);
    const stage = await openStage(browser, simulator, scene);
    await scene.act(stage);
    await stage.pass(2_000);
    await shoot(stage);
    await stage.context.close();
  } finally {
    await simulator.close();
  }
}
