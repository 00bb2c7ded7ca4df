/** A scene's page in Firefox, through WebDriver BiDi. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "puppeteer-core";
import { ensureFirefox } from "./browser.mjs";
import { finder, stageIn } from "./real-time-stage.mjs";
import { breath, viewport, withoutPanel } from "./stage.mjs";

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

async function hubFrame(page) {
  const frame = await page.waitForFrame((one) => one.url().includes("/dist/hub.html"), { timeout: 60_000 });
  if (!(await frame.evaluate(`typeof TestingLibraryDom === "object"`))) await frame.evaluate(finder);
  return frame;
}

const frameOf = (page) => ({
  ask: async (expression) => (await hubFrame(page)).evaluate(expression),
  press: async (expression) => {
    const element = (await (await hubFrame(page)).evaluateHandle(expression)).asElement();
    if (element === null) throw new Error("not clickable: it is not there");
    await element.click();
  },
});

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
    await scene.act(stageIn(frameOf(page), simulator));
    await breath(1_000);
    await shoot(page);
  } finally {
    await page.close();
    await simulator.close();
  }
}
