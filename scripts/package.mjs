/**
 * Packs dist/ into out/<publisher>.<id>-<version>.vsix with tfx, offline, and unpacks it into out/unpacked: what the
 * simulator serves and the browser tests open. `--dev` makes the development variant instead and unpacks nothing.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { programs, root, runNode } from "./lib/run.mjs";

const dev = process.argv.includes("--dev");
const out = join(root, "out");

if (!existsSync(join(root, "dist", "hub.js"))) {
  console.error("dist/hub.js is missing: run npm run build first.");
  process.exit(1);
}

mkdirSync(out, { recursive: true });
const isPackage = (name) => name.endsWith(".vsix");
for (const old of readdirSync(out).filter(isPackage)) rmSync(join(out, old));

const { code, output } = await runNode([
  programs.tfx,
  ...["extension", "create", "--manifest-js", "vss-extension.config.cjs", "--output-path", out],
  ...["--no-prompt", "--no-color"],
  ...(dev ? ["--env", "variant=dev"] : []),
]);
const made = readdirSync(out).find(isPackage);
if (code !== 0 || made === undefined) {
  console.error(output);
  console.error("tfx made no package.");
  process.exit(1);
}
console.log(`Packed out/${made}`);

if (!dev) {
  const unpacked = join(out, "unpacked");
  rmSync(unpacked, { recursive: true, force: true });
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(out, made))))) {
    if (name.endsWith("/")) continue;
    const file = join(unpacked, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  console.log("Unpacked into out/unpacked");
}
