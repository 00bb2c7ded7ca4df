import { readToken } from "../entra/tokens";
import type { Context, SimulatedRequest } from "../core/http";
import type { Endpoint, EndpointRight, Project, User } from "../world";
import { notAuthorized, projectNotFound } from "./errors";

/** The token a host page hands to its extension for a user: opaque to the hub, the user's id to the simulator. */
export const accessTokenOf = (userId: string): string => `simulated-session.${userId}`;

/** Azure DevOps in Entra: a token for it is its principal's, who has to be a user of the organization (L6). */
const azureDevOpsAudience = "499b84ac-1321-427f-aa17-267ca6975798";

/** Who asks: the user of the token; any other credential is the scenario's current user, none is nobody. */
export function callerOf(context: Context, request: SimulatedRequest): User {
  const authorization = request.headers["authorization"] ?? "";
  if (authorization === "") throw notAuthorized("", 401);
  const claims = readToken(authorization);
  // A Graph token is no Azure DevOps token (G101).
  if (claims?.aud === "https://graph.microsoft.com") throw notAuthorized("", 401);
  if (claims?.aud === azureDevOpsAudience && claims.exp * 1_000 <= context.now())
    throw notAuthorized("", 401);
  const named =
    claims?.aud === azureDevOpsAudience
      ? claims.oid
      : /simulated-session\.([0-9a-zA-Z-]+)/.exec(authorization)?.[1];
  const id = named ?? context.world.currentUserId;
  const user = context.world.users.find((one) => one.id === id);
  if (user === undefined) throw notAuthorized(id, 401);
  return user;
}

const rightOn = (user: User, endpoint: Endpoint): EndpointRight =>
  user.rights[endpoint.id] ?? user.defaultRight;

const levels = ["none", "view", "use", "manage"] as const;

/** Whether the project-level right reaches the level (A80). */
export const mayAtLeast = (user: User, endpoint: Endpoint, level: EndpointRight["project"]): boolean =>
  levels.indexOf(rightOn(user, endpoint).project) >= levels.indexOf(level);

export const isOrganizationAdministrator = (user: User, endpoint: Endpoint): boolean =>
  rightOn(user, endpoint).organization === "administrator";

/** The project by id or name that the caller can see; 404 otherwise, as for a project that does not exist. */
export function visibleProject(context: Context, user: User, idOrName: string): Project {
  const wanted = idOrName.toLowerCase();
  const project = context.world.projects.find(
    (one) => one.id.toLowerCase() === wanted || one.name.toLowerCase() === wanted,
  );
  if (project === undefined || user.hiddenProjectIds.includes(project.id)) throw projectNotFound(idOrName);
  return project;
}

/** What `actionFilter` asks for, as number or name (A80); null for none. */
export function actionFilterLevel(text: string | null): EndpointRight["project"] | null {
  switch ((text ?? "").toLowerCase()) {
    case "2":
    case "manage":
      return "manage";
    case "16":
    case "use":
      return "use";
    case "32":
    case "view":
      return "view";
    default:
      return null;
  }
}
