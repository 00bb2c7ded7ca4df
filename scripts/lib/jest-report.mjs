/** Reads what one jest run left behind: its JSON report and its exit code. */
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";

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

/** What failed in one run, a line each: the file, the test's name and the first line of why. */
export function failuresIn(reportFile) {
  if (!existsSync(reportFile)) return [];
  const { testResults } = JSON.parse(readFileSync(reportFile, "utf8"));
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = basename(name);
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && message !== "") return [`${file}: could not be run: ${firstLine(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages[0] ?? "")}`,
    );
  });
}

/** Jest colours what it says. */
const firstLine = (text) =>
  stripVTControlCharacters(text)
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "" && !line.startsWith("●")) ?? "";
