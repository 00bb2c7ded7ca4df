/** Installs what package-lock.json names, where something of it is missing: for the scripts that begin with a package's program. */
import { ensureDependencies } from "./lib/dependencies.mjs";

await ensureDependencies();
