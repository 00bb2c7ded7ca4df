/** Installs what package-lock.json names, where that has not happened yet. */
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run.mjs";

const modules = join(root, "node_modules");

/** Versions by path; optional packages of other platforms are in the lock but never installed. */
function versionsIn(file) {
  const { packages = {} } = JSON.parse(readFileSync(file, "utf8"));
  return new Map(
    Object.entries(packages)
      .filter(([path, one]) => path !== "" && one.optional !== true)
      .map(([path, one]) => [path, one.version]),
  );
}

/** By content, not by time: a checkout gives every file the time of the checkout. */
function installed() {
  const record = join(modules, ".package-lock.json");
  if (!existsSync(record)) return false;
  const there = versionsIn(record);
  return [...versionsIn(join(root, "package-lock.json"))].every(
    ([path, version]) => there.get(path) === version,
  );
}

/** Runs `npm ci` when node_modules lacks something the lock file names. Throws with npm's output when that fails. */
export async function ensureDependencies() {
  if (installed()) return;
  // `npm ci` empties the folder first; behind a link that would be somebody else's.
  if (existsSync(modules) && lstatSync(modules).isSymbolicLink())
    throw new Error(
      "node_modules is a link and does not match package-lock.json. Remove the link and try again.",
    );
  console.log("Installing dependencies (npm ci)…");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // No package of ours needs a script of its own at installation; one that has been taken over would use it.
  const args = ["ci", "--no-audit", "--no-fund", "--include=dev", "--ignore-scripts"];
  const { code, output } = await run(npm, args);
  if (code !== 0) throw new Error(`npm ci failed (exit code ${code}):\n${output}`);
}
