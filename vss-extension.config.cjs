/**
 * The manifest as it is packaged, for `tfx --manifest-js`. `vss-extension.json` plus what has one source elsewhere: the
 * version (package.json), a content type for each file (tfx would guess with a program that may not be installed, P19),
 * and, with `--env variant=dev`, the entries of `vss-extension.dev.json` instead (P17: tfx itself would append).
 */
const fs = require("node:fs");
const path = require("node:path");

const root = __dirname;
const contentTypes = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "application/javascript",
  ".json": "application/json",
  ".md": "text/markdown",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

function read(name) {
  return JSON.parse(fs.readFileSync(path.join(root, name), "utf8"));
}

function filesUnder(relative) {
  if (!fs.statSync(path.join(root, relative)).isDirectory()) return [relative];
  const names = fs.readdirSync(path.join(root, relative)).sort();
  return names.flatMap((name) => filesUnder(`${relative}/${name}`));
}

/** `packagePath` of a folder moves what is in it. */
function described(file, { path: folder, packagePath, addressable }) {
  const contentType = contentTypes[path.extname(file).toLowerCase()];
  if (contentType === undefined)
    throw new Error(`vss-extension.config.cjs knows no content type for ${file}`);
  if (packagePath === undefined) return { path: file, addressable, contentType };
  return { path: file, packagePath: file.replace(folder, packagePath), contentType };
}

/** Ids of the tasks that take an Azure connection, from the federation data: the list is never kept twice (R1). */
function azureTasks() {
  const data = ["built-in-tasks", "marketplace-tasks"].flatMap((name) =>
    read(`src/domain/federation/data/${name}.json`),
  );
  const taking = data.filter(
    ({ id, majors }) => id !== null && majors.some(({ inputs }) => inputs.length > 0),
  );
  return [...new Set(taking.map(({ id }) => id))].sort();
}

/** What only the packaging can fill in: the tasks that show the tab on a run, and the widget's configuration by its full id (R7). */
const filledIn = (manifest) => ({
  ...manifest,
  contributions: manifest.contributions.map((one) => {
    if (one.id === "run-tab")
      return { ...one, properties: { ...one.properties, supportsTasks: azureTasks() } };
    if (one.id !== "expiring-widget") return one;
    const configuration = `${manifest.publisher}.${manifest.id}.expiring-widget-configuration`;
    return { ...one, targets: [...one.targets, configuration] };
  }),
});

module.exports = function manifest(env) {
  const base = read("vss-extension.json");
  const variant = env.variant === "dev" ? read("vss-extension.dev.json") : {};
  const files = base.files.flatMap((entry) => filesUnder(entry.path).map((file) => described(file, entry)));
  return { ...filledIn({ ...base, ...variant }), version: read("package.json").version, files };
};

module.exports.filledIn = filledIn;
