import { writeFileSync } from "node:fs";
import { error, Key, type WebDriver, type WebElement } from "selenium-webdriver";
import { startWebKit } from "../../../scripts/lib/webkit-driver.mjs";
import { aimed, type Engine, type EnginePage, type Named } from "./engine";
import { countDownloads, downloadsSeen } from "./downloads";
import { finder, foundIn, soughtOf } from "./in-page";
import { movableTime, passing } from "./time";

const found = foundIn.toString();

class WebKitPage implements EnginePage {
  constructor(
    readonly driver: WebDriver,
    readonly handle: string,
  ) {}

  async open(url: string): Promise<void> {
    await this.driver.switchTo().window(this.handle);
    await this.driver.get(url);
    await this.#run("return true");
  }

  async count(what: Named): Promise<number> {
    return this.#run<number>(`return (${found})(arguments[0]).length`, soughtOf(what));
  }

  async text(what: Named): Promise<string | null> {
    return this.#run<string | null>(
      `const [one] = (${found})(arguments[0]); return one === undefined ? null : one.innerText;`,
      soughtOf(what),
    );
  }

  async click(what: Named): Promise<void> {
    await aimed(
      () => this.#element(what),
      (element) => element.click(),
    );
  }

  async type(what: Named, text: string): Promise<void> {
    // WebKit lets a frame of another origin take the focus only once somebody has pressed something in it.
    await this.click(what);
    await aimed(
      () => this.#element(what),
      (element) => element.sendKeys(text),
    );
  }

  async press(key: "Escape"): Promise<void> {
    await this.#inFrame();
    await (await this.driver.switchTo().activeElement()).sendKeys(Key[key.toUpperCase() as "ESCAPE"]);
  }

  async passTime(ms: number): Promise<void> {
    await this.#run(passing(ms));
  }

  async downloads(): Promise<readonly string[]> {
    return this.#run<string[]>(`return ${downloadsSeen}`);
  }

  async shoot(path: string): Promise<void> {
    await this.driver.switchTo().window(this.handle);
    writeFileSync(path, await this.driver.takeScreenshot(), "base64");
  }

  async close(): Promise<void> {
    await this.driver.switchTo().window(this.handle);
    await this.driver.close();
    const [first] = await this.driver.getAllWindowHandles();
    if (first !== undefined) await this.driver.switchTo().window(first);
  }

  /**
   * Runs a script in the hub's frame. While frames within it come and go, as those of a sign-in do, the driver now and then
   * answers that window or frame is gone although both stand: one looks for the frame again, and the script has not run.
   */
  async #run<T>(script: string, ...given: unknown[]): Promise<T> {
    for (const end = Date.now() + 60_000; ;) {
      try {
        await this.#inFrame();
        return await this.driver.executeScript<T>(script, ...given);
      } catch (thrown) {
        const lost = thrown instanceof error.NoSuchWindowError || thrown instanceof error.NoSuchFrameError;
        if (!lost || Date.now() > end) throw thrown;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }

  async #inFrame(): Promise<void> {
    await this.driver.switchTo().window(this.handle);
    await this.driver.wait(async () => {
      const frames = await this.driver.findElements({ css: "iframe[src*='/dist/hub.html']" });
      if (frames[0] === undefined) return false;
      await this.driver.switchTo().frame(frames[0]);
      return true;
    }, 60_000);
    const ready = await this.driver.executeScript<boolean>(
      `return typeof window.TestingLibraryDom === "object"`,
    );
    if (ready) return;
    await this.driver.executeScript(
      `${finder.replace("this,", "window,")}\n;${countDownloads}\n;${movableTime}`,
    );
  }

  async #element(what: Named): Promise<WebElement> {
    const element = await this.#run<WebElement | null>(
      `const [one] = (${found})(arguments[0]); return one === undefined ? null : one;`,
      soughtOf(what),
    );
    if (element === null) throw new Error(`the page shows no ${what.role} ${String(what.name ?? "")}`);
    return element;
  }
}

/** The programs that `npm run test:engines` has found or installed. */
const programs = {
  driver: process.env["WEBKIT_DRIVER"] ?? "WebKitWebDriver",
  screen: process.env["WEBKIT_SCREEN"] ?? "xvfb-run",
};

/** WebKitGTK through its own driver. The caller closes it. */
export async function launchWebKit(): Promise<Engine> {
  const { driver, close } = await startWebKit(programs);
  // Its limit of a script is a timer of the page, which `passTime` would bring to its end.
  await driver.manage().setTimeouts({ script: 3_600_000 });
  await driver.manage().window().setRect({ width: 1366, height: 768, x: 0, y: 0 });
  return {
    newPage: async () => {
      await driver.switchTo().newWindow("tab");
      return new WebKitPage(driver, await driver.getWindowHandle());
    },
    close,
  };
}
