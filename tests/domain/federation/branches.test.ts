import { branchesRan, branchName, mostBranches } from "../../../src/domain/federation/branches";
import { inDays, now } from "../../support/builders";

const ran = (branch: string | null, daysAgo: number | null = 1) => ({
  branch,
  startedAt: daysAgo === null ? null : inDays(-daysAgo),
});
const main = "refs/heads/main";

test.each([
  ["no run", [], [], true],
  ["runs of the default branch alone", [ran(main), ran(main, 3)], [], true],
  [
    "other branches, the newest first and each once",
    [ran("refs/heads/old", 30), ran("refs/heads/new", 2), ran("refs/heads/old", 40), ran(main)],
    ["refs/heads/new", "refs/heads/old"],
    true,
  ],
  ["a run of more than 90 days ago", [ran("refs/heads/old", 91), ran(null, 91)], [], true],
  ["a run of 89 days ago", [ran("refs/heads/old", 89)], ["refs/heads/old"], true],
  ["a run without a date", [ran("refs/heads/old", null)], ["refs/heads/old"], true],
  ["a run whose branch nobody tells", [ran("refs/heads/x"), ran(null)], ["refs/heads/x"], false],
  ["a branch that differs in its case", [ran("refs/heads/Main")], ["refs/heads/Main"], true],
  ["a tag", [ran("refs/tags/v1")], ["refs/tags/v1"], true],
] as const)("%s", (_, runs, branches, whole) => {
  expect(branchesRan(runs, main, now)).toEqual({ branches, whole });
});

test("more branches than are compiled are not the whole", () => {
  const many = Array.from({ length: mostBranches + 1 }, (_, index) =>
    ran(`refs/heads/${String(index)}`, index + 1),
  );

  expect(branchesRan(many.slice(1), main, now).whole).toBe(true);
  expect(branchesRan(many, main, now)).toEqual({
    branches: many.slice(0, mostBranches).map(({ branch }) => branch),
    whole: false,
  });
});

test("without a known default branch every branch that ran is compiled", () => {
  expect(branchesRan([ran(main)], null, now)).toEqual({ branches: [main], whole: true });
});

test.each([
  [main, "main"],
  ["refs/heads/release/1", "release/1"],
  ["refs/tags/v1", "refs/tags/v1"],
])("%s is called %s", (ref, name) => {
  expect(branchName(ref)).toBe(name);
});
