/**
 * `npm run bench`: the packaged hub beside a floor page, in one browser and one run, in turns, cold and warm, for 40, 1,500
 * and 10,000 connections, 40 once more with 80 ms added to each call; then the hub alone in an organization of 150 projects.
 * Prints the medians and writes them into docs/performance.md with a chart. Needs `npm run package` and
 * `npm run build:simulator` before.
 *
 * --sizes 40,1500   other sizes    --repeat 5   visits of each kind, a third of them from 5,000 on    --package <folder>   another unpacked package
 * --latency 40      another latency; 0 leaves those lines out    --dry   leaves docs/performance.md as it is
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serveAssets } from "./bench/assets.mjs";
import { firstLoadOf, preparePages, prepareSimulator } from "./bench/pages.mjs";
import { organizationTable, tableOf, writeReport } from "./bench/report.mjs";
import { medians } from "./bench/statistics.mjs";
import { visit } from "./bench/visit.mjs";
import { ensureBrowser } from "./lib/browser.mjs";
import { root } from "./lib/run.mjs";

const option = (name, otherwise) => {
  const position = process.argv.indexOf(`--${name}`);
  return position < 0 ? otherwise : process.argv[position + 1];
};
const sizes = option("sizes", "40,1500,10000").split(",").map(Number);
const unpacked = option("package", join(root, "out", "unpacked"));
const latency = Number(option("latency", "80"));
const repeats = Number(option("repeat", "7"));
const repeatsOf = (size) => (size > 5_000 ? Math.ceil(repeats / 3) : repeats);
const launch = {
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
  ],
};

/** The world with as many connections; forty are of every kind, more are one kind in one project. */
function fill(simulator, size) {
  if (size === 40) return;
  simulator.reset("project-10000");
  simulator.world.endpoints.length = size;
}

/** A simulator around one page, with assets as a CDN serves them; `added` is milliseconds for each call. */
async function stand(
  { startSimulator, hostPagesDir },
  [name, folder],
  { prepare, hub = "project", added = 0 },
) {
  const simulator = await startSimulator({ extensionDir: folder, hostPagesDir, today: true });
  prepare(simulator);
  const assets = await serveAssets(folder);
  simulator.origins.assets = assets.origin;
  if (added > 0)
    simulator.faults.add({ match: { service: "ado" }, effect: { kind: "delay", ms: added }, times: 1e9 });
  const { rest } = simulator.origins;
  const url = simulator.hubUrl({ naa: false, hub });
  return {
    name,
    page: { url, origins: [assets.origin, rest], blank: name === "blank" },
    // What was recorded is of no use here and only fills the memory of the measuring process.
    forget: () => simulator.traffic.clear(),
    close: () => Promise.all([simulator.close(), assets.close()]),
  };
}

/** Empties the profile's caches of bytes and of compiled code. */
async function forgetAll(context) {
  const [page] = context.pages();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.clearBrowserCache");
  await cdp.detach();
}

/** A cold visit, two that fill the caches, then the warm one. */
async function coldAndWarm(context, { page, forget }, use = !page.blank) {
  const next = async (options) => {
    forget();
    return visit(context, page, options);
  };
  await forgetAll(context);
  const cold = await next();
  await next();
  await next();
  return { cold, warm: await next({ use }) };
}

async function measureSize(context, started, size, added) {
  const stages = [];
  for (const page of Object.entries(started.pages))
    stages.push(await stand(started, page, { prepare: (simulator) => fill(simulator, size), added }));
  const [hub, floor, blank] = stages;
  try {
    const found = { hub: [], floor: [], blank: [] };
    for (let turn = 0; turn < repeatsOf(size); turn += 1) {
      // In turns, and each turn the other way round: what slows the machine down slows both down.
      for (const stage of turn % 2 === 0 ? [hub, floor, blank] : [floor, hub, blank])
        found[stage.name].push(await coldAndWarm(context, stage));
      console.log(`${size} connections: turn ${turn + 1} of ${repeatsOf(size)}`);
    }
    const of = (name, start) => found[name].map((visits) => visits[start]);
    const starts = (name) => ({
      cold: medians(of(name, "cold"), of("blank", "cold")),
      warm: medians(of(name, "warm"), of("blank", "warm")),
    });
    return { size, added, repeats: repeatsOf(size), hub: starts("hub"), floor: starts("floor") };
  } finally {
    await Promise.all(stages.map((stage) => stage.close()));
  }
}

/** The hub of an organization: 150 projects with 1,500 connections. */
async function measureOrganization(context, started) {
  const turns = repeatsOf(10_000);
  const stage = await stand(started, ["hub", started.pages.hub], {
    prepare: (simulator) => simulator.reset("org-150"),
    hub: "organization",
  });
  try {
    const visits = [];
    for (let turn = 0; turn < turns; turn += 1) visits.push(await coldAndWarm(context, stage, false));
    const of = (start) =>
      medians(
        visits.map((one) => one[start]),
        [],
      );
    return { repeats: turns, cold: of("cold"), warm: of("warm") };
  } finally {
    await stage.close();
  }
}

const { module, hostPagesDir } = prepareSimulator();
const { startSimulator } = createRequire(import.meta.url)(module);
const pages = await preparePages(unpacked);
// A profile on disk, as people have one: one in memory keeps no compiled code.
const context = await chromium.launchPersistentContext("", {
  ...launch,
  executablePath: await ensureBrowser(),
  viewport: { width: 1366, height: 768 },
  locale: "en-GB",
  timezoneId: "UTC",
});
try {
  const started = { startSimulator, hostPagesDir, pages };
  const results = [];
  const runs = sizes.map((size) => [size, 0]);
  if (latency > 0 && sizes.includes(40)) runs.push([40, latency]);
  for (const [size, added] of runs) {
    results.push(await measureSize(context, started, size, added));
    console.log(tableOf(results.at(-1)));
  }
  const organization = await measureOrganization(context, started);
  console.log(organizationTable(organization));
  const version = context.browser()?.version();
  if (!process.argv.includes("--dry"))
    await writeReport(results, organization, { browser: version, firstLoad: firstLoadOf(pages.hub) });
} finally {
  await context.close();
}
