import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { Project, StoredRun } from "../world";
import { ServiceError, wireAnswer } from "./wire";

function runOf({ world }: Context, project: Project, id: number): StoredRun {
  const found = world.runs.find((one) => one.projectId === project.id && one.id === id);
  if (found === undefined || found.hidden)
    throw new ServiceError(
      404,
      "Microsoft.TeamFoundation.Build.WebApi.BuildNotFoundException",
      `The requested build ${String(id)} could not be found.`,
    );
  return found;
}

/** GET build/builds/{id}. */
export const readRun = (
  context: Context,
  request: SimulatedRequest,
  project: Project,
  id: number,
): SimulatedResponse => wireAnswer(request, 200, { id, ...runOf(context, project, id).build });

/** GET build/builds/{id}/timeline: its records flat, or an empty answer where there is none (R4). */
export function readTimeline(
  context: Context,
  request: SimulatedRequest,
  project: Project,
  id: number,
): SimulatedResponse {
  const { timeline } = runOf(context, project, id);
  if (timeline === null) return { status: 204, headers: {}, body: "" };
  return wireAnswer(request, 200, { records: timeline, id: `timeline-${String(id)}`, changeId: 1 });
}
