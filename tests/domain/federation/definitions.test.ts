import { federationData } from "../../../src/domain/federation/data/current";
import { judgeDefinition } from "../../../src/domain/federation/roll-up";
import { connection } from "./builders";
import type { Case } from "./definitions/cases";
import { classicCases } from "./definitions/classic";
import { releaseCases } from "./definitions/releases";
import { build, release, task, taskIds, workflowTask, yaml } from "./definitions/cases";
import { yamlCases } from "./definitions/yaml-pipelines";

const all: readonly (readonly [string, Case])[] = [
  ...classicCases.map((each) => [`classic: ${each.name}`, each] as const),
  ...releaseCases.map((each) => [`release: ${each.name}`, each] as const),
  ...yamlCases.map((each) => [`YAML: ${each.name}`, each] as const),
];

test("there are at least sixty definitions", () => {
  expect(all.length).toBeGreaterThanOrEqual(60);
});

describe("a pipeline's definition", () => {
  test.each(all)("%s", (_name, expected) => {
    const judged = judgeDefinition(expected.read, connection, federationData);

    const uses = (judged?.uses ?? []).map((use) => [use.verdict.outcome, use.verdict.fact.code]);
    const sorted = (pairs: readonly (readonly string[])[]) => pairs.map((pair) => pair.join(" ")).sort();
    expect(sorted(uses as string[][])).toEqual(sorted(expected.uses));
    expect(judged?.readiness ?? null).toBe(expected.readiness);
    expect(expected.read.unread.map((gap) => gap.code)).toEqual(expected.unread ?? []);
  });
});

test("nothing of a script task is kept, because its text may hold a secret", () => {
  const script = { script: "curl -u me:hunter2", targetType: "inline" };
  const read = [
    build([task(taskIds.bash, "3.*", script)]),
    release([workflowTask(taskIds.bash, "3.*", script)]),
    yaml(
      "steps:\n- task: CmdLine@2\n  inputs: { script: echo hunter2 }\n- task: Bash@3\n  inputs: { script: hunter2 }\n",
    ),
  ];
  expect(read.flatMap((each) => each.steps)).toEqual([]);
});
