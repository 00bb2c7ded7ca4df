import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate } from "./run-script";

interface Run {
  readonly code: number;
  readonly timedOut: boolean;
}

describe("the count of a test run", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "report-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function count(report: object | null, run: Run): unknown {
    const file = join(folder, "report.json");
    if (report !== null) writeFileSync(file, JSON.stringify(report));
    const call = `countTests(${JSON.stringify(file)}, ${JSON.stringify(run)})`;
    return evaluate(
      `import { countTests } from "./scripts/lib/jest-report.mjs"; console.log(JSON.stringify(${call}))`,
    );
  }

  const report = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
  const ended = { code: 0, timedOut: false };

  test.each<[string, object | null, Run, object]>([
    ["a good run as it is", report, ended, { passed: 7, failed: 0 }],
    ["failed tests", { ...report, numFailedTests: 2 }, { ...ended, code: 1 }, { passed: 7, failed: 2 }],
    [
      "a suite that did not load",
      { ...report, numRuntimeErrorTestSuites: 1 },
      { ...ended, code: 1 },
      { passed: 7, failed: 1 },
    ],
    ["a bad end without a failed test", report, { ...ended, code: 1 }, { passed: 7, failed: 1 }],
    ["a run without a report", null, { ...ended, code: 1 }, { passed: 0, failed: 1 }],
    ["a run that was ended for its length", report, { code: 1, timedOut: true }, { passed: 0, failed: 1 }],
  ])("takes %s", (_, content, run, expected) => {
    expect(count(content, run)).toEqual(expected);
  });

  test("each failed test is named by its file, with the first line of why, and so is a file that could not be run", () => {
    const failed = {
      status: "failed",
      fullName: "the list is sorted",
      failureMessages: ["\u001b[31mNo row\u001b[39m\n  at x"],
    };
    const file = join(folder, "report.json");
    const results = [
      {
        name: "/somewhere/tests/view.test.ts",
        message: "long",
        assertionResults: [{ status: "passed" }, failed],
      },
      { name: "/somewhere/tests/good.test.ts", message: "", assertionResults: [{ status: "passed" }] },
      {
        name: "/somewhere/tests/bad.test.ts",
        message: "  ● Test suite failed to run\n\n  No such module",
        assertionResults: [],
      },
    ];
    writeFileSync(file, JSON.stringify({ ...report, testResults: results }));

    const call = `failuresIn(${JSON.stringify(file)})`;
    expect(
      evaluate(
        `import { failuresIn } from "./scripts/lib/jest-report.mjs"; console.log(JSON.stringify(${call}))`,
      ),
    ).toEqual(["view.test.ts: the list is sorted: No row", "bad.test.ts: could not be run: No such module"]);
  });
});
