/**
 * The order of the test files: those that are known to take longest begin first, so that no worker is left with one of them
 * at the end. Jest knows durations only where it ran before, which a fresh clone did not.
 */
const slow = [
  "e2e/interrupted",
  "e2e/faults",
  "e2e/axe",
  "e2e/bulk-renewal",
  "e2e/forged",
  "e2e/retire",
  "e2e/canary",
  "e2e/keyboard",
  "e2e/time",
  "properties/unattended",
  "properties/task-faults",
  "task/trouble",
  "task/stopped",
  "operations/bulk-requests",
  "task/crash-matrix",
  "properties/",
  "operations/crash-matrix",
  "scripts/",
].map((part) => `/tests/${part}`);

const rank = ({ path }) => {
  const at = slow.findIndex((part) => path.replaceAll("\\", "/").includes(part));
  return at < 0 ? slow.length : at;
};

module.exports = class SlowFirst {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
  }
  shard(tests) {
    return tests;
  }
  allFailedTests(tests) {
    return tests;
  }
  cacheResults() {}
};
