/** `npm run check`: everything that reads the code without running it. Exits with 1 when anything is wrong. */
import { ensureDependencies } from "./lib/dependencies.mjs";
import { runNode } from "./lib/run.mjs";
import { staticChecks } from "./lib/static-checks.mjs";

await ensureDependencies();
let failed = 0;
async function check({ title, args }) {
  const { code, output } = await runNode(args);
  console.log(`${code === 0 ? "passed" : "FAILED"}  ${title}`);
  if (code === 0) return;
  failed += 1;
  console.log(output);
}
// The longest begins; the others take their turns beside it.
const left = [...staticChecks];
const lane = async () => {
  for (let next = left.shift(); next !== undefined; next = left.shift()) await check(next);
};
await Promise.all([lane(), lane()]);
process.exitCode = failed === 0 ? 0 : 1;
