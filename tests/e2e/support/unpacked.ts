import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";

/** The newest package in `out/`; throws with what to do where there is none. */
export function newestPackage(out = "out"): string {
  const packages = readdirSync(out)
    .filter((name) => name.endsWith(".vsix"))
    .map((name) => join(out, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  const [newest] = packages;
  if (newest === undefined)
    throw new Error(`There is no .vsix in ${out}: run "npm run build" and "npm run package".`);
  return newest;
}

/** Unpacks the newest package into `directory`, which is emptied first, and returns its path. Bytes stay as they are. */
export function unpackNewest(directory = join("out", "unpacked")): string {
  const files = unzipSync(readFileSync(newestPackage()));
  rmSync(directory, { recursive: true, force: true });
  for (const [name, bytes] of Object.entries(files)) {
    if (name.endsWith("/")) continue;
    const path = join(directory, ...name.split("/"));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return directory;
}
