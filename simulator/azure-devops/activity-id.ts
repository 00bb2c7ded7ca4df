import { createHash } from "node:crypto";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";

/**
 * The answer with the id for the service's support (E4): the same for the same request at the same moment, so that nothing
 * drawn by chance depends on it.
 */
export function withActivityId(
  context: Context,
  request: SimulatedRequest,
  answer: SimulatedResponse,
): SimulatedResponse {
  const digits = createHash("sha256")
    .update(`${String(context.now())} ${request.method} ${request.path}`)
    .digest("hex");
  const activityid = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
  return { ...answer, headers: { ...answer.headers, activityid } };
}
