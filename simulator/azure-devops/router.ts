import { parseBody, queryValue } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { Endpoint } from "../world";
import { withActivityId } from "./activity-id";
import { operations } from "./operations";
import { endpointShape } from "./endpoint-shape";
import { argumentError, endpointNotFound, notAuthorized } from "./errors";
import { extensionDataRoute } from "./extension-data-route";
import { executionHistory } from "./history";
import { listResourceAreas, recordUnhandled, resourceLocations } from "./locations";
import { evaluateBatch, evaluatePermissions, roleAssignments } from "./permissions";
import {
  buildDefinitions,
  buildRuns,
  checkConfigurations,
  installedTasks,
  pipelinePermissions,
  plainList,
  previewPipeline,
  releaseDefinitions,
} from "./pipelines";
import { issueAssertion } from "./oidc";
import { connectionData, listProjects, readIdentities } from "./organization";
import { executeProxy } from "./proxy";
import { getEndpoint, listByTypeAndOwner, listEndpoints, listTypes } from "./read";
import { numberPart, part, projectOf, type Call, type Route } from "./route";
import { callerOf, mayAtLeast, visibleProject } from "./rights";
import { readRun, readTimeline } from "./runs";
import { saveEndpoint } from "./save";
import { createEndpoint, deleteEndpoint, shareEndpoint } from "./share";
import { ServiceError, WireList, wireAnswer } from "./wire";
import { changeWorkItem, createWorkItem, queryWorkItems, readWorkItems, workItemStates } from "./work-items";

const saved = (call: Call, endpoint: Endpoint, status = 200): SimulatedResponse =>
  wireAnswer(
    call.request,
    status,
    endpointShape(call.context.world, endpoint, { project: call.project, secrets: "null" }),
  );

function put(call: Call): SimulatedResponse {
  const { context, request, user } = call;
  const operation = queryValue(request, "operation");
  const body = parseBody(request);
  if (operation === null || operation === "")
    return saved(call, saveEndpoint(context, user, part(call, 0), body));
  const found = operations.get(operation.toLowerCase());
  if (found !== undefined) return saved(call, found.change(context, user, part(call, 0), body), found.status);
  throw argumentError(`The operation '${operation}' is not supported.`);
}

function putMany(call: Call): SimulatedResponse {
  const body = parseBody(call.request);
  if (!Array.isArray(body)) throw argumentError("Value cannot be null. Parameter name: endpoints");
  const endpoints = body.map((one: unknown) => {
    const id = (one as { id?: string }).id ?? "";
    return saveEndpoint(call.context, call.user, id, one);
  });
  const shapes = endpoints.map((one) =>
    endpointShape(call.context.world, one, { project: call.project, secrets: "null" }),
  );
  return wireAnswer(call.request, 200, new WireList(shapes));
}

