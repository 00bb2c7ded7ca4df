/** Finds the browsers of the browser tests (Chromium, Chrome or Edge; Firefox; WebKit), and installs what can be installed. */
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

const onPath = (programs, env = process.env) =>
  (env.PATH ?? "").split(delimiter).flatMap((folder) => programs.map((name) => join(folder, name)));

/** The path of an installed browser, or undefined. `CHROMIUM_PATH` wins over everything else. */
export function findBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  return [...onPath(names, env), ...places].find((candidate) => existsSync(candidate));
}

const firefoxNames = ["firefox-esr", "firefox"];
const firefoxPlaces = [
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

/** As `findBrowser`, for Firefox; `FIREFOX_PATH` wins. */
export function findFirefox(env = process.env) {
  if (env.FIREFOX_PATH) return existsSync(env.FIREFOX_PATH) ? env.FIREFOX_PATH : undefined;
  return [...onPath(firefoxNames, env), ...firefoxPlaces].find((candidate) => existsSync(candidate));
}

function mayInstall() {
  return process.platform === "linux" && existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
}

/** Installs Debian packages; `output` is what apt-get said, for the case that it did not help. */
async function install(...packages) {
  console.log(`Installing ${packages.join(", ")} (apt-get)…`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const update = await run("apt-get", ["update"], { env });
  const installed = await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { env });
  return `${update.output}${installed.output}`;
}

/** What `find` finds, installed first where it finds nothing and where that can be done. Throws with what to do. */
async function ensure({ find, variable, name, advice, packages }) {
  const found = find();
  if (found !== undefined) return found;
  if (process.env[variable]) {
    throw new Error(`${variable} names ${process.env[variable]}, and there is no such file.`);
  }
  if (!mayInstall()) throw new Error(`No ${name} for the browser tests was found. ${advice}`);
  const output = await install(...packages);
  const path = find();
  if (path === undefined) throw new Error(`${name} could not be installed. ${advice}\n${output}`);
  return path;
}

/** As `findBrowser`; on Debian and its kin, as root, installs Chromium first. Throws with what to do where neither works. */
export const ensureBrowser = () =>
  ensure({
    find: findBrowser,
    variable: "CHROMIUM_PATH",
    name: "Chromium",
    advice: "Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to an executable.",
    packages: ["chromium"],
  });

/** As `ensureBrowser`, for Firefox. */
export const ensureFirefox = () =>
  ensure({
    find: findFirefox,
    variable: "FIREFOX_PATH",
    name: "Firefox",
    advice: "Install Firefox, or set FIREFOX_PATH to its executable.",
    packages: ["firefox-esr"],
  });

const webKit = () => onPath(["WebKitWebDriver"]).find((candidate) => existsSync(candidate));
const screen = () => onPath(["xvfb-run"]).find((candidate) => existsSync(candidate));

/** The driver of WebKitGTK and the program that gives it a screen, both installed where that can be done. */
export const ensureWebKit = async () => ({
  driver: await ensure({
    find: webKit,
    variable: "WEBKIT_DRIVER",
    name: "WebKit",
    advice: "Install webkit2gtk-driver.",
    packages: ["webkit2gtk-driver", "xvfb", "xauth"],
  }),
  screen: await ensure({
    find: screen,
    variable: "XVFB_RUN",
    name: "screen",
    advice: "Install xvfb.",
    packages: ["xvfb", "xauth"],
  }),
});
