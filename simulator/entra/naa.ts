import { isRecord, textMember } from "../core/http";
import type { Context } from "../core/http";
import type { Tenant, User } from "../world";
import { tenantOf } from "./directory";
import { writeToken } from "./tokens";

interface Failure {
  status: string;
  code?: string;
  description?: string;
}

/**
 * Answers one Nested App Authentication request (P73). Null means that no answer ever comes: the bridge hangs, or the
 * person leaves the window open.
 */
export function answerNaa(context: Context, text: string, user: User): string | null {
  const request = JSON.parse(text) as unknown;
  const requestId = textMember(request, "requestId") ?? "";
  const method = textMember(request, "method") ?? "";
  const { switches } = context.world;
  if (switches.naa === "hanging") return null;
  const respond = (body: Record<string, unknown>): string =>
    JSON.stringify({ messageType: "NestedAppAuthResponse", requestId, ...body });
  const fail = (error: Failure): string => respond({ success: false, error });
  if (switches.naa === "off") return fail({ status: "DISABLED", code: "bridge_disabled" });
  if (method === "Ping") return respond({ success: true });
  if (method === "GetInitContext") return respond({ success: true, initContext: initContext(user) });
  if (method !== "GetToken" && method !== "GetTokenPopup")
    return fail({ status: "PERSISTENT_ERROR", code: "unsupported_method", description: method });
  if (switches.naaFailure !== null) return fail(switches.naaFailure);
  const wanted = isRecord(request) && isRecord(request["tokenParams"]) ? request["tokenParams"] : {};
  const interactive = method === "GetTokenPopup";
  if (interactive && switches.popup === "never") return null;
  const outcome = decide(context, wanted, user, interactive);
  return "failure" in outcome ? fail(outcome.failure) : respond({ success: true, ...outcome.grant });
}

const accountOf = (user: User, tenantId: string): Record<string, string> => ({
  homeAccountId: `${user.id}.${user.homeTenantId}`,
  environment: "login.microsoftonline.com",
  tenantId,
  username: user.uniqueName,
  localAccountId: user.id,
  name: user.displayName,
});

const initContext = (user: User): Record<string, unknown> => ({
  sdkName: "azure-devops-host",
  sdkVersion: "1.0",
  capabilities: { queryAccount: false },
  accountContext: {
    homeAccountId: `${user.id}.${user.homeTenantId}`,
    environment: "login.microsoftonline.com",
    tenantId: user.homeTenantId,
  },
});

const scopesOf = (wanted: Record<string, unknown>): string[] =>
  (textMember(wanted, "scope") ?? "")
    .split(" ")
    .map((scope) => scope.replace(/^https:\/\/graph\.microsoft\.com\//i, ""))
    .filter((scope) => scope !== "" && !["openid", "profile", "offline_access", ".default"].includes(scope));

const needsWrite = (scopes: readonly string[]): boolean => scopes.some((scope) => /ReadWrite/.test(scope));

function askedTenant(context: Context, wanted: Record<string, unknown>, user: User): Tenant | undefined {
  const authority = textMember(wanted, "authority") ?? "";
  const named = /^https:\/\/[^/]+\/([^/?#]+)/.exec(authority)?.[1];
  const asked = named === undefined || /^(common|organizations)$/i.test(named) ? user.homeTenantId : named;
  const honoured = context.world.switches.naaTokenTenant === "home" ? user.homeTenantId : asked;
  return tenantOf(context.world, honoured);
}

type Decision = { failure: Failure } | { grant: Record<string, unknown> };

function decide(
  context: Context,
  wanted: Record<string, unknown>,
  user: User,
  interactive: boolean,
): Decision {
  const { world } = context;
  const clientId = textMember(wanted, "clientId") ?? "";
  const tenant = askedTenant(context, wanted, user);
  if (tenant === undefined || tenant.cloud !== "AzureCloud")
    return refuse("PERSISTENT_ERROR", "invalid_request", "AADSTS90002: Tenant not found.");
  if (clientId.toLowerCase() !== world.entraClientId.toLowerCase())
    return refuse(
      "PERSISTENT_ERROR",
      "unauthorized_client",
      `AADSTS700016: Application with identifier '${clientId}' was not found in the directory '${tenant.displayName}'.`,
    );
  const scopes = scopesOf(wanted);
  const missing = tenant.consent === "none" || (tenant.consent === "read" && needsWrite(scopes));
  if (missing && !interactive)
    return refuse(
      "USER_INTERACTION_REQUIRED",
      "consent_required",
      `AADSTS65001: The user or administrator has not consented to use the application with ID '${clientId}'. Send an interactive authorization request for this user and resource.`,
    );
  if (interactive) {
    const refusal = interact(context, tenant, missing);
    if (refusal !== null) return refusal;
    if (missing) tenant.consent = needsWrite(scopes) ? "readwrite" : "read";
  }
  return { grant: grant(context, wanted, { tenant, user, clientId, scopes }) };
}

const refuse = (status: string, code: string, description: string): Decision => ({
  failure: { status, code, description },
});

/** What the person does in the sign-in window; null where it ends in consent. */
function interact(context: Context, tenant: Tenant, missing: boolean): Decision | null {
  const { popup } = context.world.switches;
  if (popup === "cancel") return refuse("USER_CANCEL", "user_cancel", "The user closed the window.");
  if (popup === "admin-consent" || (missing && tenant.consentNeedsAdministrator))
    return refuse(
      "PERSISTENT_ERROR",
      "access_denied",
      "AADSTS90094: The grant requires admin permission. Ask an administrator to grant consent.",
    );
  return null;
}

function grant(
  context: Context,
  wanted: Record<string, unknown>,
  to: { tenant: Tenant; user: User; clientId: string; scopes: string[] },
): Record<string, unknown> {
  const { tenant, user, clientId } = to;
  const seconds = Math.floor(context.now() / 1000);
  const fewer = context.world.switches.naaScopes === "fewer";
  const kept = fewer ? to.scopes.filter((scope) => !/ReadWrite/.test(scope)) : to.scopes;
  const given = kept.length === 0 ? ["User.Read"] : kept;
  const shared = { tid: tenant.id, oid: user.id, iat: seconds, nbf: seconds, exp: seconds + 4_500 };
  const issuer = `https://login.microsoftonline.com/${tenant.id}/v2.0`;
  const qualified = (textMember(wanted, "scope") ?? "").includes("https://graph.microsoft.com/");
  const fresh = /nbf/.test(textMember(wanted, "claims") ?? "");
  return {
    token: {
      access_token: writeToken({
        ...shared,
        aud: "https://graph.microsoft.com",
        iss: `https://sts.windows.net/${tenant.id}/`,
        appid: clientId,
        scp: given.join(" "),
        ...(fresh ? { fresh: true } : {}),
      }),
      id_token: writeToken({
        ...shared,
        aud: clientId,
        iss: issuer,
        ver: "2.0",
        name: user.displayName,
        preferred_username: user.uniqueName,
        sub: user.id,
      }),
      expires_in: 4_500,
      // In the form in which they were asked: with the resource in front, or without.
      scope: given.map((scope) => (qualified ? `https://graph.microsoft.com/${scope}` : scope)).join(" "),
      authority: `https://login.microsoftonline.com/${tenant.id}`,
      properties: null,
    },
    account: accountOf(user, tenant.id),
  };
}
