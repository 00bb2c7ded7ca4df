import type * as MsalBrowser from "@azure/msal-browser";
import type { AuthenticationResult, IPublicClientApplication } from "@azure/msal-browser";

import { decoded, fieldsOf, type Fields } from "../../domain/decode";
import { failed, success, type Failure, type Result } from "../../domain/failure";
import { isGuid } from "../../domain/settings";
import type { Clock } from "../../ports/clock";
import { isBeingProvisioned, signInFailure, type SignInAttempt } from "./sign-in-failure";

export type GraphScope = "read" | "write";

export type TokenRequest = {
  readonly tenantId: string;
  readonly scope: GraphScope;
  /** May open a window; belongs into a click (P71). */
  readonly interactive: boolean;
  readonly claims: string | null;
  /** The client id which the person saw and pressed Connect for; null or absent accepts nothing. */
  readonly accepting?: string | null;
};

/** Tokens of Microsoft Graph for one tenant each. A token lives in memory only, until shortly before it ends. */
export type SignIn = {
  token(request: TokenRequest): Promise<Result<string>>;
  /** The most a tenant has been given during this visit; null before the first success. */
  granted(tenantId: string): GraphScope | null;
};

/** The part of MSAL used here; tests hand in their own. */
export type Msal = Pick<typeof MsalBrowser, "createNestablePublicClientApplication" | "CacheLookupPolicy">;

export type SignInOptions = {
  readonly clientId: () => string | null;
  /** The client id this user has accepted, kept for this user alone: any member can write the settings (P10). */
  readonly accepted: () => Promise<Result<string | null>>;
  readonly accept: (clientId: string) => Promise<Result<null>>;
  /** Sets up the host's bridge; must pass before a client is built (P14). */
  readonly enableBridge: () => Promise<Result<null>>;
  readonly loadMsal?: () => Promise<Msal>;
  readonly clock: Clock;
  readonly silentLimitMs?: number;
  readonly popupLimitMs?: number;
};

type Client = { readonly msal: Msal; readonly app: IPublicClientApplication };

const scopeNames: Readonly<Record<GraphScope, string>> = {
  read: "https://graph.microsoft.com/Application.Read.All",
  write: "https://graph.microsoft.com/Application.ReadWrite.All",
};

const early = 5 * 60_000;
const provisioningPauseMs = 10_000;

const loadOnDemand = (): Promise<Msal> => import("@azure/msal-browser");

