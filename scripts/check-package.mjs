/**
 * Opens a package and says what is in it and what is wrong with it. `check-package.mjs [file.vsix] [scopes.md]`, by
 * default the one in out/ and docs/scopes.md. Exits with 1 when anything is wrong.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { root } from "./lib/run.mjs";

const BUDGET = { ".js": 90_000, ".css": 25_000 };
// Azure DevOps Server takes no larger one, and the Marketplace shrinks at 50 MB (P96).
const LARGEST = 26_214_400;
const HUBS = {
  "project-hub": "ms.vss-web.project-admin-hub-group",
  "organization-hub": "ms.vss-web.collection-admin-hub-group",
};
const TASK = { id: "watch-task", folder: "ServiceConnectionWatch", largest: 1_500_000, agent: "4.248.0" };
const RUN_TAB = { id: "run-tab" };
const WIDGET = {
  id: "expiring-widget",
  configuration: "expiring-widget-configuration",
  sizes: "1x1, 2x1, 2x2, 3x2",
  pictures: { catalogIconUrl: "98x98", previewImageUrl: "330x160" },
};
/** The small pages: the script of each, what it may weigh, and the names that its bundle's scripts begin with. */
const PAGES = [
  { name: "Tab on a run", page: "run-tab", bundle: "run-tab", budget: 60_000 },
  { name: "Widget", page: "widget", bundle: "widget", budget: 40_000 },
  { name: "Widget configuration", page: "widget-configuration", bundle: "widget", budget: 25_000 },
];
const TARGET = "Microsoft.VisualStudio.Services.Cloud";

const problems = [];
const expect = (holds, problem) => {
  if (!holds) problems.push(problem);
};
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const isText = (name) => /\.(js|css|html|json|md|txt|vsomanifest|vsixmanifest)$/.test(name);

function open() {
  const given = process.argv[2];
  const made = () => readdirSync(join(root, "out")).find((name) => name.endsWith(".vsix"));
  const file = given ?? join(root, "out", made() ?? "none.vsix");
  const bytes = readFileSync(file);
  expect(bytes.length <= LARGEST, `the package has ${kB(bytes.length)}, more than ${kB(LARGEST)}`);
  const entries = Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith("/"));
  return new Map(entries.map(([name, content]) => [name, Buffer.from(content)]));
}

function documentedScopes() {
  const text = readFileSync(process.argv[3] ?? join(root, "docs", "scopes.md"), "utf8");
  return [...text.matchAll(/^\| `(vso\.[a-z_.]+)` *\|(.*)\|$/gm)].map(([, scope, reason]) => {
    const words = reason.replaceAll(/[|\s]/g, "");
    expect(words.length > 20, `docs/scopes.md gives no reason for ${scope}`);
    return scope;
  });
}

function checkManifest(files) {
  const manifest = JSON.parse(files.get("extension.vsomanifest").toString("utf8"));
  const vsix = files.get("extension.vsixmanifest").toString("utf8");
  const [asked, documented] = [[...(manifest.scopes ?? [])].sort(), documentedScopes().sort()];
  expect(
    asked.join() === documented.join(),
    `the scopes asked for (${asked.join(", ")}) are not those of docs/scopes.md (${documented.join(", ")})`,
  );

  const targets = [...vsix.matchAll(/<InstallationTarget Id="([^"]+)"/g)].map(([, id]) => id);
  expect(targets.join() === TARGET, `the targets are ${targets.join(", ")}, not only ${TARGET} (P32)`);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(vsix.includes(` Version="${version}"`), `the package's version is not ${version}`);
  expect((manifest.baseUri ?? "") === "", `baseUri is ${manifest.baseUri}, not empty (P38)`);
  for (const [id, group] of Object.entries(HUBS)) checkHub(manifest, id, group, files);
  checkTask(manifest, files);
  checkRunTab(manifest, files);
  checkWidget(manifest, files);
  for (const page of PAGES) checkPageScript(page, files);
  checkChunkNames(files);
  expect(
    manifest.contributions.length === Object.keys(HUBS).length + 4,
    "there are contributions besides the two hubs, the tab on a run, the widget with its configuration and the task",
  );
}

/** The tab on a run has tasks that show it, and a page (R1). */
function checkRunTab(manifest, files) {
  const tab = manifest.contributions.find(({ id }) => id === RUN_TAB.id);
  expect(tab?.type === "ms.vss-build-web.build-results-tab", `there is no tab ${RUN_TAB.id}`);
  expect(
    tab?.targets.join() === "ms.vss-build-web.build-results-view",
    "the tab is not on the page of a run",
  );
  expect((tab?.restrictedTo ?? []).join() === "member", "the tab is not restricted to members (P35)");
  expect((tab?.properties.supportsTasks ?? []).length > 40, "the tab names no tasks that show it");
  expect(files.has(tab?.properties.uri), `the tab opens ${tab?.properties.uri}, which is not in the package`);
}

