/**
 * Every screen in every look, to be looked at and thrown away: in Chromium, on request in Firefox and WebKit too, and
 * beside the screens of another checkout.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { launchFirefox, playInFirefox } from "./firefox-stage.mjs";
import { root } from "./run.mjs";
import { scenes as listed, unlisted } from "./scenes.mjs";
import { breath, play, simulatorOf } from "./stage.mjs";
import { launchWebKit, playInWebKit } from "./webkit-stage.mjs";

/** How a screen can look; 683x384 is 1366x768 at 200 %. */
const looks = [
  { name: "1366", width: 1366, height: 768 },
  { name: "dark", width: 1366, height: 768, theme: "dark" },
  { name: "forced", width: 1366, height: 768, forced: true },
  { name: "800", width: 800, height: 768 },
  { name: "200", width: 683, height: 384 },
];
const surveyed = join(root, "out", "survey");
const still = { animations: "disabled", caret: "hide" };
const pictureOf = (folder, scene, look) => join(folder, `${scene.name}-${look.name}.png`);

/** The theme is the host's, so dark is a visit of its own. */
const visits = (scene) =>
  ["light", "dark"].map((theme) => ({
    visit: { ...scene, theme },
    within: looks.filter((look) => (look.theme ?? "light") === theme),
  }));

async function inChromium(browser, simulatorFor, scene, folder) {
  for (const { visit, within } of visits(scene))
    await play(browser, simulatorFor, visit, async ({ page, pass }) => {
      for (const look of within) {
        await page.setViewportSize(look);
        await page.emulateMedia({ forcedColors: look.forced === true ? "active" : "none" });
        await pass(500);
        await page.screenshot({ path: pictureOf(folder, scene, look), ...still });
      }
    });
}

/** Forced colours are a browser of its own. */
async function inFirefox(simulatorFor, scene, folder) {
  const visitsHere = [
    ...visits(scene).map(({ visit, within }) => ({ visit, within: within.filter(({ forced }) => !forced) })),
    { visit: scene, within: looks.filter(({ forced }) => forced), forced: true },
  ];
  for (const { visit, within, forced } of visitsHere) {
    const firefox = await launchFirefox(forced);
    try {
      await playInFirefox(firefox, simulatorFor, visit, async (page) => {
        for (const look of within) {
          await page.setViewport({ width: look.width, height: look.height });
          await breath(500);
          await page.screenshot({ path: pictureOf(folder, scene, look) });
        }
      });
    } finally {
      await firefox.close();
    }
  }
}

/** Forced colours are left out: its driver has no switch for them. */
async function inWebKit(simulatorFor, scene, folder) {
  for (const { visit, within } of visits(scene)) {
    const webKit = await launchWebKit();
    try {
      await playInWebKit(webKit, simulatorFor, visit, async (shootAt) => {
        for (const look of within.filter(({ forced }) => forced !== true))
          await shootAt(look, pictureOf(folder, scene, look));
      });
    } finally {
      await webKit.close();
    }
  }
}

const embedded = (path) => `data:image/png;base64,${readFileSync(path).toString("base64")}`;

/** The pictures of one screen in one look, side by side with their captions. */
async function sheet(browser, scene, look, path) {
  const there = columns.filter(({ folder }) => existsSync(pictureOf(folder, scene, look)));
  if (there.length === 0) return;
  const page = await browser.newPage({ viewport: { width: there.length * look.width, height: look.height } });
  const figures = there.map(
    ({ title, folder }) =>
      `<figure><figcaption>${title}: ${scene.name}, ${look.name}</figcaption><img src="${embedded(pictureOf(folder, scene, look))}"></figure>`,
  );
  await page.setContent(
    `<style>body{margin:0;display:flex;font:16px sans-serif}figure{margin:0;flex:1 1 0;min-width:0;border:1px solid #888}img{width:100%;display:block}</style>${figures.join("")}`,
  );
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

/** The theme is a look here, not a scene. */
const ofBoth = ({ scenes, unlisted: others = [] }) =>
  [...scenes, ...others].filter(({ theme }) => theme !== "dark");

/** The screens of a checkout as its own scenes reach them: the names of its buttons are its own. */
const scenesOf = async (checkout) =>
  ofBoth(await import(pathToFileURL(join(checkout, "scripts", "lib", "scenes.mjs")).href));

const columns = [
  { title: "Before", folder: join(surveyed, "before") },
  { title: "Now, Chromium", folder: join(surveyed, "now") },
  { title: "Now, Firefox", folder: join(surveyed, "firefox") },
  { title: "Now, WebKit", folder: join(surveyed, "webkit") },
];

/** Takes the scenes of a checkout one after the other; answers what failed. */
async function takeAll(scenes, { folder }, take) {
  const failures = [];
  mkdirSync(folder, { recursive: true });
  for (const scene of scenes)
    await take(scene, folder).then(
      () => console.log(`${relative(root, folder)}/${scene.name}-*.png`),
      (error) => failures.push(`${relative(root, folder)}/${scene.name}: ${error.message}`),
    );
  return failures;
}

/**
 * Takes the wanted scenes, all where none is named, into out/survey: `now`, with `firefox` and `webkit` in those
 * engines too, with `before` from the checkout there (its own package, simulator and scenes), and into `sheets` side by side whatever has been taken
 * so far. Answers what failed.
 */
export async function survey(browser, { wanted, before, firefox, webkit }) {
  const [then, now, asFirefox, asWebKit] = columns;
  const chosen = (scenes) => scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const here = simulatorOf(root, process.env.HUB_PACKAGE_DIR);
  const scenes = chosen(ofBoth({ scenes: listed, unlisted }));
  const failures = await takeAll(scenes, now, (scene, folder) => inChromium(browser, here, scene, folder));
  if (before !== undefined) {
    const there = simulatorOf(before);
    const former = chosen(await scenesOf(before));
    failures.push(
      ...(await takeAll(former, then, (scene, folder) => inChromium(browser, there, scene, folder))),
    );
  }
  const hubs = scenes.filter(({ path }) => path === undefined);
  for (const [asked, take, column] of [
    [firefox, inFirefox, asFirefox],
    [webkit, inWebKit, asWebKit],
  ])
    if (asked) failures.push(...(await takeAll(hubs, column, (scene, folder) => take(here, scene, folder))));
  const sheets = join(surveyed, "sheets");
  mkdirSync(sheets, { recursive: true });
  for (const scene of scenes)
    for (const look of looks) await sheet(browser, scene, look, pictureOf(sheets, scene, look));
  return failures;
}
