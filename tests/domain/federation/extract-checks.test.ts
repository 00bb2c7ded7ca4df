import { deploysToEnvironment, extractChecks } from "../../../src/domain/federation/extract-checks";

const check = (settings: object, more: object = {}) => ({
  id: 7,
  version: 2,
  resource: { type: "environment", id: "1", name: "production" },
  settings,
  ...more,
});
const monitor = { id: "99A72E7F-25E4-4576-BF38-22A42B995ED8", name: "AzureMonitor", version: "1.0.2" };

describe("checks", () => {
  test("that run a task become a definition of one step, named by what they guard", () => {
    const [read] = extractChecks(
      [
        check({
          displayName: "No open alerts",
          definitionRef: monitor,
          inputs: { connectedServiceNameARM: "shop", ResourceGroupName: "rg" },
        }),
      ] as never,
      { taskGroups: [], variableGroups: [] },
    );

    expect(read?.definition).toEqual({
      kind: "environment-check",
      id: "7",
      name: "No open alerts on environment production",
      revision: 2,
    });
    expect(read?.steps).toMatchObject([
      {
        source: "check",
        name: "No open alerts",
        task: { id: monitor.id.toLowerCase(), name: "AzureMonitor", major: 1, pinned: "0.2" },
        inputs: { connectedServiceNameARM: "shop", ResourceGroupName: "rg" },
        enabled: true,
      },
    ]);
  });

  test("take values from their linked variable group, and are off where they are disabled", () => {
    const [read] = extractChecks(
      [
        check(
          {
            definitionRef: monitor,
            inputs: { connectedServiceNameARM: "$(connection)" },
            linkedVariableGroup: "shared",
          },
          { isDisabled: true },
        ),
      ] as never,
      {
        taskGroups: [],
        variableGroups: [{ id: 4, name: "shared", variables: { connection: { value: "shop" } } }],
      },
    );

    expect(read?.steps[0]?.inputs).toEqual({ connectedServiceNameARM: "shop" });
    expect(read?.steps[0]?.enabled).toBe(false);
  });

  test("without a task, as approvals are, use no connection", () => {
    const approval = check({ approvers: [{ displayName: "Alice" }], definitionRef: null });

    expect(extractChecks([approval] as never, { taskGroups: [], variableGroups: [] })).toEqual([]);
  });
});

test.each([
  ["a deployment job in a stage", { stages: [{ jobs: [{ deployment: "Web", environment: "prod" }] }] }, true],
  ["a deployment job alone", { jobs: [{ deployment: "Web", environment: { name: "prod" } }] }, true],
  ["a job that deploys nowhere", { jobs: [{ job: "Build", steps: [] }] }, false],
  ["no document", null, false],
])("%s deploys to an environment or not", (_name, document, expected) => {
  expect(deploysToEnvironment(document)).toBe(expected);
});
