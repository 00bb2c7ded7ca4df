import { decoded, fieldsOf, type Fields } from "../../domain/decode";
import { failed, success, type RemoteSystem, type Result } from "../../domain/failure";
import type { Secret } from "../../domain/secret";
import type { Clock } from "../../ports/clock";
import { addressOf } from "../http/address";
import { redacted } from "../http/redact";
import { retried, safeCalls } from "../http/retry";
import type { GraphScope, SignIn } from "../graph/sign-in";

/** What a token is for (L7). */
export type Audience = "azure-devops" | "graph" | "vault";

export type WorkloadIdentity = {
  readonly tenantId: string;
  /** A token, kept until shortly before it ends; `fresh` asks for another one. */
  token(audience: Audience, options?: { readonly fresh: boolean }): Promise<Result<string>>;
  /** Application permissions in the token for Graph (L8); empty before the first one. */
  graphRoles(): readonly string[];
};

export type WorkloadIdentityOptions = {
  readonly connectionId: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly jobToken: Secret;
  /** SYSTEM_OIDCREQUESTURI; null where the server offers none (L7). */
  readonly oidcRequestUri: string | null;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
};

const scopes: Readonly<Record<Audience, string>> = {
  "azure-devops": "499b84ac-1321-427f-aa17-267ca6975798/.default",
  graph: "https://graph.microsoft.com/.default",
  vault: "https://vault.azure.net/.default",
};

const early = 5 * 60_000;
const limitMs = 30_000;

const blocked = (detail: string): Result<never> => failed({ code: "graph-sign-in-blocked", detail });

/**
 * Signs a service principal in through the job's own assertion, without a secret: POST to the OIDC address with the job's
 * token, then `client_assertion` at Entra (L7). A token of another tenant is dropped. Failures name no token.
 */
export function createWorkloadIdentity(options: WorkloadIdentityOptions): WorkloadIdentity {
  const { clock, tenantId } = options;
  const tokens = new Map<Audience, { readonly token: string; readonly until: number }>();
  const asked = new Map<Audience, Promise<Result<string>>>();
  let roles: readonly string[] = [];

  const fresh = async (audience: Audience): Promise<Result<string>> => {
    const assertion = await assertionOf(options);
    if (!assertion.ok) return assertion;
    const answer = await postForm(options, scopes[audience], assertion.value);
    if (!answer.ok) return answer;
    const { access_token: token, expires_in: seconds } = answer.value;
    if (typeof token !== "string") return unexpected("no token");
    const claims = payloadOf(token);
    const got = claims?.["tid"];
    if (typeof got === "string" && got.toLowerCase() !== tenantId.toLowerCase())
      return blocked(
        `Entra gave a token of tenant ${redacted(got, [token])} instead of the connection's tenant ${tenantId}`,
      );
    if (audience === "graph") roles = rolesIn(claims);
    const lifetime = typeof seconds === "number" ? seconds * 1_000 : 0;
    tokens.set(audience, { token, until: clock.now() + lifetime - early });
    return success(token);
  };

  return {
    tenantId,
    graphRoles: () => roles,
    token(audience, { fresh: again } = { fresh: false }) {
      const kept = tokens.get(audience);
      if (!again && kept !== undefined && kept.until > clock.now())
        return Promise.resolve(success(kept.token));
      // Several calls start at once; one question serves them all.
      const running = asked.get(audience) ?? fresh(audience);
      asked.set(audience, running);
      return running.finally(() => asked.delete(audience));
    },
  };
}

const unexpected = (detail: string): Result<never> =>
  failed({ code: "unexpected-answer", system: "entra", detail });

