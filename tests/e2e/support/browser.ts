import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

const fixedPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/snap/bin/chromium",
];

const windowsPrograms = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
  ["Chromium", "Application", "chrome.exe"],
];

function candidates(env: NodeJS.ProcessEnv): string[] {
  const roots = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]];
  const onWindows = roots.flatMap((root) =>
    root === undefined ? [] : windowsPrograms.map((parts) => join(root, ...parts)),
  );
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...fixedPlaces,
    ...onWindows,
  ];
}

/**
 * The executable of an installed Chromium, Chrome or Edge. `CHROME_PATH` or `CHROMIUM_PATH` wins; throws with what to do
 * where there is none.
 */
export function browserPath(env: NodeJS.ProcessEnv = process.env): string {
  const named = env["CHROME_PATH"] ?? env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH or CHROMIUM_PATH names ${named}, and there is no such file.`);
  }
  const found = candidates(env).find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(
      "No browser was found. Install Chromium, Chrome or Edge, or set CHROME_PATH to its executable.",
    );
  return found;
}

/**
 * Parts of the browser's own window that nobody sees here, each of which is a page that costs processor time. The browser
 * heeds the last list only, so what Playwright leaves out for the sake of steady tests is left out once more.
 */
const leftOut = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "MediaRouter",
  "OptimizationHints",
  "PaintHolding",
  // A renderer held ready for a next site, which no test goes to: one of two for each page.
  "SpareRendererForSitePerProcess",
  "ThirdPartyStoragePartitioning",
  "Translate",
];

/** A headless browser with a fresh profile that finds no other machine than this one. The caller closes it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--disable-features=${leftOut.join(",")}`,
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
  });
}
