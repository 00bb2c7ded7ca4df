import { parse } from "yaml";

import { noVariables, variablesFrom } from "../../../../src/domain/federation/expressions";
import { extractClassicBuild, extractRelease } from "../../../../src/domain/federation/extract-classic";
import type { ExtractContext } from "../../../../src/domain/federation/extract-context";
import { extractYaml } from "../../../../src/domain/federation/extract-yaml";
import type { Outcome } from "../../../../src/domain/federation/evaluate";
import type { FactCode } from "../../../../src/domain/federation/facts";
import type { JsonObject, ReadDefinition } from "../../../../src/domain/federation/pipeline-definition";
import type { Readiness } from "../../../../src/domain/federation/roll-up";

const emptyContext: ExtractContext = { taskGroups: [], variableGroups: [] };

/** A pipeline as Azure DevOps would return it, and what a person who knows the tasks says about it. */
export type Case = {
  readonly name: string;
  readonly read: ReadDefinition;
  /** The pipeline's verdict; null where it does not use the connection at all. */
  readonly readiness: Readiness | null;
  /** Each use in any order: outcome and the fact behind it. */
  readonly uses: readonly (readonly [Outcome, FactCode])[];
  readonly unread?: readonly string[];
};

export const id = "9a1f0c52-6a3d-4a57-9a2e-0d2f6f6f0001";
export const otherId = "77777777-0000-4000-8000-000000000002";

export const taskIds = {
  azureCli: "46e4be58-730b-4389-8a2f-ea10b3e5e815",
  fileCopy: "eb72cb01-a7e5-427b-a8a1-1b31ccac8a43",
  powerShell: "72a1931b-effb-4d2e-8fd8-f8472a07cb62",
  webApp: "497d490f-eea7-4f2b-ab94-48d9c1acdcb1",
  keyVault: "1e244d32-2dd4-4165-96fb-b7441ca9331e",
  armTemplate: "94a74903-f93f-4075-884f-dc11f34058b4",
  dacpac: "ce85a08b-a538-4d2b-8589-1d37a9ab970f",
  bash: "6c731c3c-3c68-459a-a5c9-bde6e6595b5b",
  monitor: "99a72e7f-25e4-4576-bf38-22a42b995ed8",
  invokeRest: "9c3e8943-130d-4c78-ac63-8af81df62dfb",
  kubernetes: "cbc316a2-586f-4def-be79-488a1f503564",
  helm: "afa7d54d-537b-4dc8-b60a-e0eeea2c9a87",
  terraform: "fe504acc-6115-40cb-89ff-191386b5e7bf",
  serviceFabric: "c6650aa0-185b-11e6-a47d-df93e7a34c64",
} as const;

type Inputs = Readonly<Record<string, string>>;

export const task = (
  taskId: string,
  versionSpec: string,
  inputs: Inputs,
  more: JsonObject = {},
): JsonObject => ({
  environment: {},
  enabled: true,
  continueOnError: false,
  displayName: "a step",
  timeoutInMinutes: 0,
  condition: "succeeded()",
  task: { id: taskId, versionSpec, definitionType: "task" },
  inputs,
  ...more,
});

export const group = (
  groupId: string,
  versionSpec: string,
  inputs: Inputs,
  more: JsonObject = {},
): JsonObject =>
  task(groupId, versionSpec, inputs, {
    task: { id: groupId, versionSpec, definitionType: "metaTask" },
    ...more,
  });

/** A classic build of one phase on a hosted agent. */
export function build(
  steps: readonly JsonObject[],
  more: {
    readonly image?: string | null;
    readonly context?: ExtractContext;
    readonly over?: JsonObject;
  } = {},
): ReadDefinition {
  const image = more.image === undefined ? "windows-2022" : more.image;
  const target = image === null ? {} : { agentSpecification: { identifier: image } };
  return extractClassicBuild(
    {
      id: 41,
      name: "shop-ci",
      revision: 12,
      type: "build",
      queue: { id: 9, name: "Azure Pipelines", pool: { id: 9, name: "Azure Pipelines", isHosted: true } },
      process: {
        type: 1,
        target,
        phases: [
          { name: "Agent job 1", refName: "Job_1", condition: "succeeded()", target: { type: 1 }, steps },
        ],
      },
      variables: {},
      ...more.over,
    },
    more.context ?? emptyContext,
  );
}

export const workflowTask = (
  taskId: string,
  version: string,
  inputs: Inputs,
  more: JsonObject = {},
): JsonObject => ({
  environment: {},
  taskId,
  version,
  name: "a step",
  refName: "",
  enabled: true,
  alwaysRun: false,
  definitionType: "task",
  condition: "succeeded()",
  inputs,
  ...more,
});

/** A release of one stage with one phase. */
export function release(
  workflowTasks: readonly JsonObject[],
  more: {
    readonly image?: string | null;
    readonly context?: ExtractContext;
    readonly stage?: JsonObject;
    readonly over?: JsonObject;
    readonly input?: JsonObject;
  } = {},
): ReadDefinition {
  const image = more.image === undefined ? "windows-2019" : more.image;
  const specification = image === null ? {} : { agentSpecification: { identifier: image } };
  return extractRelease(
    {
      id: 5,
      name: "shop-cd",
      revision: 30,
      variables: {},
      environments: [
        {
          id: 1,
          name: "Production",
          variables: {},
          deployPhases: [
            {
              rank: 1,
              phaseType: "agentBasedDeployment",
              name: "Agent job",
              deploymentInput: { queueId: 9, demands: [], ...specification, ...more.input },
              workflowTasks,
            },
          ],
          preDeploymentGates: { id: 0, gatesOptions: null, gates: [] },
          postDeploymentGates: { id: 0, gatesOptions: null, gates: [] },
          ...more.stage,
        },
      ],
      artifacts: [],
      ...more.over,
    },
    more.context ?? emptyContext,
  );
}

/** The finalYaml of a preview. */
export function yaml(
  text: string,
  more: { readonly context?: ExtractContext; readonly variables?: Readonly<Record<string, string>> } = {},
): ReadDefinition {
  return extractYaml(
    parse(text),
    { kind: "yaml", id: "88", name: "shop", revision: 1 },
    more.context ?? emptyContext,
    more.variables === undefined ? noVariables : variablesFrom(more.variables),
  );
}
