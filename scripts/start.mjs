/**
 * `npm start`: installs what is missing, builds and packs the extension, compiles the simulator and runs it on the
 * unpacked package. Arguments go to the simulator.
 */
import { spawn } from "node:child_process";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { programs, root, runNode } from "./lib/run.mjs";

const steps = [
  ["Building the extension", [programs.webpack]],
  ["Packing it", ["scripts/package.mjs"]],
  ["Compiling the simulator", ["scripts/build-simulator.mjs"]],
];

await ensureDependencies();
for (const [title, args] of steps) {
  console.log(`${title}…`);
  const { code, output } = await runNode(args);
  if (code !== 0) {
    console.error(`${output}\n${title} failed.`);
    process.exit(1);
  }
}

const simulator = spawn(process.execPath, ["out/simulator/main.js", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => simulator.kill(signal));
simulator.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 0));
