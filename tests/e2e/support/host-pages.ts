import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const built = join("out", "simulator", "host");
const source = join("simulator", "host");

const newestBelow = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newestBelow(path) : statSync(path).mtimeMs;
    }),
  );

/**
 * The folder of the built host pages. Suites run beside each other, so none of them builds: throws with what to do where
 * the pages are missing or older than their source.
 */
export function hostPages(): string {
  const bundle = join(built, "hub.js");
  if (!existsSync(bundle) || statSync(bundle).mtimeMs < newestBelow(source))
    throw new Error(`The pages in ${built} are missing or out of date: run "npm run build:simulator".`);
  return built;
}
