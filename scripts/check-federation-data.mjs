/**
 * `npm run check:federation-data -- <checkout>`: compares the built-in tasks of the federation data with a checkout of
 * microsoft/azure-pipelines-tasks, a work tree or a git directory. Prints one line per difference; exits with 1 where
 * there is one. docs/federation-data.md says what to do about each.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [checkout] = process.argv.slice(2);
if (checkout === undefined) {
  console.error("Usage: npm run check:federation-data -- <checkout of microsoft/azure-pipelines-tasks>");
  process.exit(2);
}

const git = (...args) =>
  execFileSync("git", ["-C", checkout, ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "pipe"],
  });
const read = (path) => {
  try {
    return JSON.parse(git("show", `HEAD:${path}`).replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
};

const data = join(import.meta.dirname, "..", "src", "domain", "federation", "data");
const tasks = JSON.parse(readFileSync(join(data, "built-in-tasks.json"), "utf8"));
/** Folders are not always called like their tasks: by task name and major. */
const found = new Map();
for (const folder of git("ls-tree", "--name-only", "HEAD", "Tasks/").trim().split("\n")) {
  const task = /V\d+$/.test(folder) ? read(`${folder}/task.json`) : null;
  if (task !== null) found.set(`${task.name}@${task.version.Major}`, { folder, task });
}

const azureInputs = (task) =>
  (task.inputs ?? []).filter(({ type }) => /^connectedService:AzureRM\b/i.test(type ?? ""));
const list = (names) => [...names].sort().join(", ");

/** Older sign-in libraries of Node know no federated token. */
const libraries = {
  "azure-pipelines-tasks-azure-arm-rest": "3.218.0",
  "azure-pipelines-tasks-azure-arm-rest-v2": "3.218.0",
};

function olderThan(left, right) {
  const [a, b] = [left, right].map((text) => text.split(/[.-]/).map(Number));
  const at = [0, 1, 2].find((index) => a[index] !== b[index]);
  return at !== undefined && a[at] < b[at];
}

/** The rule of the group that an input stands in. */
const groupRule = (task, input) =>
  (task.groups ?? []).find(({ name }) => name === input.groupName)?.visibleRule;

/** A rule without the ways of writing it that mean the same. */
const plainRule = (rule) =>
  (rule ?? "")
    .replace(/\s*(!=|==|=)\s*/g, (sign) => (sign.includes("!") ? " != " : " = "))
    .replace(/\s*(&&|\|\|)\s*/g, " $1 ")
    .trim();

function compareMajor(task, row, found) {
  const said = [];
  if (found.id.toLowerCase() !== task.id) said.push(`id ${task.id}, there ${found.id}`);
  if ((found.deprecated === true) !== (row.deprecated === true))
    said.push(`deprecated ${String(row.deprecated === true)}, there ${String(found.deprecated === true)}`);
  const [ours, theirs] = [row.inputs, azureInputs(found)];
  const [here, there] = [ours, theirs].map((inputs) => list(inputs.map(({ name }) => name)));
  if (here !== there) said.push(`Azure inputs ${here || "none"}, there ${there || "none"}`);
  for (const input of theirs) {
    const known = ours.find(({ name }) => name === input.name);
    if (known === undefined) continue;
    const [own, other] = [list(known.aliases ?? []), list(input.aliases ?? [])];
    if (own !== other) said.push(`aliases of ${input.name} ${own || "none"}, there ${other || "none"}`);
    for (const [what, here, there] of [
      ["rule", known.visible, input.visibleRule],
      ["group's rule", known.group, groupRule(found, input)],
    ]) {
      const [rule, other] = [plainRule(here), plainRule(there)];
      if (rule !== other) said.push(`${what} of ${input.name} ${rule || "none"}, there ${other || "none"}`);
    }
  }
  for (const [name, value] of Object.entries(row.defaults ?? {})) {
    const input = (found.inputs ?? []).find((one) => one.name.toLowerCase() === name.toLowerCase());
    const there = input === undefined ? "no such input" : String(input.defaultValue ?? "");
    if (there.toLowerCase() !== String(value ?? "").toLowerCase())
      said.push(`default of ${name} ${JSON.stringify(value)}, there ${JSON.stringify(there)}`);
  }
  const { Major, Minor, Patch } = found.version;
  const present = [Major, Minor, Patch].join(".");
  for (const name of ["since", "safe"])
    if (typeof row[name] === "string" && olderThan(present, row[name]))
      said.push(`${name} ${row[name]}, there it is ${present}`);
  return said;
}

const differences = [];
for (const task of tasks) {
  for (const row of task.majors) {
    const label = `${task.name}@${row.major}`;
    const there = found.get(label);
    if (there === undefined) {
      // Majors whose source was removed long ago were read from the YAML reference.
      if (row.source.startsWith("tasks:")) differences.push(`${label}: removed or renamed`);
      continue;
    }
    for (const said of compareMajor(task, row, there.task)) differences.push(`${label}: ${said}`);
    const lock = read(`${there.folder}/package-lock.json`);
    for (const [name, least] of Object.entries(libraries)) {
      const version = (lock?.packages?.[`node_modules/${name}`] ?? lock?.dependencies?.[name])?.version;
      if (row.federation === "yes" && version !== undefined && olderThan(version, least))
        differences.push(`${label}: yes, but ${name} is ${version}, below ${least}`);
    }
  }
}

const known = new Set(tasks.flatMap(({ name, majors }) => majors.map(({ major }) => `${name}@${major}`)));
for (const [label, { task }] of found) {
  if (!known.has(label) && azureInputs(task).length > 0)
    differences.push(`${label}: not in the data, takes an Azure connection`);
}

/** What this checkout says nothing of is named, so that silence is never taken for agreement. */
const counted = (file, count) => count(JSON.parse(readFileSync(join(data, file), "utf8")));
const marketplace = counted("marketplace-tasks.json", (rows) => rows.length);
const registry = counted("registry-tasks.json", (rows) => rows.length);
const absent = tasks.flatMap(({ name, majors }) =>
  majors.map(({ major }) => `${name}@${major}`).filter((label) => !found.has(label)),
);
console.log(`Not compared: ${marketplace} Marketplace tasks and ${registry} registry rows`);
console.log("Not compared: conditions and cautions; since and safe only against the present version");
if (absent.length > 0) console.log(`Not compared, not in the checkout: ${absent.join(", ")}`);
for (const line of differences) console.log(line);
console.log(`${differences.length} differences over ${tasks.length} tasks`);
process.exitCode = differences.length === 0 ? 0 : 1;
