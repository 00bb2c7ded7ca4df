/**
 * `npm run screenshots [name…]`: takes the pictures of the README and of the Marketplace from the packed extension in the
 * simulator, at 1366x768 (P39), with time that passes as the script says. Needs `npm run package`
 * and `npm run build:simulator` before.
 *
 * `--survey [name…]` takes every screen in every look instead, into out/survey, to be looked at and thrown away.
 */
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensureBrowser } from "./lib/browser.mjs";
import { root } from "./lib/run.mjs";
import { scenes, unlisted } from "./lib/scenes.mjs";
import { summaryPage, watchRun } from "./lib/watch-run.mjs";

const pictures = join(root, "docs", "screenshots");
const listing = join(root, "static", "marketplace", "screenshots");
/** What the catalogue of widgets shows. */
const widgetPreview = join(root, "static", "widget", "preview.png");
const surveyed = join(root, "out", "survey");
const viewport = { width: 1366, height: 768 };
const launch = {
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--force-color-profile=srgb"],
};

const breath = () => new Promise((resolve) => setTimeout(resolve, 40));

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

/** The hub of one scene, or the page at `path`, in a context of its own; nothing but this machine can be reached. */
async function openStage(browser, simulator, { theme = "light", hub = "project", path = null }) {
  const context = await browser.newContext({ viewport, locale: "en-GB", timezoneId: "UTC" });
  const elsewhere = (url) => !["localhost", "127.0.0.1"].includes(url.hostname);
  await context.route(elsewhere, (route) => route.abort("internetdisconnected"));
  const page = await context.newPage();
  const now = simulator.clock.now();
  await page.clock.install({ time: now });
  // A second ahead: the clock runs until this arrives, and cannot be set back.
  await page.clock.pauseAt(now + 1_000);
  const address =
    path === null ? simulator.hubUrl({ theme, hub }) : `${simulator.origins.host}${path}theme=${theme}`;
  await page.goto(address);
  // The simulator's own panel is no part of the product.
  await page.addStyleTag({ content: "#panel { display: none !important; }" });
  const stage = { page, simulator, hub: page.frameLocator("iframe.external-content--iframe") };
  return {
    ...stage,
    context,
    pass: (ms) => pass(stage, ms),
    passUntil: (holds, limitMs) => passUntil(stage, holds, limitMs),
    seen: (locator) => passUntil(stage, () => locator.first().isVisible(), 60_000),
  };
}

/** Plays a scene, then hands its stage over. */
async function play(browser, startSimulator, scene, shoot) {
  const extensionDir = process.env.HUB_PACKAGE_DIR ?? join(root, "out", "unpacked");
  const hostPagesDir = join(root, "out", "simulator", "host");
  const simulator = await startSimulator({ extensionDir, hostPagesDir, scenario: scene.scenario });
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

const still = { animations: "disabled", caret: "hide" };

const take = (browser, startSimulator, scene) =>
  play(browser, startSimulator, scene, async ({ page }) => {
    const path = join(pictures, `${scene.name}.png`);
    await page.screenshot({ path, ...still });
    if (scene.listed === true) cpSync(path, join(listing, `${scene.name}.png`));
    if (scene.preview !== undefined)
      await page
        .locator(scene.preview)
        .first()
        .screenshot({ path: widgetPreview, ...still });
    console.log(`docs/screenshots/${scene.name}.png`);
  });

/** How a screen can look; 683x384 is 1366x768 at 200 %. */
const looks = [
  { name: "1366", width: 1366, height: 768 },
  { name: "800", width: 800, height: 768 },
  { name: "200", width: 683, height: 384 },
  { name: "forced", width: 1366, height: 768, forcedColors: "active" },
];

const surveyIn = (browser, startSimulator, scene, within) =>
  play(browser, startSimulator, scene, async ({ page, pass: passes }) => {
    for (const { name, width, height, forcedColors = "none" } of within) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ forcedColors });
      await passes(500);
      await page.screenshot({ path: join(surveyed, `${scene.name}-${name}.png`), ...still });
    }
  });

/** A screen in every look; the theme is the host's, so dark is a visit of its own. */
async function survey(browser, startSimulator, scene) {
  await surveyIn(browser, startSimulator, scene, looks);
  const dark = [{ name: "dark", width: 1366, height: 768 }];
  await surveyIn(browser, startSimulator, { ...scene, theme: "dark" }, dark);
  console.log(`out/survey/${scene.name}-*.png`);
}

/** Names that attack are for tests; a picture shows what people call their connections. */
const ordinary = (world) => {
  world.endpoints = world.endpoints.filter(({ name }) => /^shop-|^shared-/.test(name));
};

/** The summary of a run of the pipeline task that renews, as Azure Pipelines renders its Markdown. */
async function takeSummary(browser, name) {
  const { summary } = await watchRun({
    inputs: (world) => ({
      failOn: "expired",
      renew: "due",
      renewOnly: world.endpoints.map(({ id }) => id).join("\n"),
    }),
    prepare: ordinary,
  });
  const page = await browser.newPage({ viewport });
  await page.setContent(summaryPage(summary));
  const path = join(pictures, `${name}.png`);
  await page.screenshot({ path });
  cpSync(path, join(listing, `${name}.png`));
  await page.close();
  console.log(`docs/screenshots/${name}.png`);
}

async function takeAll(args) {
  const surveys = args.includes("--survey");
  const wanted = args.filter((one) => one !== "--survey");
  const all = surveys ? [...scenes.filter(({ theme }) => theme !== "dark"), ...unlisted] : scenes;
  const compiled = join(root, "out", "simulator", "simulator.js");
  if (!existsSync(compiled) || !existsSync(join(root, "out", "unpacked", "dist")))
    throw new Error("Run npm run package and npm run build:simulator first.");
  const { startSimulator } = createRequire(import.meta.url)(compiled);
  for (const folder of surveys ? [surveyed] : [pictures, listing]) mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ ...launch, executablePath: await ensureBrowser() });
  const failures = [];
  try {
    for (const scene of all.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      await (surveys ? survey : take)(browser, startSimulator, scene).catch((error) =>
        failures.push(`${scene.name}: ${error.message}`),
      );
    }
    if (!surveys && (wanted.length === 0 || wanted.includes("watch-summary")))
      await takeSummary(browser, "watch-summary").catch((error) =>
        failures.push(`watch-summary: ${error.message}`),
      );
  } finally {
    await browser.close();
  }
  if (failures.length > 0) throw new Error(failures.join("\n"));
}

try {
  await takeAll(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
