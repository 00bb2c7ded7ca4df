/** Compiles the simulator into out/simulator: the server with tsc, the pages it serves with webpack. Never packaged. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { programs, root, runNode } from "./lib/run.mjs";

rmSync(join(root, "out", "simulator"), { recursive: true, force: true });
// Types are checked by "npm run check"; here they would only be checked twice.
const steps = [[programs.tsc, "-p", "tsconfig.simulator.json", "--noCheck"]];
if (existsSync(join(root, "webpack.simulator.js"))) {
  steps.push([programs.webpack, "--config", "webpack.simulator.js"]);
}
for (const step of steps) {
  const { code, output } = await runNode(step);
  if (code !== 0) {
    console.error(output);
    process.exit(code);
  }
}
console.log("Compiled out/simulator");
