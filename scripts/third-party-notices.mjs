/**
 * Writes static/THIRD-PARTY-NOTICES.txt: name, version, licence and licence text of every production dependency in
 * package-lock.json. With `--check` it writes nothing and exits with 1 when the file is not what it would write.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/run.mjs";

const target = join(root, "static", "THIRD-PARTY-NOTICES.txt");

function licenceText(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(name));
  const [name] = names.sort();
  if (name === undefined) return "The package holds no licence text.";
  return readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim();
}

function notice([path, { version }]) {
  const folder = join(root, path);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const licence = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(" or ") ?? "not stated";
  return `${manifest.name} ${version}\nLicence: ${licence}\n\n${licenceText(folder)}\n`;
}

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const production = Object.entries(packages)
  .filter(
    ([path, entry]) => path !== "" && entry.dev !== true && entry.optional !== true && entry.peer !== true,
  )
  .filter(([path]) => existsSync(join(root, path)));
const notices = [...new Set(production.map(notice))].sort();
const rule = `\n${"-".repeat(80)}\n\n`;
const text = ["Service connection renewal contains or builds on the following packages.\n", ...notices].join(
  rule,
);

if (!process.argv.includes("--check")) {
  writeFileSync(target, text);
  console.log(`${notices.length} notices in static/THIRD-PARTY-NOTICES.txt`);
} else if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
  console.error("static/THIRD-PARTY-NOTICES.txt is stale: run npm run notices.");
  process.exitCode = 1;
} else {
  console.log(`${notices.length} notices, none stale.`);
}