const se = "serviceendpoint";
const routes: Route[] = [
  [
    "GET",
    "project",
    new RegExp(`^${se}/endpoints$`, "i"),
    (c) => listEndpoints(c.context, c.request, c.user, projectOf(c)),
  ],
  [
    "GET",
    "project",
    new RegExp(`^${se}/endpoints/([^/]+)$`, "i"),
    (c) => getEndpoint(c.context, c.request, c.user, { project: projectOf(c), id: part(c, 0) }),
  ],
  [
    "GET",
    "organization",
    new RegExp(`^${se}/endpoints$`, "i"),
    (c) => listByTypeAndOwner(c.context, c.request),
  ],
  ["GET", "organization", new RegExp(`^${se}/types$`, "i"), (c) => listTypes(c.context, c.request)],
  ["PUT", "organization", new RegExp(`^${se}/endpoints/([^/]+)$`, "i"), put],
  ["PUT", "project", new RegExp(`^${se}/endpoints/([^/]+)$`, "i"), put],
  ["PUT", "organization", new RegExp(`^${se}/endpoints$`, "i"), putMany],
  [
    "POST",
    "organization",
    new RegExp(`^${se}/endpoints$`, "i"),
    (c) => saved(c, createEndpoint(c.context, c.user, parseBody(c.request))),
  ],
  [
    "POST",
    "project",
    new RegExp(`^${se}/endpoints$`, "i"),
    (c) => saved(c, createEndpoint(c.context, c.user, parseBody(c.request))),
  ],
  [
    "PATCH",
    "organization",
    new RegExp(`^${se}/endpoints/([^/]+)$`, "i"),
    (c) => shareEndpoint(c.context, c.user, part(c, 0), parseBody(c.request)),
  ],
  [
    "DELETE",
    "organization",
    new RegExp(`^${se}/endpoints/([^/]+)$`, "i"),
    (c) => deleteEndpoint(c.context, c.user, part(c, 0), queryValue(c.request, "projectIds")),
  ],
  [
    "POST",
    "project",
    new RegExp(`^${se}/endpointproxy$`, "i"),
    (c) => executeProxy(c.context, c.request, c.user, projectOf(c)),
  ],
  [
    "GET",
    "project",
    new RegExp(`^${se}/([^/]+)/executionhistory$`, "i"),
    (c) => executionHistory(c.context, c.request, c.user, { project: projectOf(c), id: part(c, 0) }),
  ],
  [
    "GET",
    "organization",
    /^projects(?:\/([^/]+))?$/i,
    (c) => listProjects(c.context, c.request, c.user, part(c, 0)),
  ],
  ["GET", "organization", /^identities$/i, (c) => readIdentities(c.context, c.request)],
  ["GET", "organization", /^connectionData$/i, (c) => connectionData(c.context, c.request, c.user)],
  [
    "GET",
    "organization",
    /^resourceAreas(?:\/([^/]+))?$/i,
    (c) => listResourceAreas(c.context, c.parts[0] ?? null),
  ],
  [
    "GET",
    "organization",
    /^securityroles\/scopes\/([^/]+)\/roleassignments\/resources\/([^/]+)$/i,
    (c) => roleAssignments(c.context, c.request, { scope: part(c, 0), resource: part(c, 1) }),
  ],
  [
    "GET",
    "organization",
    /^permissions\/[^/]+\/(\d+)$/i,
    (c) => evaluatePermissions(c.context, c.request, c.user, Number(part(c, 0))),
  ],
  [
    "POST",
    "organization",
    /^security\/permissionevaluationbatch$/i,
    (c) => evaluateBatch(c.context, c.request, c.user),
  ],
  [
    "GET",
    "project",
    /^build\/definitions(?:\/(\d+))?$/i,
    (c) => buildDefinitions(c.context, c.request, projectOf(c), numberPart(c, 0)),
  ],
  ["GET", "project", /^build\/builds$/i, (c) => buildRuns(c.context, c.request, projectOf(c))],
  [
    "GET",
    "project",
    /^build\/builds\/(\d+)$/i,
    (c) => readRun(c.context, c.request, projectOf(c), Number(part(c, 0))),
  ],
  [
    "GET",
    "project",
    /^build\/builds\/(\d+)\/timeline$/i,
    (c) => readTimeline(c.context, c.request, projectOf(c), Number(part(c, 0))),
  ],
  [
    "GET",
    "project",
    /^release\/definitions(?:\/(\d+))?$/i,
    (c) => releaseDefinitions(c.context, c.request, projectOf(c), numberPart(c, 0)),
  ],
  [
    "GET",
    "project",
    /^distributedtask\/(taskgroups|variablegroups)$/i,
    (c) => {
      const { taskGroups, variableGroups } = c.context.world;
      return plainList(c.request, projectOf(c), /^task/i.test(part(c, 0)) ? taskGroups : variableGroups);
    },
  ],
  [
    "GET",
    "organization",
    /^distributedtask\/tasks(?:\/([^/]+))?$/i,
    (c) => installedTasks(c.context, c.request, c.parts[0] ?? null),
  ],
  [
    "POST",
    "project",
    /^pipelines\/(\d+)\/preview$/i,
    (c) => previewPipeline(c.context, c.request, { project: projectOf(c), id: Number(part(c, 0)) }),
  ],
  [
    "GET",
    "project",
    /^pipelines\/pipelinepermissions\/endpoint\/([^/]+)$/i,
    (c) =>
      pipelinePermissions(c.context, c.request, { project: projectOf(c), endpointId: visibleEndpointId(c) }),
  ],
  [
    "GET",
    "project",
    /^pipelines\/checks\/configurations$/i,
    (c) => checkConfigurations(c.context, c.request, projectOf(c)),
  ],
  [
    "POST",
    "project",
    /^distributedtask\/hubs\/[^/]+\/plans\/([^/]+)\/jobs\/([^/]+)\/oidctoken$/i,
    (c) => issueAssertion(c.context, c.request, c.user, { planId: part(c, 0), jobId: part(c, 1) }),
  ],
  ["POST", "project", /^wit\/wiql$/i, (c) => queryWorkItems(c.context, c.request, projectOf(c))],
  ["GET", "project", /^wit\/workitems$/i, (c) => readWorkItems(c.context, c.request)],
  [
    "GET",
    "project",
    /^wit\/workitemtypes\/([^/]+)\/states$/i,
    (c) => workItemStates(c.context, c.request, part(c, 0)),
  ],
  [
    "POST",
    "project",
    /^wit\/workitems\/\$([^/]+)$/i,
    (c) => createWorkItem(c.context, c.request, { project: projectOf(c), type: part(c, 0) }),
  ],
  [
    "PATCH",
    "project",
    /^wit\/workitems\/(\d+)$/i,
    (c) => changeWorkItem(c.context, c.request, Number(part(c, 0))),
  ],
  [
    "*",
    "organization",
    /^ExtensionManagement\/InstalledExtensions\/[^/]+\/[^/]+\/Data\/Scopes\/([^/]+)\/[^/]+\/Collections\/([^/]+)\/Documents(?:\/(.+))?$/i,
    (c) => extensionDataRoute(c.context, c.request, c.user, c.parts),
  ],
];

