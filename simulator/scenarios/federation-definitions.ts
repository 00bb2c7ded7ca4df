import type { Endpoint, ExecutionRecord, Project, World } from "../world";
import { dayMs } from "./builder";
import type { Builder } from "./builder";

/** Ids of Microsoft's own tasks, as definitions name them. */
export const taskIds = {
  azureCli: "46e4be58-730b-4389-8a2f-ea10b3e5e815",
  fileCopy: "eb72cb01-a7e5-427b-a8a1-1b31ccac8a43",
  monitor: "99a72e7f-25e4-4576-bf38-22a42b995ed8",
  keyVault: "1e244d32-2dd4-4165-96fb-b7441ca9331e",
  webApp: "497d490f-eea7-4f2b-ab94-48d9c1acdcb1",
} as const;

type Inputs = Record<string, string>;

/** A step of a classic build or task group. */
export const classicStep = (
  id: string,
  versionSpec: string,
  displayName: string,
  inputs: Inputs,
  definitionType: "task" | "metaTask" = "task",
): Record<string, unknown> => ({
  environment: {},
  enabled: true,
  continueOnError: false,
  alwaysRun: false,
  displayName,
  timeoutInMinutes: 0,
  condition: "succeeded()",
  task: { id, versionSpec, definitionType },
  inputs,
});

/** A step of a release: the task's fields stand flat. */
export const releaseStep = (
  taskId: string,
  version: string,
  name: string,
  inputs: Inputs,
): Record<string, unknown> => ({
  environment: {},
  taskId,
  version,
  name,
  refName: "",
  enabled: true,
  alwaysRun: false,
  continueOnError: false,
  timeoutInMinutes: 0,
  definitionType: "task",
  condition: "succeeded()",
  inputs,
});

export const inlineCli = (connection: string, script = "az account show"): Inputs => ({
  connectedServiceNameARM: connection,
  scriptType: "bash",
  scriptLocation: "inlineScript",
  inlineScript: script,
});

export function addClassicBuild(
  { world, project }: Builder,
  definition: { id: number; name: string; steps: Record<string, unknown>[]; queueStatus?: string },
): void {
  const { id, name, steps, queueStatus = "enabled" } = definition;
  world.buildDefinitions.push({
    projectId: project.id,
    id,
    name,
    body: {
      revision: 3,
      type: "build",
      queueStatus,
      variables: {},
      process: {
        type: 1,
        target: { agentSpecification: { identifier: "windows-2022" } },
        phases: [
          { name: "Agent job 1", refName: "Job_1", condition: "succeeded()", target: { type: 1 }, steps },
        ],
      },
    },
  });
}

/** A YAML pipeline with what its preview answers: the expanded text, or why there is none. */
export function addYaml(
  { world, project }: Builder,
  pipeline: {
    id: number;
    name: string;
    finalYaml: string | null;
    error?: { status: number; message: string; typeKey: string };
  },
): void {
  const { id, name, finalYaml, error = null } = pipeline;
  world.buildDefinitions.push({
    projectId: project.id,
    id,
    name,
    body: {
      revision: 1,
      type: "build",
      queueStatus: "enabled",
      variables: {},
      process: { type: 2, yamlFilename: "azure-pipelines.yml" },
      repository: { type: "TfsGit", name: "shop", defaultBranch: "refs/heads/main" },
    },
  });
  world.yamlPreviews.push({ projectId: project.id, pipelineId: id, finalYaml, error });
}

export function addRelease(
  { world, project }: Builder,
  definition: { id: number; name: string; steps: Record<string, unknown>[] },
): void {
  const { id, name, steps } = definition;
  world.releaseDefinitions.push({
    projectId: project.id,
    id,
    name,
    body: {
      revision: 7,
      variables: {},
      artifacts: [],
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
              deploymentInput: { demands: [], agentSpecification: { identifier: "windows-2022" } },
              workflowTasks: steps,
            },
          ],
          preDeploymentGates: { id: 0, gatesOptions: null, gates: [] },
          postDeploymentGates: { id: 0, gatesOptions: null, gates: [] },
        },
      ],
    },
  });
}

/** A check that runs a task of its own before a pipeline may use an environment (W38). */
export function addCheck(
  { world, project }: Builder,
  check: {
    id: number;
    name: string;
    environment: string;
    task: { id: string; version: string; name: string };
  },
  inputs: Inputs,
): void {
  const { id, name, environment, task } = check;
  world.checks.push({
    projectId: project.id,
    id,
    name: environment,
    body: {
      type: { id: "fe1de3ee-a436-41b4-bb20-f6eb4cb879a7", name: "Task Check" },
      version: 1,
      timeout: 43_200,
      resource: { type: "environment", id: String(id), name: environment },
      settings: {
        displayName: name,
        definitionRef: task,
        inputs,
        retryInterval: 5,
        linkedVariableGroup: null,
      },
    },
  });
}

/** Permission for some pipelines, or for all of them. */
export function allow(
  { world, project }: Builder,
  endpoint: Endpoint,
  pipelines: readonly number[] | "all",
): void {
  world.pipelinePermissions.push({
    projectId: project.id,
    endpointId: endpoint.id,
    allPipelines: pipelines === "all",
    pipelineIds: pipelines === "all" ? [] : [...pipelines],
  });
}

/** One run of a definition with a connection, some days ago. */
export function addRun(
  { world, setting, project }: { world: World; setting: Builder["setting"]; project: Project },
  endpoint: Endpoint,
  definition: { id: number; name: string },
  daysAgo: number,
  result: ExecutionRecord["result"] = "succeeded",
): void {
  const startTime = setting.now - daysAgo * dayMs;
  const id = 20_000 + world.executions.length;
  world.executions.push({
    endpointId: endpoint.id,
    projectId: project.id,
    id,
    planType: "Build",
    definition,
    owner: { id, name: `20261124.${String(world.executions.length + 1)}` },
    startTime,
    finishTime: startTime + 5 * 60_000,
    result,
  });
}
