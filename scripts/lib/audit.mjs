/** Asks the registry whether a production dependency has a known high or critical advisory. */
import { run } from "./run.mjs";

/**
 * `{checked: true, passed, output}`, or `{checked: false, reason}` where the registry gave no answer: no answer is not a
 * clean bill, and is not counted as one.
 */
export async function auditDependencies() {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const args = ["audit", "--omit=dev", "--audit-level=high", "--json"];
  const { code, output } = await run(npm, args, { timeoutMs: 60_000 });
  const counts = advisoryCounts(output);
  if (counts === undefined) return { checked: false, reason: "the registry gave no answer" };
  return { checked: true, passed: code === 0, output: JSON.stringify(counts) };
}

function advisoryCounts(output) {
  const [start, end] = [output.indexOf("{"), output.lastIndexOf("}")];
  if (start < 0) return undefined;
  try {
    return JSON.parse(output.slice(start, end + 1)).metadata?.vulnerabilities;
  } catch {
    // Not an audit report, whatever it is: the caller says "not checked".
    return undefined;
  }
}
