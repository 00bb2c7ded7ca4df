/**
 * `npm run screenshots [name…]`: takes the pictures of the README and of the Marketplace from the packed extension in the
 * simulator, at 1366x768 (P39), with time that passes as the script says. Needs `npm run package`
 * and `npm run build:simulator` before.
 *
 * `--survey [name…]` takes every screen in every look instead, into out/survey, to be looked at and thrown away; with
 * `--firefox` and `--webkit` in those engines too, and with `--before <checkout>` side by side with the screens of another checkout that has
 * been packed.
 */
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./lib/run.mjs";
import { scenes } from "./lib/scenes.mjs";
import { launchChromium, play, simulatorOf, viewport } from "./lib/stage.mjs";
import { survey } from "./lib/survey.mjs";
import { summaryPage, watchRun } from "./lib/watch-run.mjs";

const pictures = join(root, "docs", "screenshots");
const listing = join(root, "static", "marketplace", "screenshots");
/** What the catalogue of widgets shows. */
const widgetPreview = join(root, "static", "widget", "preview.png");
const still = { animations: "disabled", caret: "hide" };

const take = (browser, simulatorFor, scene) =>
  play(browser, simulatorFor, scene, async ({ page }) => {
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

async function takeAll(browser, wanted) {
  const simulatorFor = simulatorOf(root, process.env.HUB_PACKAGE_DIR);
  for (const folder of [pictures, listing]) mkdirSync(folder, { recursive: true });
  const failures = [];
  const noted = (name) => (error) => failures.push(`${name}: ${error.message}`);
  const asked = (name) => wanted.length === 0 || wanted.includes(name);
  for (const scene of scenes.filter(({ name }) => asked(name)))
    await take(browser, simulatorFor, scene).catch(noted(scene.name));
  if (asked("watch-summary")) await takeSummary(browser, "watch-summary").catch(noted("watch-summary"));
  return failures;
}

const {
  values: { survey: surveys, before, firefox, webkit },
  positionals: wanted,
} = parseArgs({
  allowPositionals: true,
  options: {
    survey: { type: "boolean" },
    before: { type: "string" },
    firefox: { type: "boolean" },
    webkit: { type: "boolean" },
  },
});
const browser = await launchChromium();
try {
  const failures = surveys
    ? await survey(browser, { wanted, before, firefox, webkit })
    : await takeAll(browser, wanted);
  if (failures.length > 0) throw new Error(failures.join("\n"));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
