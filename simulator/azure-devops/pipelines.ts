import { isRecord, parseBody, queryValue } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { Project, StoredDefinition } from "../world";
import { ServiceError, WireList, wireAnswer } from "./wire";

type Page = { items: StoredDefinition[]; headers: Record<string, string> };

function pageOf(request: SimulatedRequest, items: StoredDefinition[], otherwise: number): Page {
  const top = Number(queryValue(request, "$top") ?? otherwise) || otherwise;
  const from = Number(queryValue(request, "continuationToken") ?? "0") || 0;
  const more = from + top < items.length;
  const headers: Record<string, string> = more ? { "x-ms-continuationtoken": String(from + top) } : {};
  return { items: items.slice(from, from + top), headers };
}

const bodyOf = (definition: StoredDefinition): Record<string, unknown> => ({
  id: definition.id,
  name: definition.name,
  ...definition.body,
});

const notThere = (id: number): ServiceError =>
  new ServiceError(
    404,
    "Microsoft.TeamFoundation.Build.WebApi.DefinitionNotFoundException",
    `The definition ${String(id)} was not found.`,
  );

/** Build definitions: by process type, task filter, paged by header; whole bodies only on request (W17 C, D). */
export function buildDefinitions(
  context: Context,
  request: SimulatedRequest,
  project: Project,
  id: number | null,
): SimulatedResponse {
  const own = context.world.buildDefinitions.filter((one) => one.projectId === project.id);
  if (id !== null) {
    const found = own.find((one) => one.id === id);
    if (found === undefined) throw notThere(id);
    return wireAnswer(request, 200, bodyOf(found));
  }
  const processType = queryValue(request, "processType");
  const taskId = queryValue(request, "taskIdFilter")?.toLowerCase();
  const wanted = own.filter((one) => {
    const process = one.body["process"] as { type?: number } | undefined;
    const rightProcess = processType === null || String(process?.type) === processType;
    return rightProcess && (taskId === undefined || JSON.stringify(one.body).toLowerCase().includes(taskId));
  });
  const { items, headers } = pageOf(request, wanted, 1000);
  const whole = queryValue(request, "includeAllProperties")?.toLowerCase() === "true";
  const shapes = items.map((one) => (whole ? bodyOf(one) : withoutSteps(one)));
  return wireAnswer(request, 200, new WireList(shapes), headers);
}

function withoutSteps(definition: StoredDefinition): Record<string, unknown> {
  const { process, ...rest } = bodyOf(definition);
  const { phases: _phases, ...kept } = (process ?? {}) as Record<string, unknown>;
  return { ...rest, process: kept };
}

/** Release definitions: the list has no phases, each must be read (W17 F). */
export function releaseDefinitions(
  context: Context,
  request: SimulatedRequest,
  project: Project,
  id: number | null,
): SimulatedResponse {
  const own = context.world.releaseDefinitions.filter((one) => one.projectId === project.id);
  if (id !== null) {
    const found = own.find((one) => one.id === id);
    if (found === undefined) throw notThere(id);
    return wireAnswer(request, 200, bodyOf(found));
  }
  const { items, headers } = pageOf(request, own, 50);
  const shapes = items.map((one) => ({ id: one.id, name: one.name }));
  return wireAnswer(request, 200, new WireList(shapes), headers);
}

/** Task groups and variable groups: whole bodies, one page (W17 G, I). */
export function plainList(
  request: SimulatedRequest,
  project: Project,
  definitions: readonly StoredDefinition[],
): SimulatedResponse {
  const own = definitions.filter((one) => one.projectId === project.id);
  return wireAnswer(request, 200, new WireList(own.map(bodyOf)));
}

/** GET distributedtask/tasks: all, or those of one id (W17 K). */
export const installedTasks = (
  { world }: Context,
  request: SimulatedRequest,
  id: string | null,
): SimulatedResponse =>
  wireAnswer(request, 200, new WireList(world.tasks.filter((task) => id === null || task["id"] === id)));

