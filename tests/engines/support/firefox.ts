import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, type Browser, type ElementHandle, type Frame, type Page } from "puppeteer-core";
import { aimed, type Engine, type EnginePage, type Named } from "./engine";
import { finder, foundIn, soughtOf } from "./in-page";
import { countDownloads, downloadsSeen } from "./downloads";
import { movableTime, passing } from "./time";

/** The executable of an installed Firefox; `FIREFOX_PATH` is set by the script that looked for it. */
function firefoxPath(): string {
  const path = process.env["FIREFOX_PATH"];
  if (path === undefined || path === "")
    throw new Error('FIREFOX_PATH names no Firefox: run "npm test", which looks for one, or set it.');
  return path;
}

/** The text of the function and of what it needs, since only its own text reaches the page. */
const found = foundIn.toString();

class FirefoxPage implements EnginePage {
  constructor(readonly page: Page) {}

  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: "domcontentloaded" });
    await this.#frame();
  }

  async count(what: Named): Promise<number> {
    const frame = await this.#frame();
    return frame.evaluate(`(${found})(${JSON.stringify(soughtOf(what))}).length`) as Promise<number>;
  }

  async text(what: Named): Promise<string | null> {
    const frame = await this.#frame();
    return frame.evaluate(
      `((found) => (found === undefined ? null : found.innerText))((${found})(${JSON.stringify(soughtOf(what))})[0])`,
    ) as Promise<string | null>;
  }

  async click(what: Named): Promise<void> {
    await aimed(
      () => this.#element(what),
      (element) => element.click(),
    );
  }

  async type(what: Named, text: string): Promise<void> {
    await aimed(
      () => this.#element(what),
      (element) => element.click(),
    );
    await (await this.#element(what)).type(text);
  }

  async press(key: "Escape"): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async passTime(ms: number): Promise<void> {
    await (await this.#frame()).evaluate(passing(ms));
  }

  async downloads(): Promise<readonly string[]> {
    const frame = await this.#frame();
    return (await frame.evaluate(downloadsSeen)) as readonly string[];
  }

  async shoot(path: string): Promise<void> {
    await this.page.screenshot({ path: path as `${string}.png` });
  }

  close(): Promise<void> {
    return this.page.close();
  }

  async #frame(): Promise<Frame> {
    const frame = await this.page.waitForFrame((one) => one.url().includes("/dist/hub.html"), {
      timeout: 60_000,
    });
    const ready = await frame.evaluate(`typeof TestingLibraryDom === "object"`);
    if (ready !== true) {
      await frame.evaluate(finder);
      await frame.evaluate(countDownloads);
      await frame.evaluate(movableTime);
    }
    return frame;
  }

  async #element(what: Named): Promise<ElementHandle> {
    const frame = await this.#frame();
    const handle = await frame.evaluateHandle(`(${found})(${JSON.stringify(soughtOf(what))})[0]`);
    const element = handle.asElement() as ElementHandle | null;
    if (element === null) throw new Error(`the page shows no ${what.role} ${String(what.name ?? "")}`);
    return element;
  }
}

/** Firefox through WebDriver BiDi, headless, with a fresh profile. The caller closes it. */
export async function launchFirefox(): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  const browser: Browser = await launch({
    browser: "firefox",
    executablePath: firefoxPath(),
    headless: true,
    userDataDir: profile,
    defaultViewport: { width: 1366, height: 768 },
    extraPrefsFirefox: {
      // Nothing leaves this machine, and nothing opens beside the page.
      "network.proxy.no_proxies_on": "localhost",
      "browser.shell.checkDefaultBrowser": false,
      "datareporting.policy.dataSubmissionEnabled": false,
      "app.normandy.enabled": false,
    },
  });
  return {
    newPage: async () => new FirefoxPage(await browser.newPage()),
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
