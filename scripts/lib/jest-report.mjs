/** Reads what one jest run left behind: its JSON report and its exit code. */
import { existsSync, readFileSync } from "node:fs";

/**
 * `{passed, failed}` of one run. A suite that could not be loaded counts as one failed test, and so does a run that
 * ended badly without naming a test: a crash is never a pass.
 */
export function countTests(reportFile, { code, timedOut }) {
  if (timedOut || !existsSync(reportFile)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(reportFile, "utf8"));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}
