import { queryValue } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { ExecutionRecord, Project, User } from "../world";
import { mayAtLeast } from "./rights";
import { WireEnum, WireLinks, WireList, wireAnswer } from "./wire";

const results = ["succeeded", "succeededWithIssues", "failed", "canceled", "skipped", "abandoned"];
const pageUnlessAsked = 50;
const pageCap = 1_000;

/** GET executionhistory: by falling id, the next page by the last id, which a header names too (A77, A78, E6). */
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
    .sort((left, right) => right.id - left.id);
  const top = Math.min(Number(queryValue(request, "top") ?? pageUnlessAsked) || pageUnlessAsked, pageCap);
  const below = Number(queryValue(request, "continuationToken") ?? "0") || Number.MAX_SAFE_INTEGER;
  const left = records.filter(({ id }) => id < below);
  const shown = left.slice(0, top);
  const page = shown.map((one) => recordShape(context, at.project, one));
  const last = shown[shown.length - 1];
  const headers: Record<string, string> =
    last !== undefined && shown.length < left.length ? { "x-ms-continuationtoken": String(last.id) } : {};
  return wireAnswer(request, 200, new WireList(page), headers);
}

/** Moments of the history carry ten millionths of a second (E6). */
const sevenDigits = (at: number): string => new Date(at).toISOString().replace("Z", "0000Z");

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
      startTime: sevenDigits(record.startTime),
      // A run still going may lack it (A79).
      ...(record.finishTime === null ? {} : { finishTime: sevenDigits(record.finishTime) }),
      result: new WireEnum(record.result, results.indexOf(record.result)),
    },
  };
}
