import { readToken } from "./entra/tokens";
import { isRecord, json, parseBody, textMember } from "./core/http";
import type { Context, SimulatedRequest, SimulatedResponse } from "./core/http";

const refusal = (status: number, code: string, message: string, headers = {}): SimulatedResponse =>
  json(status, { error: { code, message } }, headers);

/** PUT `/secrets/{name}`: a new version (N5). Without a token it tells where to get one, as its clients expect. */
export function answerVault(context: Context, request: SimulatedRequest): SimulatedResponse {
  const claims = readToken(request.headers["authorization"]);
  if (claims?.aud !== "https://vault.azure.net")
    return refusal(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.", {
      "www-authenticate": `Bearer authorization="https://login.microsoftonline.com/${context.world.tenants[0]?.id ?? ""}", resource="https://vault.azure.net"`,
    });
  const url = new URL(request.url);
  const name = /^\/secrets\/([0-9a-zA-Z-]{1,127})\/?$/.exec(url.pathname)?.[1];
  if (name === undefined || request.method !== "PUT") {
    context.world.unhandled.push(`${request.method} vault ${url.pathname}`);
    return refusal(404, "NotFound", "The simulator has no such route.");
  }
  if (context.world.switches.vault === "refuses")
    return refusal(403, "Forbidden", "Caller is not authorized to perform action on resource.");
  const body = parseBody(request);
  const value = textMember(body, "value");
  if (value === undefined) return refusal(400, "BadParameter", "Property value is required.");
  const attributes = isRecord(body) && isRecord(body["attributes"]) ? body["attributes"] : {};
  const tags = isRecord(body) && isRecord(body["tags"]) ? (body["tags"] as Record<string, string>) : {};
  const vault = url.hostname.split(".")[0] ?? "";
  const expires = typeof attributes["exp"] === "number" ? attributes["exp"] * 1_000 : null;
  const known = context.world.vaultSecrets.find((one) => one.vault === vault && one.name === name);
  const held = known ?? { vault, name, versions: [] };
  if (known === undefined) context.world.vaultSecrets.push(held);
  held.versions.push({ value, contentType: textMember(body, "contentType") ?? null, expires, tags });
  const id = `https://${url.hostname}/secrets/${name}/${context.chance.guid().replaceAll("-", "")}`;
  return json(200, { value, id, attributes: { enabled: true, ...attributes }, tags });
}