/** GET checks/configurations: without settings unless they are expanded (W38). */
export function checkConfigurations(
  context: Context,
  request: SimulatedRequest,
  project: Project,
): SimulatedResponse {
  const expanded = queryValue(request, "$expand")?.toLowerCase() === "settings";
  const own = context.world.checks.filter((one) => one.projectId === project.id);
  const shapes = own.map(({ id, body }) => {
    const { settings, ...rest } = body;
    return expanded ? { id, ...rest, settings } : { id, ...rest };
  });
  return wireAnswer(request, 200, new WireList(shapes));
}

/** POST preview: the final YAML, or why there is none (W17 E, W18). */
export function previewPipeline(
  context: Context,
  request: SimulatedRequest,
  at: { project: Project; id: number },
): SimulatedResponse {
  const own = context.world.yamlPreviews.filter(
    (one) => one.projectId === at.project.id && one.pipelineId === at.id,
  );
  const wanted = refNamed(request);
  const ref = wanted === null || wanted === defaultBranchOf(context, at) ? undefined : wanted;
  const preview = own.find((one) => one.ref === ref);
  if (preview === undefined && own.length > 0)
    throw new ServiceError(
      400,
      "Microsoft.Azure.Pipelines.WebApi.PipelineValidationException",
      `Could not find the ref ${String(wanted)} in the repository.`,
    );
  if (preview === undefined)
    throw new ServiceError(
      404,
      "Microsoft.Azure.Pipelines.WebApi.PipelineNotFoundException",
      `The pipeline ${String(at.id)} was not found.`,
    );
  if (preview.error !== null)
    throw new ServiceError(
      preview.error.status,
      `Microsoft.Azure.Pipelines.WebApi.${preview.error.typeKey}`,
      preview.error.message,
    );
  return wireAnswer(request, 200, { finalYaml: preview.finalYaml, id: -1, state: "unknown", url: null });
}

/** `resources.repositories.self.refName` of a preview: the branch to compile; null for the default one (W17 E). */
function refNamed(request: SimulatedRequest): string | null {
  let at: unknown = parseBody(request);
  for (const member of ["resources", "repositories", "self", "refName"])
    at = isRecord(at) ? at[member] : undefined;
  return typeof at === "string" ? at : null;
}

function defaultBranchOf(context: Context, at: { project: Project; id: number }): unknown {
  const definition = context.world.buildDefinitions.find(
    (one) => one.projectId === at.project.id && one.id === at.id,
  );
  const repository = definition?.body["repository"];
  return isRecord(repository) ? repository["defaultBranch"] : undefined;
}

/** GET build/builds?buildIds=1,2: the runs of these ids that are there, with the ref each was started from (F17). */
export function buildRuns(context: Context, request: SimulatedRequest, project: Project): SimulatedResponse {
  const ids = new Set((queryValue(request, "buildIds") ?? "").split(",").map(Number));
  const runs = new Map(
    context.world.executions
      .filter((one) => one.projectId === project.id && one.planType === "Build" && ids.has(one.owner.id))
      .map((one) => [one.owner.id, one]),
  );
  const shapes = [...runs.values()].map(({ owner, definition, branch }) => ({
    id: owner.id,
    buildNumber: owner.name,
    definition,
    sourceBranch: branch ?? "refs/heads/main",
  }));
  return wireAnswer(request, 200, new WireList(shapes));
}

/** GET pipelinePermissions of a connection: permission, not use (W17 B). */
export function pipelinePermissions(
  context: Context,
  request: SimulatedRequest,
  at: { project: Project; endpointId: string },
): SimulatedResponse {
  // The last one that was set counts.
  const found = [...context.world.pipelinePermissions]
    .reverse()
    .find(
      (one) =>
        one.projectId === at.project.id && one.endpointId.toLowerCase() === at.endpointId.toLowerCase(),
    );
  return wireAnswer(request, 200, {
    resource: { type: "endpoint", id: at.endpointId },
    ...(found?.allPipelines === true ? { allPipelines: { authorized: true } } : {}),
    pipelines: (found?.pipelineIds ?? []).map((id) => ({ id, authorized: true })),
  });
}
