import { queryValue } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { Project, User } from "../world";
import { visibleProject } from "./rights";
import { WireList, wireAnswer } from "./wire";

/** GET of the projects in sight, or of one by id or name (A87). */
export function listProjects(
  context: Context,
  request: SimulatedRequest,
  user: User,
  single: string,
): SimulatedResponse {
  const visible = context.world.projects.filter((one) => !user.hiddenProjectIds.includes(one.id));
  const shape = (one: Project) => ({
    id: one.id,
    name: one.name,
    state: "wellFormed",
    revision: 1,
    visibility: "private",
    lastUpdateTime: new Date(Date.parse("2025-03-04T10:00:00Z")),
  });
  if (single !== "") return wireAnswer(request, 200, shape(visibleProject(context, user, single)));
  // 100 at once, the rest by $skip or by the token (A87).
  const top = Number(queryValue(request, "$top") ?? "100") || 100;
  const from = Number(queryValue(request, "$skip") ?? queryValue(request, "continuationToken") ?? "0") || 0;
  const more = from + top < visible.length;
  const headers: Record<string, string> = more ? { "x-ms-continuationtoken": String(from + top) } : {};
  return wireAnswer(request, 200, new WireList(visible.slice(from, from + top).map(shape)), headers);
}

/** GET of who asks. */
export function connectionData(context: Context, request: SimulatedRequest, user: User): SimulatedResponse {
  const identity = {
    id: user.id,
    providerDisplayName: user.displayName,
    properties: { Account: { $type: "System.String", $value: user.uniqueName } },
  };
  return wireAnswer(request, 200, {
    authenticatedUser: identity,
    authorizedUser: identity,
    instanceId: context.world.organization.id,
    deploymentType: "hosted",
    locationServiceData: {},
  });
}

/** GET of identities by id: in their order, null for one that nobody knows. */
export function readIdentities(context: Context, request: SimulatedRequest): SimulatedResponse {
  const ids = (queryValue(request, "identityIds") ?? "").split(",");
  const identities = ids.map((id) => {
    const user = context.world.users.find((one) => one.id.toLowerCase() === id.toLowerCase());
    if (user === undefined) return null;
    return { id: user.id, providerDisplayName: user.displayName, isActive: user.left !== true };
  });
  return wireAnswer(request, 200, new WireList(identities));
}
