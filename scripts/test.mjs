/**
 * `npm test`: everything, on a fresh machine too. Sets up what is missing, runs the static checks, all tests, the build,
 * the package and the browser tests, goes on after a failure, and ends with one line: `N passed, N failed`.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { auditDependencies } from "./lib/audit.mjs";
import { ensureBrowser, ensureFirefox } from "./lib/browser.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { countTests, failuresIn } from "./lib/jest-report.mjs";
import { programs, root, runNode } from "./lib/run.mjs";
import { staticChecks } from "./lib/static-checks.mjs";

const workers = String(Math.max(1, Math.min(4, cpus().length)));
const results = [];
/** Named once more at the end, where a log that is cut short still has them. */
const failures = [];

function report(title, { passed, failed, output = "", seconds = 0, named = [] }) {
  results.push({ passed, failed });
  if (failed > 0) failures.push(...(named.length > 0 ? named : [title]));
  const verdict = failed === 0 ? "passed" : "FAILED";
  console.log(`${verdict}  ${title}: ${passed} passed, ${failed} failed (${seconds.toFixed(0)} s)`);
  // A test that has a figure to tell prints a line that starts with "# ".
  const figures = output.split("\n").filter((line) => line.trimStart().startsWith("# "));
  const told = failed > 0 ? output.trimEnd() : figures.join("\n");
  if (told !== "") console.log(told);
}

const one = (passed, output, seconds) => ({
  passed: passed ? 1 : 0,
  failed: passed ? 0 : 1,
  output,
  seconds,
});

async function timed(action) {
  const start = performance.now();
  const result = await action();
  return { ...result, seconds: (performance.now() - start) / 1000 };
}

/** A command that passes or fails as a whole and counts as one test. */
async function check({ title, args }) {
  const { code, output, seconds } = await timed(() => runNode(args));
  report(title, one(code === 0, output, seconds));
  return code === 0;
}

async function jest(title, projects, { env = {}, more = [] } = {}) {
  const file = join(root, "reports", `${projects[0]}.json`);
  rmSync(file, { force: true });
  // Young objects get room: an eighth of the time of the tests was collecting them. Jest hands the switch to its workers.
  const args = [
    "--max-semi-space-size=64",
    programs.jest,
    "--ci",
    "--selectProjects",
    ...projects,
    "--maxWorkers",
    workers,
  ];
  const reporting = ["--json", `--outputFile=${file}`, ...more];
  const run = await timed(() => runNode([...args, ...reporting], { env, timeoutMs: 35 * 60_000 }));
  report(title, {
    ...countTests(file, run),
    named: failuresIn(file),
    output: run.output,
    seconds: run.seconds,
  });
}

async function inOrder(steps) {
  for (const step of steps) await check(step);
}

/** Each step needs the one before, so what follows a failure counts as failed without being tried. */
async function chain(steps) {
  for (const [index, step] of steps.entries()) {
    if (await check(step)) continue;
    for (const { title } of steps.slice(index + 1)) report(title, one(false, "not tried"));
    return false;
  }
  return true;
}

async function audit() {
  const result = await auditDependencies();
  if (!result.checked) console.log(`not checked  advisories: ${result.reason}`);
  else report("advisories of production dependencies", one(result.passed, result.output));
}

async function inBrowser(title, built, project, environment) {
  if (!built) return report(title, one(false, "not tried: there is no package or no simulator"));
  try {
    await jest(title, [project], { env: await environment() });
  } catch (error) {
    report(title, one(false, error.message));
  }
}

/** One after the other, because apt-get works for one at a time. Who needs a browser waits for it, and hears what went wrong. */
function ensureBrowsers() {
  const chromium = ensureBrowser();
  const firefox = chromium.then(ensureFirefox, ensureFirefox);
  for (const one of [chromium, firefox]) one.catch(() => undefined);
  return { chromium, firefox };
}

const chromiumTests = (built, chromium) =>
  inBrowser("browser tests on the unpacked package", built, "e2e", async () => ({
    CHROMIUM_PATH: await chromium,
  }));

/** Mostly waits: real time passes there, so it runs beside all others. */
const firefoxTests = (built, firefox) =>
  inBrowser("the main ways in Firefox", built, "firefox", async () => ({
    FIREFOX_PATH: await firefox,
  }));

const building = [
  { title: "build", args: [programs.webpack] },
  { title: "package", args: ["scripts/package.mjs"] },
];

async function build() {
  const packed = await chain(building);
  await check({ title: "content of the package", args: ["scripts/check-package.mjs"] });
  const simulated = await check({ title: "build of the simulator", args: ["scripts/build-simulator.mjs"] });
  return packed && simulated;
}

/** The core's own tests, and how many of its branches they take; the tests of what is built on it take more. */
async function core() {
  const directory = join(root, "reports", "coverage");
  rmSync(directory, { recursive: true, force: true });
  const counting = ["--coverage", "--collectCoverageFrom=src/domain/**/*.ts"];
  const into = [`--coverageDirectory=${directory}`, "--coverageReporters=json-summary"];
  await jest("tests of the core", ["domain"], { more: [...counting, ...into] });
  const { branches } = JSON.parse(readFileSync(join(directory, "coverage-summary.json"), "utf8")).total;
  console.log(`      # branches of the core: ${branches.covered} of ${branches.total} (${branches.pct} %)`);
}

async function everything() {
  const browsers = ensureBrowsers();
  await ensureDependencies();
  mkdirSync(join(root, "reports"), { recursive: true });
  // Nothing waits for what only reads the code: it takes one core while the build and the first tests take the other.
  const reading = Promise.all([inOrder(staticChecks), audit()]);
  const built = await build();
  const firefox = firefoxTests(built, browsers.firefox);
  await core();
  await jest("unit and component tests", ["unit", "hub"]);
  await chromiumTests(built, browsers.chromium);
  await Promise.all([reading, firefox]);
}

try {
  await everything();
} catch (error) {
  report("set-up", one(false, error.message));
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
process.exitCode = sum("failed") === 0 ? 0 : 1;
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
