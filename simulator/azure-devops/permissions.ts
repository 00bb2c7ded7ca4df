import { isRecord, parseBody, queryValue, textMember } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { Endpoint, User } from "../world";
import { isOrganizationAdministrator, mayAtLeast } from "./rights";
import { WireList, wireAnswer } from "./wire";

const bits: Record<string, number> = { none: 0, view: 16, use: 17, manage: 31 };

const roleShape = (scope: string, name: string): Record<string, unknown> => {
  const allow: Record<string, number> = { Administrator: 3, User: 1, Reader: 16 };
  return {
    name,
    displayName: name,
    allowPermissions: allow[name] ?? 0,
    denyPermissions: 0,
    identifier: `${scope}.${name}`,
    scope,
  };
};

const roleNames: Record<string, string> = { view: "Reader", use: "User", manage: "Administrator" };

/** GET role assignments of one connection, on the project's or the organization's level, or of a whole project (A81). */
export function roleAssignments(
  context: Context,
  request: SimulatedRequest,
  at: { scope: string; resource: string },
): SimulatedResponse {
  const id = at.resource.slice(-36).toLowerCase();
  const endpoint = context.world.endpoints.find((one) => one.id.toLowerCase() === id);
  const isOrganization = at.scope.includes("collection");
  if (at.scope === "distributedtask.project.serviceendpointrole") {
    const held = context.world.users.flatMap((user) => {
      const name = roleNames[user.defaultRight.project];
      return name === undefined ? [] : [assignment(user, at.scope, name)];
    });
    return wireAnswer(request, 200, new WireList(held));
  }
  const items =
    endpoint === undefined
      ? []
      : context.world.users.flatMap((user) => {
          const name = roleName(user, endpoint, isOrganization);
          return name === undefined ? [] : [assignment(user, at.scope, name)];
        });
  return wireAnswer(request, 200, new WireList(items));
}

function roleName(user: User, endpoint: Endpoint, isOrganization: boolean): string | undefined {
  if (isOrganization) return isOrganizationAdministrator(user, endpoint) ? "Administrator" : undefined;
  const right = user.rights[endpoint.id] ?? user.defaultRight;
  return roleNames[right.project];
}

const assignment = (user: User, scope: string, name: string): Record<string, unknown> => ({
  identity: { displayName: user.displayName, id: user.id, uniqueName: user.uniqueName },
  role: roleShape(scope, name),
  access: "assigned",
  accessDisplayName: "Assigned",
});

/** The bits of the ServiceEndpoints namespace that the caller holds under a token (A82). */
function heldBits(context: Context, user: User, token: string): number {
  const id = /([0-9a-f-]{36})$/i.exec(token)?.[1]?.toLowerCase();
  const endpoint = context.world.endpoints.find((one) => one.id.toLowerCase() === id);
  if (endpoint === undefined) return bits[user.defaultRight.project] ?? 0;
  const right = user.rights[endpoint.id] ?? user.defaultRight;
  if (/collection/i.test(token)) return right.organization === "administrator" ? 31 : 0;
  return mayAtLeast(user, endpoint, "view") ? (bits[right.project] ?? 0) : 0;
}

/** GET `_apis/permissions/{namespace}/{bits}?tokens=`: a boolean for each token. */
export function evaluatePermissions(
  context: Context,
  request: SimulatedRequest,
  user: User,
  wanted: number,
): SimulatedResponse {
  const delimiter = queryValue(request, "delimiter") ?? ",";
  const tokens = (queryValue(request, "tokens") ?? "").split(delimiter);
  const held = tokens.map((token) => (heldBits(context, user, token) & wanted) === wanted);
  return wireAnswer(request, 200, new WireList(held));
}

/** POST `_apis/security/permissionevaluationbatch`. */
export function evaluateBatch(context: Context, request: SimulatedRequest, user: User): SimulatedResponse {
  const body = parseBody(request);
  const list = isRecord(body) && Array.isArray(body["evaluations"]) ? body["evaluations"] : [];
  const evaluations = list.map((item: unknown) => {
    const wanted = isRecord(item) ? Number(item["permissions"]) : 0;
    const token = textMember(item, "token") ?? "";
    return { ...(isRecord(item) ? item : {}), value: (heldBits(context, user, token) & wanted) === wanted };
  });
  return wireAnswer(request, 200, {
    alwaysAllowAdministrators: isRecord(body) ? (body["alwaysAllowAdministrators"] ?? false) : false,
    evaluations,
  });
}
