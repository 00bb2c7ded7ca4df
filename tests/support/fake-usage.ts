import { failed, success, type Failure, type Result } from "../../src/domain/failure";
import type { JsonObject } from "../../src/domain/federation/pipeline-definition";
import type {
  PipelineGrant,
  PipelineUsage,
  RecentUse,
  ReleaseRef,
  UsageControl,
} from "../../src/ports/pipeline-usage";

/** Pipelines of one project as a test wants them, and what goes wrong with them. */
export type FakePipelines = {
  classic: JsonObject[];
  yaml: JsonObject[];
  /** The ref of each run, by its id. */
  branches: Record<string, string>;
  /** Parsed document or failure, by pipeline id; of another branch by id, blank and ref. */
  previews: Record<string, unknown>;
  previewFailures: Record<string, Failure>;
  releases: ReleaseRef[];
  releaseBodies: Record<string, JsonObject>;
  taskGroups: JsonObject[];
  variableGroups: JsonObject[];
  checks: JsonObject[];
  grant: PipelineGrant;
  history: RecentUse[];
  historyComplete: boolean;
  /** Calls by name that fail. */
  failures: Partial<Record<keyof PipelineUsage, Failure>>;
};

export const noPipelines = (): FakePipelines => ({
  classic: [],
  yaml: [],
  branches: {},
  previews: {},
  previewFailures: {},
  releases: [],
  releaseBodies: {},
  taskGroups: [],
  variableGroups: [],
  checks: [],
  grant: { allPipelines: false, pipelineIds: [] },
  history: [],
  historyComplete: true,
  failures: {},
});

export type FakeUsage = {
  readonly usage: PipelineUsage;
  readonly calls: string[];
  /** Most calls that ran at the same time. */
  readonly mostAtOnce: () => number;
};

const isAborted = ({ signal }: UsageControl): boolean => signal.aborted;

/** The port over plain data; one request per method, counted and cancellable as the port promises. */
export function fakeUsage(projects: Readonly<Record<string, FakePipelines>>): FakeUsage {
  const calls: string[] = [];
  let running = 0;
  let most = 0;
  const answer = async <T>(
    name: keyof PipelineUsage,
    projectId: string,
    control: UsageControl,
    value: (pipelines: FakePipelines) => Result<T>,
  ): Promise<Result<T>> => {
    if (isAborted(control)) return failed({ code: "cancelled" });
    calls.push(name);
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    await Promise.resolve();
    running -= 1;
    control.called();
    if (isAborted(control)) return failed({ code: "cancelled" });
    const pipelines = projects[projectId];
    if (pipelines === undefined)
      return failed({ code: "not-found", system: "azure-devops", what: projectId });
    const failure = pipelines.failures[name];
    return failure === undefined ? value(pipelines) : failed(failure);
  };
  const usage: PipelineUsage = {
    history: (ref, control) =>
      answer("history", ref.project.id, control, (own) =>
        success({ items: own.history, complete: own.historyComplete }),
      ),
    permissions: (ref, control) =>
      answer("permissions", ref.project.id, control, (own) => success(own.grant)),
    classicBuilds: (project, control) =>
      answer("classicBuilds", project.id, control, (own) => success({ items: own.classic, complete: true })),
    yamlPipelines: (project, control) =>
      answer("yamlPipelines", project.id, control, (own) => success({ items: own.yaml, complete: true })),
    releases: (project, control) =>
      answer("releases", project.id, control, (own) => success({ items: own.releases, complete: true })),
    release: (project, id, control) =>
      answer("release", project.id, control, (own) => {
        const body = own.releaseBodies[id];
        return body === undefined
          ? failed({ code: "not-found", system: "azure-devops", what: id })
          : success(body);
      }),
    taskGroups: (project, control) =>
      answer("taskGroups", project.id, control, (own) => success(own.taskGroups)),
    variableGroups: (project, control) =>
      answer("variableGroups", project.id, control, (own) => success(own.variableGroups)),
    checks: (project, control) => answer("checks", project.id, control, (own) => success(own.checks)),
    branches: (project, runIds, control) =>
      answer("branches", project.id, control, (own) =>
        success(new Map(Object.entries(own.branches).filter(([runId]) => runIds.includes(runId)))),
      ),
    preview: (project, id, control, ref = null) =>
      answer("preview", project.id, control, (own) => {
        const at = ref === null ? id : `${id} ${ref}`;
        const failure = own.previewFailures[at];
        return failure === undefined ? success(own.previews[at] ?? null) : failed(failure);
      }),
  };
  return { usage, calls, mostAtOnce: () => most };
}

export const cliStep = (connection: string, inputs: JsonObject = {}): JsonObject => ({
  task: "AzureCLI@2",
  inputs: {
    azureSubscription: connection,
    scriptType: "bash",
    scriptLocation: "inlineScript",
    inlineScript: "az account show",
    ...inputs,
  },
});

/** A YAML pipeline in the list. */
export const yamlItem = (id: number, name: string, more: JsonObject = {}): JsonObject => ({
  id,
  name,
  revision: 1,
  queueStatus: "enabled",
  variables: {},
  ...more,
});

/** A classic build of one step with this connection. */
export const classicItem = (id: number, name: string, connection: string, version = "2.*"): JsonObject => ({
  id,
  name,
  revision: 1,
  queueStatus: "enabled",
  variables: {},
  process: {
    type: 1,
    target: { agentSpecification: { identifier: "windows-2022" } },
    phases: [
      {
        name: "Agent job 1",
        target: { type: 1 },
        steps: [
          {
            enabled: true,
            displayName: "a step",
            condition: "succeeded()",
            task: {
              id: "46e4be58-730b-4389-8a2f-ea10b3e5e815",
              versionSpec: version,
              definitionType: "task",
            },
            inputs: {
              connectedServiceNameARM: connection,
              scriptType: "bash",
              scriptLocation: "inlineScript",
              inlineScript: "az account show",
            },
          },
        ],
      },
    ],
  },
});
