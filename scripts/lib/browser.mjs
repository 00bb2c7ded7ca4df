/** Finds the Chromium (or Chrome, or Edge) that drives the browser tests, and installs one where that can be done. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The path of an installed browser, or undefined. `CHROMIUM_PATH` wins over everything else. */
export function findBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  const onPath = (env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...places].find((candidate) => existsSync(candidate));
}

function mayInstall() {
  return process.platform === "linux" && existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
}

/** As `findBrowser`; on Debian and its kin, as root, installs Chromium first. Throws with what to do where neither works. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (process.env.CHROMIUM_PATH) {
    throw new Error(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, and there is no such file.`);
  }
  const advice = "Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to an executable.";
  if (!mayInstall()) throw new Error(`No browser for the browser tests was found. ${advice}`);
  console.log("Installing Chromium (apt-get)…");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const update = await run("apt-get", ["update"], { env });
  const install = await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
  const path = findBrowser();
  if (path === undefined) {
    throw new Error(`Chromium could not be installed. ${advice}\n${update.output}${install.output}`);
  }
  return path;
}