/** The widget stands in the catalogue, in four sizes, and names its configuration by its full id (R7). */
function checkWidget(manifest, files) {
  const of = (id) => manifest.contributions.find((one) => one.id === id);
  const [widget, configuration] = [of(WIDGET.id), of(WIDGET.configuration)];
  expect(widget?.type === "ms.vss-dashboards-web.widget", `there is no widget ${WIDGET.id}`);
  expect(
    configuration?.type === "ms.vss-dashboards-web.widget-configuration",
    `there is no configuration ${WIDGET.configuration}`,
  );
  const targets = widget?.targets ?? [];
  expect(
    targets.includes("ms.vss-dashboards-web.widget-catalog") &&
      targets.some((target) => target.endsWith(`.${WIDGET.configuration}`)),
    `the widget appears in ${targets.join(", ")}, not in the catalogue with its configuration (R7)`,
  );
  const { supportedSizes = [], supportedScopes = [], ...properties } = widget?.properties ?? {};
  const sizes = supportedSizes.map(({ columnSpan, rowSpan }) => `${columnSpan}x${rowSpan}`).join(", ");
  expect(sizes === WIDGET.sizes, `the widget's sizes are ${sizes}, not ${WIDGET.sizes}`);
  expect(supportedScopes.join() === "project_team", "the widget is not for a team's dashboard (R7)");
  for (const one of [widget, configuration]) {
    expect((one?.restrictedTo ?? []).join() === "member", `${one?.id} is not restricted to members (P35)`);
    const { uri } = one?.properties ?? {};
    expect(files.has(uri), `${one?.id} opens ${uri}, which is not in the package`);
  }
  for (const [property, wanted] of Object.entries(WIDGET.pictures)) {
    const picture = files.get(properties[property]);
    const size = picture === undefined ? "missing" : pngSize(picture);
    expect(size === wanted, `${property} of the widget is ${size}, not ${wanted}`);
  }
}

/** Each small page has a first load of its own. */
function checkPageScript({ name, page, budget }, files) {
  const script = files.get(`dist/${page}.js`);
  const size = script === undefined ? 0 : gzipSync(script, { level: 9 }).length;
  console.log(`${name}: ${kB(size)} gzip of ${kB(budget)}`);
  expect(size > 0 && size <= budget, `dist/${page}.js has ${kB(size)}, more than ${kB(budget)}`);
}

/** Several bundles in one folder: a script of the one under another's name would be fetched and do nothing. */
function checkChunkNames(files) {
  const bundles = [...new Set(PAGES.map(({ bundle }) => bundle))];
  for (const [name, bytes] of files) {
    const own = bundles.find((bundle) => bytes.includes(`webpackChunk${bundle.replaceAll("-", "_")}`));
    if (!/^dist\/.*\.js$/.test(name) || own === undefined) continue;
    expect(name.startsWith(`dist/${own}`), `${name} is a script of ${own} under another bundle's name`);
  }
}

/** The task is one script with its manifest, for both handlers, and sets its own outputs alone (L13, L14). */
function checkTask(manifest, files) {
  const own = manifest.contributions.find(({ id }) => id === TASK.id);
  expect(own?.type === "ms.vss-distributed-task.task", `there is no task ${TASK.id}`);
  expect(
    own?.properties.name === TASK.folder,
    `the task lies in ${own?.properties.name}, not in ${TASK.folder}`,
  );
  const names = [...files.keys()].filter((name) => name.startsWith(`${TASK.folder}/`)).sort();
  expect(
    names.join() === `${TASK.folder}/index.js,${TASK.folder}/task.json`,
    `the task consists of ${names.join(", ")}, not of one script and its manifest`,
  );
  const bundle = files.get(`${TASK.folder}/index.js`)?.length ?? 0;
  console.log(`Task: ${kB(bundle)} of ${kB(TASK.largest)}`);
  expect(bundle <= TASK.largest, `the task has ${kB(bundle)}, more than ${kB(TASK.largest)}`);
  const task = JSON.parse(files.get(`${TASK.folder}/task.json`)?.toString("utf8") ?? "{}");
  const handlers = Object.keys(task.execution ?? {}).join();
  expect(handlers === "Node20_1,Node24", `the task's handlers are ${handlers}`);
  expect(task.minimumAgentVersion === TASK.agent, `the task wants agent ${task.minimumAgentVersion}`);
  expect(task.version?.Major === 1, "the task's major version is not 1, which pipelines name");
  const outputs = (task.outputVariables ?? []).map(({ name }) => name).join();
  const settable = (task.restrictions?.settableVariables?.allowed ?? []).join();
  expect(outputs === settable && outputs !== "", `the task may set ${settable}, its outputs are ${outputs}`);
}

function checkHub(manifest, id, group, files) {
  const hub = manifest.contributions.find((contribution) => contribution.id === id);
  expect(hub !== undefined, `there is no contribution ${id}`);
  if (hub === undefined) return;
  expect(hub.type === "ms.vss-web.hub", `${id} is of type ${hub.type}`);
  expect(hub.targets.join() === group, `${id} appears in ${hub.targets.join()}, not in ${group} (P20)`);
  expect((hub.restrictedTo ?? []).join() === "member", `${id} is not restricted to members (P35)`);
  expect(files.has(hub.properties.uri), `${id} opens ${hub.properties.uri}, which is not in the package`);
}

