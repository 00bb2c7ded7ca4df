/**
 * `npm run test:engines`: the main ways of the packaged hub in the engines beside Chromium, Firefox and WebKit. Needs the
 * package and the simulator, builds them where they are missing, and ends with `N passed, N failed`.
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureFirefox, ensureWebKit } from "./lib/browser.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { countTests } from "./lib/jest-report.mjs";
import { programs, root, run, runNode } from "./lib/run.mjs";

/** Large enough for the window that the tests ask for, and its bars. */
const screenSize = ["-s", "-screen 0 1600x1000x24"];

/** Runs one engine's project; WebKit draws on a screen that nobody looks at. */
async function engine(project, env, screen) {
  const file = join(root, "reports", `${project}.json`);
  rmSync(file, { force: true });
  const args = [programs.jest, "--ci", "--selectProjects", project, "--json", `--outputFile=${file}`];
  const ended =
    screen === undefined
      ? await runNode(args, { env, show: true })
      : await run(screen, ["-a", ...screenSize, process.execPath, ...args], { env, show: true });
  return countTests(file, ended);
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
  await engine("webkit", { WEBKIT_DRIVER: webKit.driver }, webKit.screen),
];
const sum = (key) => results.reduce((total, one) => total + one[key], 0);
process.exitCode = sum("failed") === 0 ? 0 : 1;
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
