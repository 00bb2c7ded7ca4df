/** `npm run check`: everything that reads the code without running it. Exits with 1 when anything is wrong. */
import { ensureDependencies } from "./lib/dependencies.mjs";
import { runNode } from "./lib/run.mjs";
import { staticChecks } from "./lib/static-checks.mjs";

await ensureDependencies();
let failed = 0;
for (const { title, args } of staticChecks) {
  const { code, output } = await runNode(args);
  console.log(`${code === 0 ? "passed" : "FAILED"}  ${title}`);
  if (code !== 0) {
    failed += 1;
    console.log(output);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
