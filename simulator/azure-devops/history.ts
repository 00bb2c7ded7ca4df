import { queryValue } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { ExecutionRecord, Project, User } from "../world";
import { mayAtLeast } from "./rights";
import { WireEnum, WireLinks, WireList, wireAnswer } from "./wire";

const results = ["succeeded", "succeededWithIssues", "failed", "canceled", "skipped", "abandoned"];
const pageCap = 50;

/** GET executionhistory: newest first, the next page by header (A77, A78). */
export function executionHistory(
  context: Context,
  request: SimulatedRequest,
  user: User,
  at: { project: Project; id: string },
): SimulatedResponse {
  const endpoint = context.world.endpoints.find((one) => one.id.toLowerCase() === at.id.toLowerCase());
  if (endpoint === undefined || !mayAtLeast(user, endpoint, "view"))
    return wireAnswer(request, 200, new WireList([]));
  const records = context.world.executions
    .filter((one) => one.endpointId === endpoint.id && one.projectId === at.project.id)
    .sort((left, right) => right.startTime - left.startTime);
  const top = Math.min(Number(queryValue(request, "top") ?? pageCap) || pageCap, pageCap);
  const from = Number(queryValue(request, "continuationToken") ?? "0") || 0;
  const page = records.slice(from, from + top).map((one) => recordShape(context, at.project, one));
  const next = from + top;
  const headers: Record<string, string> =
    next < records.length ? { "x-ms-continuationtoken": String(next) } : {};
  return wireAnswer(request, 200, new WireList(page), headers);
}

function recordShape(context: Context, project: Project, record: ExecutionRecord): Record<string, unknown> {
  const root = `${context.restRoot()}/${context.world.organization.name}/${project.id}`;
  const run = String(record.owner.id);
  const definition = String(record.definition.id);
  return {
    endpointId: record.endpointId,
    data: {
      id: record.id,
      planType: record.planType,
      definition: {
        ...record.definition,
        _links: new WireLinks({ web: { href: `${root}/_build/definition?definitionId=${definition}` } }),
      },
      owner: {
        ...record.owner,
        _links: new WireLinks({ web: { href: `${root}/_build/results?buildId=${run}` } }),
      },
      startTime: new Date(record.startTime),
      // A run still going may lack it (A79).
      ...(record.finishTime === null ? {} : { finishTime: new Date(record.finishTime) }),
      result: new WireEnum(record.result, results.indexOf(record.result)),
    },
  };
}