function checkNames(files) {
  const seen = new Set();
  for (const name of files.keys()) {
    const part = name === "[Content_Types].xml" ? "" : name;
    expect(!/[\s#^[\]<>?]/.test(part), `${name} holds a character a package may not hold (P18)`);
    expect(!seen.has(name.toLowerCase()), `${name} differs from another name by case alone (P18)`);
    seen.add(name.toLowerCase());
    expect(!name.endsWith(".map"), `${name} is a source map`);
    expect(
      !/simulator|fixture|(^|\/)(tests?|src|node_modules)\/|\.test\./i.test(name),
      `${name} does not belong in the package`,
    );
  }
}

function checkContents(files) {
  for (const [name, bytes] of files) {
    if (!isText(name)) continue;
    const text = bytes.toString("utf8");
    if (/\.(js|css)$/.test(name)) {
      expect(!/[#@] sourceMappingURL=/.test(text), `${name} points to a source map`);
    }
    if (name.endsWith(".css")) {
      expect(!/url\(["']?(https?:)?\/\//i.test(text), `${name} loads something from another host`);
      expect(!/url\(["']?data:(font|application\/(x-)?font)/i.test(text), `${name} holds a font (P11)`);
    }
    if (name.endsWith(".html")) checkPage(name, text);
  }
  expect(files.has("static/THIRD-PARTY-NOTICES.txt"), "the notices of third parties are missing");
  const icon = [...files.keys()].find((name) => name.endsWith("icon-128.png"));
  const size = icon === undefined ? "missing" : pngSize(files.get(icon));
  expect(size === "128x128", `the icon is ${size}, not 128x128 (P39)`);
}

function checkPage(name, html) {
  for (const [, address] of html.matchAll(/\b(?:src|href)="([^"]*)"/g)) {
    expect(/^[a-z0-9][a-z0-9._/-]*$/i.test(address), `${name} refers to ${address}, which is not relative`);
  }
  expect(!/<script(?![^>]*\bsrc=)/i.test(html), `${name} holds an inline script`);
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ?? "";
  expect(policy.includes("default-src 'none'"), `${name} has no content security policy to speak of`);
  expect(/script-src 'self'(;|$)/.test(policy), `${name} allows scripts other than its own`);
  expect(policy.includes("require-trusted-types-for 'script'"), `${name} takes any text for code`);
  const targets = (/connect-src ([^;]*)/.exec(policy)?.[1] ?? "*").split(" ");
  const foreign = targets.filter(
    (one) => !/^https:\/\/((\*\.)?dev\.azure\.com|graph\.microsoft\.com)$/.test(one),
  );
  expect(foreign.length === 0, `${name} may talk to ${foreign.join(", ")}`);
}

/** What the Marketplace shows: an overview whose links lead to files in the package, and pictures of its size (P39). */
function checkListing(files) {
  const overview = files.get("overview.md")?.toString("utf8");
  expect(overview !== undefined, "there is no overview.md");
  for (const [, target] of (overview ?? "").matchAll(/\]\((?!https:)([^)]+)\)/g))
    expect(files.has(target), `overview.md leads to ${target}, which is not in the package`);
  for (const [name, bytes] of files) {
    if (!/\/screenshots\/[^/]+\.png$/.test(name)) continue;
    const size = pngSize(bytes);
    expect(size === "1366x768", `${name} is ${size}, not 1366x768 (P39)`);
  }
}

function pngSize(bytes) {
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

/** What the browser fetches before the hub's own code runs: the sheets and scripts that the page itself names. */
function checkFirstLoad(files) {
  const html = files.get("dist/hub.html")?.toString("utf8") ?? "";
  const named = [...html.matchAll(/\b(?:src|href)="([^"]+\.(js|css))"/g)].map(([, file]) => `dist/${file}`);
  for (const [extension, budget] of Object.entries(BUDGET)) {
    const own = named.filter((name) => name.endsWith(extension));
    expect(own.length > 0, `dist/hub.html names no ${extension} file`);
    for (const name of own)
      expect(files.has(name), `dist/hub.html names ${name}, which is not in the package`);
    const bytes = own
      .filter((name) => files.has(name))
      .reduce((sum, name) => sum + gzipSync(files.get(name), { level: 9 }).length, 0);
    console.log(`First load ${extension}: ${kB(bytes)} gzip of ${kB(budget)} (${own.join(", ")})`);
    expect(bytes <= budget, `the first load has ${kB(bytes)} of ${extension}, more than ${kB(budget)}`);
  }
}

const files = open();
for (const name of [...files.keys()].sort()) {
  const bytes = files.get(name);
  console.log(`${kB(bytes.length).padStart(11)} ${kB(gzipSync(bytes).length).padStart(10)} gzip  ${name}`);
}
if (files.has("extension.vsomanifest") && files.has("extension.vsixmanifest")) checkManifest(files);
else problems.push("there is no manifest in it");
checkNames(files);
checkContents(files);
checkListing(files);
checkFirstLoad(files);

for (const problem of problems) console.error(`Problem: ${problem}`);
console.log(problems.length === 0 ? "The package is as it should be." : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
