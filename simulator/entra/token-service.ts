import { json } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import { tenantOf } from "./directory";
import { signInApplication, type SignInRequest } from "./sign-in";
import { readToken, writeToken } from "./tokens";

/** POST `/{tenant}/oauth2/v2.0/token` with client_credentials (G52). */
export function answerTokenService(context: Context, request: SimulatedRequest): SimulatedResponse {
  const known = metadata(request);
  if (known !== null) return known;
  const tenantId = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(request.path)?.[1];
  if (tenantId === undefined || request.method !== "POST") {
    context.world.unhandled.push(`${request.method} sts ${request.path}`);
    return json(404, { error: "invalid_request", error_description: "The simulator has no such route." });
  }
  const form = new URLSearchParams(request.body);
  const clientId = form.get("client_id") ?? "";
  // A browser's cross-origin redemption is only for single-page apps (G101).
  if (request.headers["origin"] !== undefined)
    return json(400, {
      error: "invalid_request",
      error_description:
        "AADSTS9002326: Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
      error_codes: [9002326],
    });
  const cloud = tenantOf(context.world, tenantId)?.cloud ?? "AzureCloud";
  const proof = proofIn(form);
  const result = signInApplication(
    context.world,
    { tenantId, clientId, cloud, proof },
    context.now(),
    context.chance,
  );
  const seconds = Math.floor(context.now() / 1000);
  if (!result.ok)
    return json(result.status, {
      error: result.error,
      error_description: result.description,
      error_codes: [result.code],
      timestamp: `${new Date(context.now()).toISOString().slice(0, 19).replace("T", " ")}Z`,
      trace_id: context.chance.guid(),
      correlation_id: context.chance.guid(),
      error_uri: `https://login.microsoftonline.com/error?code=${String(result.code)}`,
    });
  const claims = {
    tid: tenantId,
    appid: clientId,
    oid: result.principalId,
    iat: seconds,
    exp: seconds + 3_599,
    ...audienceOf(context, form.get("scope") ?? "", clientId),
  };
  return json(200, {
    token_type: "Bearer",
    expires_in: 3_599,
    ext_expires_in: 3_599,
    access_token: writeToken(claims),
  });
}

/** An assertion of a pipeline proves by its issuer and subject (L7), anything else by its secret. */
function proofIn(form: URLSearchParams): SignInRequest["proof"] {
  const assertion = form.get("client_assertion");
  if (assertion === null) return { kind: "secret", text: form.get("client_secret") ?? "" };
  const claims = readToken(`Bearer ${assertion}`);
  return { kind: "federated", issuer: claims?.iss ?? "", subject: claims?.["sub"] as string };
}

const audiences: Record<string, string> = {
  "499b84ac-1321-427f-aa17-267ca6975798/.default": "499b84ac-1321-427f-aa17-267ca6975798",
  "https://graph.microsoft.com/.default": "https://graph.microsoft.com",
  "https://vault.azure.net/.default": "https://vault.azure.net",
};

/** Whom the token is for; application permissions stand in `roles`, never in `scp` (L8). */
function audienceOf(context: Context, scope: string, clientId: string): Record<string, unknown> {
  const aud = audiences[scope.split(" ")[0] ?? ""];
  if (aud === undefined) return {};
  const roles = aud === "https://graph.microsoft.com" ? context.world.appRoles[clientId] : undefined;
  return { aud, ...(roles === undefined ? {} : { roles }) };
}

/** What Microsoft's own client reads before its first token. */
function metadata(request: SimulatedRequest): SimulatedResponse | null {
  const root = "https://login.microsoftonline.com";
  const tenantId = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/.exec(request.path)?.[1];
  if (request.method !== "GET" || tenantId === undefined) return null;
  return json(200, {
    issuer: `${root}/${tenantId}/v2.0`,
    authorization_endpoint: `${root}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${root}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: `${root}/${tenantId}/discovery/v2.0/keys`,
  });
}
