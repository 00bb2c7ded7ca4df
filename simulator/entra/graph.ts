import { claimsChallenge } from "../core/faults";
import { isRecord, json, parseBody, textMember } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import type { Application, Tenant, User } from "../world";
import { applicationByAppId, applicationByObjectId, servicePrincipalByAppId, tenantOf } from "./directory";
import { appRolesOf } from "./graph-app-roles";
import { GraphError, badRequest, denied, invalidToken, notFound } from "./graph-errors";
import { applicationShape, servicePrincipalShape } from "./graph-shapes";
import { issuePassword, removePassword } from "./graph-passwords";
import { addFederatedCredential, removeFederatedCredential } from "./graph-federation";
import { filterByAppIds } from "./graph-filter";
import { readToken } from "./tokens";

interface Caller {
  tenant: Tenant;
  /** Null where an application asks for itself (L8). */
  user: User | null;
  principalId: string;
  scopes: string[];
}

/** Answers what is under `/v1.0` (and `/beta`) of Microsoft Graph. `send` answers the parts of a batch. */
export function answerGraph(
  context: Context,
  request: SimulatedRequest,
  send: (part: SimulatedRequest) => SimulatedResponse,
): SimulatedResponse {
  try {
    const caller = authenticate(context, request);
    if (caller === "challenge") return claimsChallenge();
    const path = request.path.replace(/^\/(v1\.0|beta)/, "");
    if (path === "/$batch" && request.method === "POST") return batch(request, send);
    return route(context, request, caller, path);
  } catch (error) {
    if (error instanceof GraphError) return error.answer(context);
    throw error;
  }
}

function authenticate(context: Context, request: SimulatedRequest): Caller | "challenge" {
  const claims = readToken(request.headers["authorization"]);
  if (claims === null) throw invalidToken("Access token is empty.");
  if (claims.exp * 1000 <= context.now())
    throw invalidToken("Lifetime validation failed, the token is expired.");
  if (!/graph\.microsoft/.test(claims.aud))
    throw invalidToken("Access token validation failure. Invalid audience.");
  const tenant = tenantOf(context.world, claims.tid);
  const user = context.world.users.find((one) => one.id === claims.oid);
  const alone = !("scp" in claims);
  if (tenant === undefined || tenant.cloud !== "AzureCloud" || (user === undefined && !alone))
    throw invalidToken("The token's tenant or user is unknown here.");
  if (context.world.switches.graphClaimsChallenge && claims.fresh !== true) return "challenge";
  const roles = Array.isArray(claims["roles"]) ? (claims["roles"] as string[]) : [];
  const scopes = alone ? roles : claims.scp.split(" ");
  return { tenant, user: alone ? null : (user ?? null), principalId: claims.oid, scopes };
}

const owned = "Application.ReadWrite.OwnedBy";

const readScopes = [
  owned,
  "Application.Read.All",
  "Application.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];
const writeScopes = ["Application.ReadWrite.All", "Directory.ReadWrite.All"];

/** Scope and the user's own right must both allow it (G9, G10, G13). */
function requireScope(caller: Caller, scopes: readonly string[]): void {
  if (!scopes.some((scope) => caller.scopes.includes(scope))) throw denied();
}

/** Application administrators and owners of this very app may write (G14). */
function requireWrite(caller: Caller, application: Application): void {
  const { user, principalId, scopes } = caller;
  const owns = application.ownerIds.includes(user?.id ?? principalId);
  // For itself an application may write what it owns, or everything (L8).
  if (user === null && scopes.includes(owned) && owns) return;
  requireScope(caller, writeScopes);
  if (user !== null && !user.applicationAdministrator && !owns) throw denied();
}

const selectOf = (request: SimulatedRequest): string[] | null => {
  const select = request.query.get("$select");
  return select === null || select.trim() === "" ? null : select.split(",").map((name) => name.trim());
};

function route(context: Context, request: SimulatedRequest, caller: Caller, path: string): SimulatedResponse {
  if (path === "/me" && request.method === "GET" && caller.user !== null)
    return json(200, {
      id: caller.user.id,
      displayName: caller.user.displayName,
      userPrincipalName: caller.user.uniqueName,
    });
  const principals = /^\/servicePrincipals(?:\(appId='([^']+)'\)|\/([^/]+))?$/i.exec(path);
  if (principals !== null && request.method === "GET") {
    requireScope(caller, readScopes);
    return readServicePrincipals(context, request, caller, principals);
  }
  const held = /^\/servicePrincipals\(appId='([^']+)'\)\/appRoleAssignments$/i.exec(path);
  if (held !== null && request.method === "GET") {
    requireScope(caller, readScopes);
    return json(200, { value: appRolesOf(context, caller.tenant, held[1] ?? "") });
  }
  const applications =
    /^\/applications(?:\(appId='([^']+)'\)|\/([^/(]+))?(?:\/([^/]+))?(?:\/([^/]+))?$/i.exec(path);
  if (applications === null) return unknownSegment(context, request, path);
  requireScope(caller, readScopes);
  const [, appId, objectId, part, partId] = applications;
  if (appId === undefined && objectId === undefined) {
    if (request.method !== "GET") return unknownSegment(context, request, path);
    return listApplications(context, request, caller);
  }
  const application =
    appId !== undefined
      ? applicationByAppId(caller.tenant, appId)
      : applicationByObjectId(caller.tenant, objectId ?? "");
  if (application === undefined) throw notFound(appId ?? objectId ?? "");
  return applicationRoute(context, request, caller, application, { part, partId, path });
}

