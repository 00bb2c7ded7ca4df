import { json } from "../core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "../core/http";
import { tenantOf } from "./directory";
import { signInApplication } from "./sign-in";
import { writeToken } from "./tokens";

/** POST `/{tenant}/oauth2/v2.0/token` with client_credentials (G52). */
export function answerTokenService(context: Context, request: SimulatedRequest): SimulatedResponse {
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
  const proof = { kind: "secret" as const, text: form.get("client_secret") ?? "" };
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
  };
  return json(200, {
    token_type: "Bearer",
    expires_in: 3_599,
    ext_expires_in: 3_599,
    access_token: writeToken(claims),
  });
}
