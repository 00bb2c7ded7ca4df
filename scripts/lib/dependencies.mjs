/** Installs what package-lock.json names, where that has not happened yet. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run.mjs";

function installed() {
  const record = join(root, "node_modules", ".package-lock.json");
  return (
    existsSync(record) && statSync(record).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs - 1000
  );
}

/** Runs `npm ci` when node_modules is missing or older than the lock file. Throws with npm's output when that fails. */
export async function ensureDependencies() {
  if (installed()) return;
  console.log("Installing dependencies (npm ci)…");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const args = ["ci", "--no-audit", "--no-fund", "--include=dev"];
  const { code, output } = await run(npm, args, { env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" } });
  if (code !== 0) throw new Error(`npm ci failed (exit code ${code}):\n${output}`);
}