function applicationRoute(
  context: Context,
  request: SimulatedRequest,
  caller: Caller,
  application: Application,
  at: { part: string | undefined; partId: string | undefined; path: string },
): SimulatedResponse {
  const key = `${request.method} ${at.part?.toLowerCase() ?? ""}`;
  switch (key) {
    case "GET ":
      return json(200, {
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications/$entity",
        ...applicationShape(application, { select: selectOf(request), single: true, now: context.now() }),
      });
    case "GET owners":
      return json(200, { value: ownersOf(context, application) });
    case "GET federatedidentitycredentials":
      return json(200, { value: application.federatedIdentityCredentials });
    case "POST addpassword":
      requireWrite(caller, application);
      return json(200, issuePassword(context, caller.tenant, application, parseBody(request)));
    case "POST removepassword":
      requireWrite(caller, application);
      removePassword(context, application, textMember(parseBody(request), "keyId") ?? "");
      return { status: 204, headers: {}, body: "" };
    case "POST federatedidentitycredentials":
      requireWrite(caller, application);
      return json(201, addFederatedCredential(context, application, parseBody(request)));
    case "DELETE federatedidentitycredentials":
      requireWrite(caller, application);
      removeFederatedCredential(application, at.partId ?? "");
      return { status: 204, headers: {}, body: "" };
    default:
      return unknownSegment(context, request, at.path);
  }
}

const ownersOf = (context: Context, application: Application): unknown[] =>
  context.world.users
    .filter((user) => application.ownerIds.includes(user.id))
    .map((user) => ({
      "@odata.type":
        user.kind === "service-principal" ? "#microsoft.graph.servicePrincipal" : "#microsoft.graph.user",
      id: user.id,
      displayName: user.displayName,
      userPrincipalName: user.uniqueName,
    }));

function listApplications(context: Context, request: SimulatedRequest, caller: Caller): SimulatedResponse {
  const living = caller.tenant.applications.filter((one) => !one.deleted);
  const found = filterByAppIds(living, request);
  const top = Number(request.query.get("$top") ?? "100");
  const skip = Number(request.query.get("$skiptoken") ?? "0");
  const options = { select: selectOf(request), single: false, now: context.now() };
  const page = found.slice(skip, skip + top).map((one) => applicationShape(one, options));
  const next = new URLSearchParams(request.query);
  next.set("$skiptoken", String(skip + top));
  const more = skip + top < found.length;
  return json(200, {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications",
    ...(more ? { "@odata.nextLink": `https://graph.microsoft.com${request.path}?${next.toString()}` } : {}),
    value: page,
  });
}

function readServicePrincipals(
  context: Context,
  request: SimulatedRequest,
  caller: Caller,
  match: RegExpExecArray,
): SimulatedResponse {
  const options = { select: selectOf(request), now: context.now() };
  const [, appId, objectId] = match;
  if (appId === undefined && objectId === undefined) {
    const found = filterByAppIds(caller.tenant.servicePrincipals, request);
    return json(200, { value: found.map((one) => servicePrincipalShape(one, options)) });
  }
  const principal =
    appId !== undefined
      ? servicePrincipalByAppId(caller.tenant, appId)
      : caller.tenant.servicePrincipals.find((one) => one.id === objectId);
  if (principal === undefined) throw notFound(appId ?? objectId ?? "");
  return json(200, servicePrincipalShape(principal, options));
}

function unknownSegment(context: Context, request: SimulatedRequest, path: string): SimulatedResponse {
  context.world.unhandled.push(`${request.method} graph ${path}`);
  throw new GraphError(400, "BadRequest", `The simulator has no route for ${request.method} ${path}.`);
}

/** Up to 20 requests in one; each answers for itself (G33). */
function batch(
  request: SimulatedRequest,
  send: (part: SimulatedRequest) => SimulatedResponse,
): SimulatedResponse {
  const body = parseBody(request);
  const parts = isRecord(body) && Array.isArray(body["requests"]) ? body["requests"] : null;
  if (parts === null) throw badRequest("Invalid batch payload format.");
  if (parts.length > 20) throw badRequest(`Number of batch request steps exceeds the maximum value of 20.`);
  const responses = parts.map((part: unknown) => {
    const answer = send(partRequest(request, part));
    return {
      id: textMember(part, "id") ?? "",
      status: answer.status,
      headers: Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [canonical(name), value]),
      ),
      ...(answer.body === "" ? {} : { body: JSON.parse(answer.body) as unknown }),
    };
  });
  // Any order is allowed (G33): the last comes first, so that nobody relies on positions.
  return json(200, { responses: responses.reverse() });
}

const canonical = (name: string): string => name.replace(/(^|-)([a-z])/g, (text) => text.toUpperCase());

function partRequest(request: SimulatedRequest, part: unknown): SimulatedRequest {
  const relative = textMember(part, "url") ?? "/";
  const version = /^\/(v1\.0|beta)/.exec(request.path)?.[0] ?? "/v1.0";
  const url = new URL(
    `https://graph.microsoft.com${version}${relative.startsWith("/") ? "" : "/"}${relative}`,
  );
  const body = isRecord(part) ? part["body"] : undefined;
  return {
    service: "graph",
    method: (textMember(part, "method") ?? "GET").toUpperCase(),
    url: url.href,
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    body: body === undefined ? "" : JSON.stringify(body),
  };
}
