/**
 * A scene's page in Firefox, through WebDriver BiDi: finds by role, label and text as the scenes ask it of Chromium. Time
 * is the real one, so each wait takes what it takes.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "puppeteer-core";
import { ensureFirefox } from "./browser.mjs";
import { breath, viewport, withoutPanel } from "./stage.mjs";

const finder = readFileSync(
  createRequire(import.meta.url).resolve("@testing-library/dom/dist/@testing-library/dom.umd.min.js"),
  "utf8",
);

/** Firefox with a fresh profile; `forced` gives it forced colours, which its driver cannot switch on in a page. */
export async function launchFirefox(forced = false) {
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  const browser = await launch({
    browser: "firefox",
    executablePath: await ensureFirefox(),
    headless: true,
    userDataDir: profile,
    defaultViewport: viewport,
    extraPrefsFirefox: {
      "browser.shell.checkDefaultBrowser": false,
      "datareporting.policy.dataSubmissionEnabled": false,
      "app.normandy.enabled": false,
      ...(forced ? { "browser.display.document_color_use": 2 } : {}),
    },
  });
  const close = async () => {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { newPage: () => browser.newPage(), close };
}

/** Runs in the page. Visible elements that fit the last step, looked for within those that fit the step before. */
function found(steps) {
  const dom = globalThis.TestingLibraryDom;
  const look = (place, { role, label, text, name }) => {
    const pattern = (one) => (one === undefined ? undefined : new RegExp(one[0], one[1]));
    if (role !== undefined) return dom.queryAllByRole(place, role, name ? { name: pattern(name) } : {});
    return label === undefined
      ? dom.queryAllByText(place, pattern(text))
      : dom.queryAllByLabelText(place, pattern(label));
  };
  const visible = (one) => one.getClientRects().length > 0;
  return steps.reduce(
    (places, step) =>
      step.first === true
        ? places.slice(0, 1)
        : [...new Set(places.flatMap((place) => look(place, step)))].filter(visible),
    [globalThis.document.body],
  );
}

const escaped = (text) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
const pattern = (sought, exact) =>
  sought instanceof RegExp
    ? [sought.source, sought.flags]
    : exact === true
      ? [`^${escaped(sought)}$`, ""]
      : [escaped(sought), "i"];

/** As much of Playwright's locators as the scenes use. */
function place(frame, steps = []) {
  const within = (step) => place(frame, [...steps, step]);
  const all = `(${found.toString()})(${JSON.stringify(steps)})`;
  const ask = async (expression) => (await frame()).evaluate(expression);
  const click = async (tries = 8) => {
    const handle = (await (await frame()).evaluateHandle(`${all}[0]`)).asElement();
    try {
      if (handle === null) throw new Error("not clickable: it is not there");
      await handle.click();
    } catch (error) {
      if (tries === 1) throw error;
      await breath(250);
      await click(tries - 1);
    }
  };
  return {
    getByRole: (role, { name, exact } = {}) =>
      within({ role, ...(name === undefined ? {} : { name: pattern(name, exact) }) }),
    getByText: (text) => within({ text: pattern(text) }),
    getByLabel: (label) => within({ label: pattern(label) }),
    first: () => within({ first: true }),
    click: () => click(),
    isVisible: () => ask(`${all}.length > 0`),
    isEnabled: () => ask(`${all}.some((one) => !one.disabled && one.ariaDisabled !== "true")`),
    allInnerTexts: () => ask(`${all}.map((one) => one.innerText)`),
  };
}

async function hubFrame(page) {
  const frame = await page.waitForFrame((one) => one.url().includes("/dist/hub.html"), { timeout: 60_000 });
  if (!(await frame.evaluate(`typeof TestingLibraryDom === "object"`))) await frame.evaluate(finder);
  return frame;
}

async function until(holds, limitMs = 300_000) {
  for (const end = Date.now() + limitMs; !(await holds()); await breath(200))
    if (Date.now() > end) throw new Error("what the picture is to show did not come about");
}

/** As `play` of Chromium's stage. */
export async function playInFirefox(browser, simulatorFor, scene, shoot) {
  const simulator = await simulatorFor(scene.scenario, true);
  const page = await browser.newPage();
  try {
    scene.prepare?.(simulator);
    const { theme = "light", hub = "project" } = scene;
    await page.setViewport(viewport);
    await page.goto(simulator.hubUrl({ theme, hub }), { waitUntil: "domcontentloaded" });
    await page.addStyleTag({ content: withoutPanel });
    await scene.act({
      hub: place(() => hubFrame(page)),
      simulator,
      pass: breath,
      passUntil: until,
      seen: (one) => until(() => one.first().isVisible(), 60_000),
    });
    await breath(1_000);
    await shoot(page);
  } finally {
    await page.close();
    await simulator.close();
  }
}