async function assertionOf(options: WorkloadIdentityOptions): Promise<Result<string>> {
  const { oidcRequestUri, connectionId, jobToken } = options;
  if (oidcRequestUri === null || addressOf(oidcRequestUri) === null)
    return blocked("this server gives a job no identity token (SYSTEM_OIDCREQUESTURI is not set)");
  const answer = await post(options, {
    system: "azure-devops",
    url: `${oidcRequestUri}?api-version=7.1&serviceConnectionId=${encodeURIComponent(connectionId)}`,
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${jobToken.reveal()}` },
    body: "",
  });
  if (!answer.ok) return answer;
  const token = answer.value.fields["oidcToken"];
  if (answer.value.status === 200 && typeof token === "string") return success(token);
  const message = answer.value.fields["message"];
  return blocked(
    `Azure DevOps gave no identity token for the service connection (HTTP ${String(answer.value.status)})${typeof message === "string" ? `: ${redacted(message, [jobToken.reveal()])}` : ""}`,
  );
}

async function postForm(
  options: WorkloadIdentityOptions,
  scope: string,
  assertion: string,
): Promise<Result<Fields>> {
  const answer = await post(options, {
    system: "entra",
    url: `https://login.microsoftonline.com/${encodeURIComponent(options.tenantId)}/oauth2/v2.0/token`,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: options.clientId,
      scope,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
    }).toString(),
  });
  if (!answer.ok) return answer;
  const { status, fields } = answer.value;
  if (status === 200) return success(fields);
  const text = fields["error_description"];
  const first = typeof text === "string" ? (text.split(/\r?\n/)[0] ?? "") : `HTTP ${String(status)}`;
  return blocked(`Entra refused the identity of the run: ${redacted(first, [assertion])}`);
}

type Posted = { readonly status: number; readonly fields: Fields };

/** One POST for a token, which changes nothing and is repeated like any such call. */
const post = (options: WorkloadIdentityOptions, request: TokenRequest): Promise<Result<Posted>> =>
  retried(() => postOnce(options, request), { clock: options.clock, policy: safeCalls });

type TokenRequest = {
  readonly system: RemoteSystem;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
};

async function postOnce({ fetch }: WorkloadIdentityOptions, request: TokenRequest): Promise<Result<Posted>> {
  const { system } = request;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limitMs);
  try {
    const response = await fetch(request.url, {
      method: "POST",
      redirect: "manual",
      headers: { Accept: "application/json", ...request.headers },
      body: request.body,
      signal: abort.signal,
    });
    const fields = fieldsIn(await response.text());
    const { status } = response;
    if (status === 429 || status >= 500) return failed({ code: "unavailable", system, status, detail: "" });
    if (fields === null) return blocked(`the answer was no JSON (HTTP ${String(status)})`);
    return success({ status, fields });
  } catch {
    // The error is dropped: its text can hold the address or parts of the request.
    return failed(
      abort.signal.aborted ? { code: "timeout", system, afterMs: limitMs } : { code: "network", system },
    );
  } finally {
    clearTimeout(timer);
  }
}

function fieldsIn(text: string): Fields | null {
  try {
    const json: unknown = JSON.parse(text === "" ? "{}" : text);
    return decoded(() => fieldsOf(json));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function payloadOf(token: string): Fields | null {
  const part = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
  return fieldsIn(Buffer.from(part, "base64").toString("utf8"));
}

const rolesIn = (claims: Fields | null): readonly string[] => {
  const roles: unknown = claims?.["roles"];
  return Array.isArray(roles) ? roles.filter((one): one is string => typeof one === "string") : [];
};

const writing = ["application.readwrite.ownedby", "application.readwrite.all", "directory.readwrite.all"];
const reading = [...writing, "application.read.all", "directory.read.all"];

/** App-only sign-in to Graph: one tenant, and what its token's `roles` allow (L8). */
export function createAppOnlySignIn(identity: WorkloadIdentity): SignIn {
  const has = (wanted: readonly string[]): boolean =>
    identity.graphRoles().some((role) => wanted.includes(role.toLowerCase()));
  return {
    granted: (tenantId) =>
      tenantId.toLowerCase() !== identity.tenantId.toLowerCase()
        ? null
        : has(writing)
          ? "write"
          : has(reading)
            ? "read"
            : null,
    async token({ tenantId, scope, claims }) {
      if (tenantId.toLowerCase() !== identity.tenantId.toLowerCase())
        return failed({ code: "graph-wrong-tenant", wanted: tenantId, got: identity.tenantId });
      const token = await identity.token("graph", { fresh: claims !== null });
      if (!token.ok) return token;
      if (has(scope === "write" ? writing : reading)) return token;
      return failed({ code: "graph-scope-missing", scope: permissionFor(scope) });
    },
  };
}

const permissionFor = (scope: GraphScope): string =>
  scope === "write" ? "Application.ReadWrite.OwnedBy" : "Application.Read.All";