/** Payload of a token; null where it is no readable JWT. */
function payloadOf(token: string): Fields | null {
  try {
    const part = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const json: unknown = JSON.parse(atob(part));
    return decoded(() => fieldsOf(json));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}

/** Whether a result is for the tenant and scope asked for: the host may answer for another (G92, G93, U1). */
export function checkedToken(
  result: Pick<AuthenticationResult, "tenantId" | "accessToken" | "scopes">,
  wanted: { readonly tenantId: string; readonly scope: GraphScope },
): Result<string> {
  const payload = payloadOf(result.accessToken);
  const tid = payload?.["tid"];
  const tenants = [result.tenantId, ...(typeof tid === "string" ? [tid] : [])];
  const foreign = tenants.find((tenant) => tenant.toLowerCase() !== wanted.tenantId.toLowerCase());
  if (foreign !== undefined)
    return failed({ code: "graph-wrong-tenant", wanted: wanted.tenantId, got: foreign });
  const given = result.scopes.map((scope) => scope.toLowerCase().replace(/^https:\/\/[^/]+\//, ""));
  const enough =
    given.includes("application.readwrite.all") ||
    (wanted.scope === "read" && given.includes("application.read.all"));
  return enough
    ? success(result.accessToken)
    : failed({ code: "graph-scope-missing", scope: scopeNames[wanted.scope] });
}

/** Nested App Authentication through the host (G85-G93). Loads MSAL at the first use. */
export function createSignIn(options: SignInOptions): SignIn {
  const silentLimitMs = options.silentLimitMs ?? 60_000;
  const popupLimitMs = options.popupLimitMs ?? 5 * 60_000;
  let client: { readonly clientId: string; readonly made: Promise<Result<Client>> } | null = null;
  const silent = new Map<string, Promise<Result<string>>>();
  const tokens = new Map<string, { readonly token: string; readonly until: number }>();
  const grants = new Map<string, GraphScope>();
  /** Accepted during this visit, or found accepted. */
  const trusted = new Set<string>();

  /** Null where a sign-in with the id may be made; asked before every one, whoever wants it. */
  const notAccepted = async (clientId: string, accepting: string | null): Promise<Failure | null> => {
    if (accepting === clientId || trusted.has(clientId)) return null;
    const accepted = await options.accepted();
    if (!accepted.ok) return accepted.failure;
    if (accepted.value !== clientId)
      return { code: "graph-client-not-accepted", from: accepted.value, to: clientId };
    trusted.add(clientId);
    return null;
  };

  const makeClient = async (clientId: string): Promise<Result<Client>> => {
    const bridge = await options.enableBridge();
    if (!bridge.ok) return bridge;
    const msal = await (options.loadMsal ?? loadOnDemand)();
    const app = await msal.createNestablePublicClientApplication({
      auth: { clientId, clientCapabilities: ["CP1"] },
      cache: { cacheLocation: "memoryStorage" },
    });
    return success({ msal, app });
  };

  const forget = (made: Promise<Result<Client>>): void => {
    if (client?.made === made) client = null;
  };

  const connect = async (clientId: string): Promise<Result<Client>> => {
    if (client === null || client.clientId !== clientId) {
      tokens.clear();
      grants.clear();
      client = { clientId, made: makeClient(clientId) };
    }
    const { made } = client;
    try {
      const result = await made;
      // The bridge may be there at the next try: nothing is remembered of a refusal.
      if (!result.ok) forget(made);
      return result;
    } catch (error: unknown) {
      forget(made);
      return failed(signInFailure(error, { interactive: true, tenantId: "", clientId }));
    }
  };

  const acquire = async (
    { msal, app }: Client,
    request: TokenRequest,
    attempt: SignInAttempt,
    again = true,
  ): Promise<Result<AuthenticationResult>> => {
    const parameters = {
      scopes: [scopeNames[request.scope]],
      // Sent only when given per request (G90).
      authority: `https://login.microsoftonline.com/${request.tenantId}`,
      ...(request.claims === null ? {} : { claims: request.claims }),
    };
    const limitMs = request.interactive ? popupLimitMs : silentLimitMs;
    try {
      const result = await limited(
        request.interactive
          ? app.acquireTokenPopup(parameters)
          : app.acquireTokenSilent({ ...parameters, cacheLookupPolicy: msal.CacheLookupPolicy.Skip }),
        limitMs,
      );
      if (result !== null) return success(result);
      return failed({ code: "timeout", system: "graph", afterMs: limitMs });
    } catch (error: unknown) {
      if (again && request.interactive && isBeingProvisioned(error)) {
        await options.clock.sleep(provisioningPauseMs);
        return acquire({ msal, app }, request, attempt, false);
      }
      return failed(signInFailure(error, attempt));
    }
  };

  const remember = (request: TokenRequest, token: string, expiresOn: Date | null): void => {
    const tenant = request.tenantId.toLowerCase();
    if (grants.get(tenant) !== "write") grants.set(tenant, request.scope);
    if (expiresOn !== null)
      tokens.set(`${tenant} ${request.scope}`, { token, until: expiresOn.getTime() - early });
  };

  const fresh = async (request: TokenRequest, clientId: string): Promise<Result<string>> => {
    const { accepting = null } = request;
    const refused = await notAccepted(clientId, accepting);
    if (refused !== null) return failed(refused);
    const connected = await connect(clientId);
    if (!connected.ok) return connected;
    const { tenantId, interactive } = request;
    const result = await acquire(connected.value, request, { interactive, tenantId, clientId });
    if (!result.ok) return result;
    const token = checkedToken(result.value, request);
    if (token.ok) remember(request, token.value, result.value.expiresOn);
    if (token.ok && accepting === clientId) {
      trusted.add(clientId);
      // Where it cannot be kept, the next visit asks again.
      await options.accept(clientId);
    }
    return token;
  };

  return {
    granted: (tenantId) => grants.get(tenantId.toLowerCase()) ?? null,
    token(request) {
      const clientId = options.clientId();
      const { tenantId } = request;
      if (clientId === null || !isGuid(clientId))
        return Promise.resolve(failed({ code: "graph-client-id-missing" }));
      if (!isGuid(tenantId))
        return Promise.resolve(failed({ code: "graph-wrong-tenant", wanted: tenantId, got: "" }));
      if (request.claims !== null) return fresh(request, clientId);
      const name = `${tenantId.toLowerCase()} ${request.scope}`;
      const kept = client?.clientId === clientId ? tokens.get(name) : undefined;
      if (kept !== undefined && kept.until > options.clock.now()) return Promise.resolve(success(kept.token));
      if (request.interactive) return fresh(request, clientId);
      // Several batches start at once; one question to the host serves them all.
      const asked = silent.get(name) ?? fresh(request, clientId);
      silent.set(name, asked);
      return asked.finally(() => silent.delete(name));
    },
  };
}

/** The result, or null after the limit: MSAL and the host have none of their own (P78). */
async function limited<T>(work: Promise<T>, limitMs: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