function visibleEndpointId(call: Call): string {
  const id = part(call, 0);
  const endpoint = call.context.world.endpoints.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (endpoint === undefined) throw endpointNotFound(id);
  if (!mayAtLeast(call.user, endpoint, "view")) throw notAuthorized(call.user.uniqueName);
  return endpoint.id;
}

/** Answers Azure DevOps' REST, below `/{organization}` or `/vsrm/{organization}`. */
export const answerAzureDevOps = (context: Context, request: SimulatedRequest): SimulatedResponse =>
  withActivityId(context, request, answered(context, request));

function answered(context: Context, request: SimulatedRequest): SimulatedResponse {
  try {
    return dispatch(context, request);
  } catch (error) {
    if (error instanceof ServiceError) return error.answer();
    throw error;
  }
}

function dispatch(context: Context, request: SimulatedRequest): SimulatedResponse {
  const split = /^(?:\/vsrm)?\/([^/]+)(?:\/([^/]+))?\/_apis(?:\/(.*?))?\/?$/i.exec(request.path);
  const organization = split?.[1] ?? "";
  if (
    split === null ||
    decodeURIComponent(organization).toLowerCase() !== context.world.organization.name.toLowerCase()
  )
    return unknownRoute(context, request);
  const rest = split[3] ?? "";
  if (request.method === "OPTIONS") return resourceLocations(rest);
  const user = callerOf(context, request);
  const named = split[2];
  const level = named === undefined ? "organization" : "project";
  for (const [method, routeLevel, pattern, answer] of routes) {
    const match =
      level === routeLevel && (method === "*" || method === request.method) ? pattern.exec(rest) : null;
    if (match === null) continue;
    const project = named === undefined ? null : visibleProject(context, user, decodeURIComponent(named));
    const parts = match
      .slice(1)
      .map((text: string | undefined) => (text === undefined ? text : decodeURIComponent(text)));
    return answer({ context, request, user, project, parts: parts as string[] });
  }
  return unknownRoute(context, request);
}

/** Fails loudly, so that a misspelt path is not taken for an empty answer. */
function unknownRoute(context: Context, request: SimulatedRequest): SimulatedResponse {
  recordUnhandled(context, request);
  throw new ServiceError(
    404,
    "Microsoft.VisualStudio.Services.WebApi.VssResourceNotFoundException",
    `The simulator has no route for ${request.method} ${request.path}.`,
  );
}
