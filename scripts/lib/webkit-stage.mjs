/** A scene's page in WebKitGTK, through its own driver, on a screen that nobody looks at. */
import { writeFileSync } from "node:fs";
import { ensureWebKit } from "./browser.mjs";
import { finder, stageIn } from "./real-time-stage.mjs";
import { breath, viewport, withoutPanel } from "./stage.mjs";
import { startWebKit } from "./webkit-driver.mjs";

/** A WebKit; the caller closes it. */
export const launchWebKit = async () => startWebKit(await ensureWebKit());

/** Makes the page as large as it is asked for: the window's own bars take of its height. */
async function resize(driver, wanted) {
  await driver.switchTo().defaultContent();
  const [width, height] = await driver.executeScript("return [innerWidth, innerHeight]");
  const { width: outerWidth, height: outerHeight } = await driver.manage().window().getRect();
  await driver
    .manage()
    .window()
    .setRect({
      x: 0,
      y: 0,
      width: outerWidth + wanted.width - width,
      height: outerHeight + wanted.height - height,
    });
}

async function toHub(driver) {
  await driver.wait(async () => {
    await driver.switchTo().defaultContent();
    const [frame] = await driver.findElements({ css: "iframe[src*='/dist/hub.html']" });
    if (frame === undefined) return false;
    await driver.switchTo().frame(frame);
    return true;
  }, 60_000);
  if (!(await driver.executeScript(`return typeof window.TestingLibraryDom === "object"`)))
    // The script of a driver is a function's body: there `this` is no window for the finder to stand on.
    await driver.executeScript(finder.replace("this,", "window,"));
}

const frameOf = (driver) => ({
  ask: async (expression) => {
    await toHub(driver);
    return driver.executeScript(`return (${expression})`);
  },
  press: async (expression) => {
    await toHub(driver);
    const element = await driver.executeScript(`return (${expression}) ?? null`);
    if (element === null) throw new Error("not clickable: it is not there");
    await element.click();
  },
});

/** As `play` of Chromium's stage; `shoot` gets what takes the page at a size and writes it to a path. */
export async function playInWebKit({ driver }, simulatorFor, scene, shoot) {
  const simulator = await simulatorFor(scene.scenario, true);
  try {
    scene.prepare?.(simulator);
    const { theme = "light", hub = "project" } = scene;
    await driver.get(simulator.hubUrl({ theme, hub }));
    await resize(driver, viewport);
    await driver.executeScript(
      "document.head.append(Object.assign(document.createElement('style'), { textContent: arguments[0] }))",
      withoutPanel,
    );
    await scene.act(stageIn(frameOf(driver), simulator));
    await breath(1_000);
    await shoot(async (size, path) => {
      await resize(driver, size);
      await breath(500);
      writeFileSync(path, await driver.takeScreenshot(), "base64");
    });
    await driver.get("about:blank");
  } finally {
    await simulator.close();
  }
}
