import {
  isOpen,
  longestText,
  noVariables,
  resolveMacros,
  variablesFrom,
} from "../../../src/domain/federation/expressions";
import { judgeStep } from "../../../src/domain/federation/evaluate";
import { describeFact } from "../../../src/domain/federation/facts";
import { federationData } from "../../../src/domain/federation/data/current";
import { extractClassicBuild } from "../../../src/domain/federation/extract-classic";
import { extractYaml } from "../../../src/domain/federation/extract-yaml";
import type { JsonObject } from "../../../src/domain/federation/pipeline-definition";
import { aStep, connection } from "./builders";

const cli = (inlineScript: string, more: Record<string, string> = {}) =>
  judgeStep(
    aStep("AzureCLI@2", {
      azureSubscription: "azure-prod",
      scriptType: "bash",
      scriptLocation: "inlineScript",
      inlineScript,
      ...more,
    }),
    connection,
    federationData,
  );

describe("a text longer than is checked", () => {
  test("of a script is a review with its reason, whatever it holds", () => {
    const verdict = cli("a".repeat(longestText + 1));

    expect(verdict?.outcome).toBe("depends");
    expect(verdict && describeFact(verdict.fact)).toBe(
      "The script is longer than 32,768 characters: too long to check.",
    );
  });

  test("of a connection may be the one asked about", () => {
    const step = aStep("AzureCLI@2", { azureSubscription: "a".repeat(longestText + 1) });
    const verdict = judgeStep(step, connection, federationData);

    expect(verdict?.outcome).toBe("unknown");
    expect(verdict && describeFact(verdict.fact)).toBe(
      "A value of AzureCLI@2 is longer than 32,768 characters, too long to check: it may name this connection.",
    );
  });

  test("does not come of six references ten deep, and is not known", () => {
    const table = Object.fromEntries(
      Array.from({ length: 10 }, (_, level) => [`v${level}`, `$(v${level + 1})`.repeat(6)]),
    );
    const text = resolveMacros("$(v0)", variablesFrom(table));

    expect(text.length).toBeLessThan(2 * longestText);
    expect(isOpen(text)).toBe(true);
  });

  test("stops growing within one replacement, however often it names a long value", () => {
    const value = "x".repeat(longestText);
    const text = resolveMacros("$(v)".repeat(200), variablesFrom({ v: value }));

    expect(text).toBe(value + "$(v)".repeat(199));
  });
});

test("a script of its step's own that reads the token and no key is plain", () => {
  expect(cli("az login --federated-token $idToken", { addSpnToEnvironment: "true" })?.outcome).toBe(
    "supported",
  );
  expect(cli("./deploy.sh", { addSpnToEnvironment: "true" })?.outcome).toBe("depends");
});

describe("a possible use", () => {
  const registry = { ...connection, type: "dockerregistry", names: ["images"] };
  const outcome = (task: string, inputs: Record<string, string>, asked = connection) =>
    judgeStep(aStep(task, inputs), asked, federationData)?.outcome ?? null;

  test.each([
    [
      "a registry task with an open connection",
      "Docker@2",
      { containerRegistry: "$(x)" },
      registry,
      "unknown",
    ],
    [
      "an unlisted task with a variable that speaks of a connection",
      "Nobody.Knows.It@1",
      { target: "$(azureConnection)" },
      connection,
      "unknown",
    ],
    [
      "an unlisted task with a partly open name",
      "Own@1",
      { azureSubscription: "azure-$(e)" },
      connection,
      "unknown",
    ],
    ["a partly open name that cannot fit", "Own@1", { azureSubscription: "shop-$(e)" }, connection, null],
    [
      "a path known only in a run",
      "CopyFiles@2",
      { SourceFolder: "$(Build.SourcesDirectory)" },
      connection,
      null,
    ],
    ["an Azure input for a registry", "AzureCLI@2", { azureSubscription: "$(x)" }, registry, null],
    ["a registry input for Azure", "Docker@2", { containerRegistry: "$(x)" }, connection, null],
  ])("%s", (_, task, inputs, asked, expected) => {
    expect(outcome(task, inputs as Record<string, string>, asked)).toBe(expected);
  });
});

describe("a definition that multiplies itself", () => {
  const context = (groups: readonly JsonObject[]) => ({ taskGroups: groups, variableGroups: [] });
  const reference = { kind: "yaml", id: "1", name: "big", revision: 1 } as const;

  test("by matrices within matrices is read as far as there is room, and said to be too large", () => {
    const matrix = Object.fromEntries(Array.from({ length: 25 }, (_, leg) => [`leg${leg}`, { a: "b" }]));
    const nested = Array.from({ length: 5 }).reduce<JsonObject>(
      (inner) => ({ strategy: { matrix }, jobs: [inner] }),
      { steps: [{ task: "AzureCLI@2", inputs: { azureSubscription: "azure-prod" } }] },
    );
    const read = extractYaml(nested, reference, context([]), noVariables);

    expect(read.steps.length).toBeLessThan(50_000);
    expect(read.unread).toEqual([{ code: "too-large", what: "big", detail: null }]);
  });

  test("by task groups within task groups likewise", () => {
    const groups = Array.from({ length: 8 }, (_, level) => ({
      id: `g${level}`,
      name: `group ${level}`,
      inputs: [],
      tasks: Array.from({ length: 20 }, () => ({
        enabled: true,
        task:
          level < 7
            ? { id: `g${level + 1}`, versionSpec: "1.*", definitionType: "metaTask" }
            : { id: "46e4be58-730b-4389-8a2f-ea10b3e5e815", versionSpec: "2.*", definitionType: "task" },
        inputs: {},
      })),
    }));
    const steps = [
      { enabled: true, task: { id: "g0", versionSpec: "1.*", definitionType: "metaTask" }, inputs: {} },
    ];
    const read = extractClassicBuild(
      { id: 1, name: "big", process: { phases: [{ name: "a", steps }] } },
      context(groups),
    );

    expect(read.steps.length).toBeLessThan(50_000);
    expect(read.unread).toEqual([{ code: "too-large", what: "big", detail: null }]);
  });
});
