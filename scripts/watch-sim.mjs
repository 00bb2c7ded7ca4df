/**
 * `npm run watch:sim [input=value …]`: builds and packs the extension, compiles the simulator, runs the packed pipeline
 * task against it as an agent does, and shows what a run says and leaves. No organization is needed.
 */
import { ensureDependencies } from "./lib/dependencies.mjs";
import { programs, runNode } from "./lib/run.mjs";

await ensureDependencies();
for (const [title, args] of [
  ["Building the extension", [programs.webpack]],
  ["Packing it", ["scripts/package.mjs"]],
  ["Compiling the simulator", ["scripts/build-simulator.mjs"]],
]) {
  console.log(`${title}…`);
  const { code, output } = await runNode(args);
  if (code !== 0) {
    console.error(`${output}\n${title} failed.`);
    process.exit(1);
  }
}

// Loaded only now: it needs what may just have been installed.
const { watchRun, writeSummaryPage } = await import("./lib/watch-run.mjs");
const inputs = Object.fromEntries(
  process.argv.slice(2).flatMap((text) => {
    const at = text.indexOf("=");
    return at > 0 ? [[text.slice(0, at), text.slice(at + 1)]] : [];
  }),
);
console.log("Running the task…\n");
let toRenew = "";
const { log, result, summary, files } = await watchRun({
  inputs: ({ endpoints }) => {
    toRenew = endpoints.find(({ name }) => name === "shop-production").id;
    return inputs;
  },
});
console.log([...log, "", result, ""].join("\n"));
if (summary !== "")
  console.log(["The run's summary:", "", summary, `As a page: ${writeSummaryPage(summary)}`].join("\n"));
for (const path of files) console.log(`Artifact:  ${path}`);
console.log(`
Some names of this world try to run commands in the log or to make links in the summary: they stay text.
The world begins anew with each run. To see a renewal: npm run watch:sim -- renew=due renewOnly=${toRenew}`);
