/**
 * `release-version.mjs v1.2.3`: checks that the tag's version is the one in package.json, package-lock.json and the
 * newest entry of CHANGELOG.md, so that what is published is what was reviewed. Changes nothing; exits with 1 otherwise.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/run.mjs";

const tag = process.argv[2] ?? "";
const wanted = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
const read = (name) => readFileSync(join(root, name), "utf8");
const found = {
  "package.json": JSON.parse(read("package.json")).version,
  "package-lock.json": JSON.parse(read("package-lock.json")).version,
  "CHANGELOG.md": /^## (\d+\.\d+\.\d+)/m.exec(read("CHANGELOG.md"))?.[1],
};
const wrong = Object.entries(found).filter(([, version]) => version !== wanted);

if (wanted === undefined) console.error(`"${tag}" is no tag of a release: v, then three numbers.`);
for (const [file, version] of wrong) console.error(`${file} says ${version}, the tag says ${wanted}.`);
if (wanted !== undefined && wrong.length === 0) console.log(`Version ${wanted}.`);
else process.exitCode = 1;
