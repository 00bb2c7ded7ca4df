/**
 * `npm run test:engines`: the main ways of the packaged hub in the engines beside Chromium, Firefox and WebKit. Needs the
 * package and the simulator, builds them where they are missing, and ends with `N passed, N failed`.
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureFirefox, ensureWebKit } from "./lib/browser.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { countTests } from "./lib/jest-report.mjs";
import { programs, root, runNode } from "./lib/run.mjs";

/** Runs one engine's project. */
async function engine(project, env) {
  const file = join(root, "reports", `${project}.json`);
  rmSync(file, { force: true });
  const args = [programs.jest, "--ci", "--selectProjects", project, "--json", `--outputFile=${file}`];
  return countTests(file, await runNode(args, { env, show: true }));
}

await ensureDependencies();
mkdirSync(join(root, "reports"), { recursive: true });
if (!existsSync(join(root, "out", "unpacked")) || !existsSync(join(root, "out", "simulator")))
  for (const step of [[programs.webpack], ["scripts/package.mjs"], ["scripts/build-simulator.mjs"]]) {
    const { code, output } = await runNode(step);
    if (code !== 0) throw new Error(output);
  }
const webKit = await ensureWebKit();
const results = [
  await engine("firefox", { FIREFOX_PATH: await ensureFirefox() }),
  await engine("webkit", { WEBKIT_DRIVER: webKit.driver, WEBKIT_SCREEN: webKit.screen }),
];
const sum = (key) => results.reduce((total, one) => total + one[key], 0);
process.exitCode = sum("failed") === 0 ? 0 : 1;
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
