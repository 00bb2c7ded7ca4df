import { isRecord, json, parseBody, queryValue, textMember } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { Project, WorkItem, WorkItemType } from "../world";
import { argumentError } from "./errors";
import { ServiceError, WireList, wireAnswer } from "./wire";

const tracking = "Microsoft.TeamFoundation.WorkItemTracking";

function typeNamed(context: Context, name: string): WorkItemType {
  const found = context.world.workItemTypes.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new ServiceError(
    404,
    `${tracking}.Server.WorkItemTypeNotFoundException`,
    `VS402323: Work item type ${name} does not exist in project or you do not have permission to access it.`,
  );
}

const shape = ({ id, fields }: WorkItem): Record<string, unknown> => ({ id, rev: 1, fields });

/** POST wiql: a project's work items whose tags hold the text of a CONTAINS clause, newest first. */
export function queryWorkItems(
  context: Context,
  request: SimulatedRequest,
  project: Project,
): SimulatedResponse {
  const query = textMember(parseBody(request), "query") ?? "";
  const tag = /\[System\.Tags\]\s+CONTAINS\s+'((?:[^']|'')*)'/i.exec(query)?.[1]?.replaceAll("''", "'");
  if (tag === undefined || !/\[System\.TeamProject\]\s*=\s*@project/i.test(query))
    throw argumentError("TF51006: The query statement is missing a condition the simulator knows.");
  const found = context.world.workItems
    .filter((one) => one.projectId === project.id && tagsOf(one).includes(tag.toLowerCase()))
    .sort((a, b) => b.id - a.id);
  return wireAnswer(request, 200, { queryType: "flat", workItems: found.map(({ id }) => ({ id })) });
}

const tagsOf = ({ fields }: WorkItem): string[] =>
  (textMember(fields, "System.Tags") ?? "").split(";").map((tag) => tag.trim().toLowerCase());

/** GET workitems?ids=: fields of each; an unknown id refuses all. */
export function readWorkItems(context: Context, request: SimulatedRequest): SimulatedResponse {
  const ids = (queryValue(request, "ids") ?? "").split(",").map(Number);
  return wireAnswer(request, 200, new WireList(ids.map((id) => shape(itemOf(context, id)))));
}

function itemOf(context: Context, id: number): WorkItem {
  const item = context.world.workItems.find((one) => one.id === id);
  if (item !== undefined) return item;
  throw new ServiceError(
    404,
    `${tracking}.Server.WorkItemUnauthorizedAccessException`,
    `TF401232: Work item ${String(id)} does not exist, or you do not have permissions to read it.`,
  );
}

export function workItemStates(context: Context, request: SimulatedRequest, type: string): SimulatedResponse {
  return wireAnswer(
    request,
    200,
    new WireList(typeNamed(context, type).states.map((one) => ({ ...one, color: "b2b2b2" }))),
  );
}

/** POST workitems/$type with a JSON patch: a required field that is missing refuses it. */
export function createWorkItem(
  context: Context,
  request: SimulatedRequest,
  at: { project: Project; type: string },
): SimulatedResponse {
  const type = typeNamed(context, at.type);
  const item: WorkItem = {
    id: context.world.workItems.length + 1,
    projectId: at.project.id,
    fields: {
      "System.WorkItemType": type.name,
      "System.State": type.states[0]?.name ?? "New",
      "System.TeamProject": at.project.name,
    },
    history: [],
  };
  patch(context, request, item);
  const missing = type.required.find((field) => item.fields[field] === undefined);
  if (missing !== undefined)
    throw new ServiceError(
      400,
      `${tracking}.Server.RuleValidationException`,
      `TF401320: Rule Error for field ${missing}. Error code: Required, HasValues, LimitedToValues, InvalidEmpty.`,
    );
  context.world.workItems.push(item);
  return json(200, shape(item));
}

export function changeWorkItem(context: Context, request: SimulatedRequest, id: number): SimulatedResponse {
  const item = itemOf(context, id);
  patch(context, request, item);
  return json(200, shape(item));
}

function patch(context: Context, request: SimulatedRequest, item: WorkItem): void {
  if (!(request.headers["content-type"] ?? "").startsWith("application/json-patch+json"))
    throw new ServiceError(
      415,
      "System.Net.Http.UnsupportedMediaTypeException",
      "VssRequestContentTypeNotSupported",
    );
  const steps = parseBody(request);
  if (!Array.isArray(steps))
    throw argumentError("You must pass a valid patch document in the body of the request.");
  for (const step of steps as unknown[]) {
    const path = textMember(step, "path") ?? "";
    const field = /^\/fields\/(.+)$/.exec(path)?.[1];
    const value = isRecord(step) ? step["value"] : undefined;
    if (field === undefined || textMember(step, "op") !== "add")
      throw argumentError(`The path ${path} is not one the simulator knows.`);
    if (field === "System.History") item.history.push(String(value));
    else if (field === "System.AssignedTo" && !isMember(context, String(value)))
      throw new ServiceError(
        400,
        `${tracking}.Server.RuleValidationException`,
        `The identity value '${String(value)}' for field 'Assigned To' is an unknown identity.`,
      );
    else item.fields[field] = value;
  }
}

const isMember = (context: Context, text: string): boolean =>
  context.world.users.some(
    (user) =>
      user.kind === "person" && user.left !== true && [user.displayName, user.uniqueName].includes(text),
  );
