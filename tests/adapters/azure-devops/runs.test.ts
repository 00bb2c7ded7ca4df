import { createRuns } from "../../../src/adapters/azure-devops/runs";
import { simulatedDevOps } from "../support/simulated";
import { valueOf } from "../support/value-of";

const world = () => {
  const { simulator, devOps, project } = simulatedDevOps("failed-runs");
  return { simulator, runs: createRuns(devOps), project };
};

test("a run is told with its definition, in progress or not, and of a fork or not", async () => {
  const { runs, project } = world();

  expect(valueOf(await runs.read(project, 513))).toEqual({
    id: 513,
    name: "20261124.513",
    definition: { id: 513, name: "shop-run-513" },
    completed: true,
    fromFork: true,
    branch: "refs/pull/7/merge",
  });
  expect(valueOf(await runs.read(project, 510))).toMatchObject({ completed: false, fromFork: false });
});

test("a run that nobody may read is not found", async () => {
  const { runs, project } = world();

  expect(await runs.read(project, 511)).toMatchObject({ ok: false, failure: { code: "not-found" } });
});

test("a timeline holds the errors of its records and no warnings", async () => {
  const { runs, project } = world();
  const records = valueOf(await runs.timeline(project, 509));

  expect(records?.filter(({ type }) => type === "Task")).toMatchObject([
    { name: "Warm up", result: "succeeded", errors: [], errorCount: 0 },
    { name: "Test", result: "failed", errors: ["12 tests failed."], errorCount: 1, attempt: 1 },
  ]);
  expect(records?.[2]?.finishedAt).not.toBeNull();
});

test("a run without a timeline has none, which is no failure", async () => {
  const { runs, project } = world();

  expect(valueOf(await runs.timeline(project, 515))).toBeNull();
});

test("a definition comes as it was written, and one that is gone is not found", async () => {
  const { runs, project } = world();

  expect(valueOf(await runs.definition(project, 501))).toMatchObject({ id: 501, name: "shop-run-501" });
  expect(await runs.definition(project, 514)).toMatchObject({ ok: false, failure: { code: "not-found" } });
});
