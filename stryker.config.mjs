/**
 * `npm run mutation [-- --mutate src/domain/expiry.ts]`: changes the core a little at a time and sees whether a test of the
 * domain notices. What survives is to be looked at; nothing is gated, since a change that means the same can never be
 * caught. `MUTATION_TESTS=tests/domain/expiry.test.ts` names the only test files to run, all of them for each change: what
 * they work out while they are loaded, such as a table of cases, then counts as well.
 */
import { createRequire } from "node:module";

const { projects } = createRequire(import.meta.url)("./jest.config.js");
const domain = projects.find(({ displayName }) => displayName === "domain");
const named = process.env.MUTATION_TESTS?.split(",").map((file) => `<rootDir>/${file}`);

export default {
  testRunner: "jest",
  // The matrix of tasks is not mutated, and its thousands of cases would be loaded for each change.
  jest: {
    config: {
      ...domain,
      rootDir: undefined,
      testMatch: named ?? domain.testMatch,
      testPathIgnorePatterns: ["/tests/domain/federation/"],
    },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: named === undefined ? "perTest" : "all",
  // A value made when a module is loaded is seen by every test, and each such change would take all of them: hours.
  ignoreStatic: named === undefined,
  // Expiry, renewal, verification and what they stand on; the matrix of tasks and the tables of words are data.
  mutate: [
    "src/domain/{credential,drift,expiry,instant,inventory,lock,marker,note,record,retirement,secret,service-connection,siblings}.ts",
    "src/domain/{renewal,verification}/*.ts",
  ],
  // A changed message or sentence is no changed decision; the tests of the words hold those.
  mutator: { excludedMutations: ["StringLiteral"] },
  reporters: ["clear-text", "json", "progress-append-only"],
  jsonReporter: { fileName: "reports/mutation.json" },
  clearTextReporter: { allowColor: false, logTests: false },
  tempDirName: ".stryker-tmp",
  concurrency: 2,
  dryRunTimeoutMinutes: 15,
  disableTypeChecks: false,
  ignorePatterns: ["dist", "out", "docs", "static", "reports", "coverage"],
};
