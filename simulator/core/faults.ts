import type { ServiceName, SimulatedRequest, SimulatedResponse } from "./http";

/** Which requests a fault meets. Absent members match everything. */
interface FaultMatch {
  service?: ServiceName;
  method?: string;
  /** A part of path and query, or a pattern; over HTTP a pattern is sent as text between slashes. */
  path?: string | RegExp;
  /** A part of the body. */
  body?: string;
  /** Whatever else decides, asked last; in this process only. */
  when?: (request: SimulatedRequest) => boolean;
  /** Only the nth matching request, counted from 1. */
  nth?: number;
  /** Only so many times; default without end. */
  times?: number;
}

export type FaultEffect =
  | { kind: "status"; status: number; body?: string; headers?: Record<string, string> }
  /** The request never arrives. */
  | { kind: "drop-before" }
  /** The effect happens, the reply is lost. */
  | { kind: "drop-after" }
  | { kind: "delay"; ms: number }
  /** The connection breaks, or an error is answered at once; the effect happens so much later all the same. */
  | { kind: "lands-late"; afterMs: number; status?: number; body?: string }
  /** No answer, ever. */
  | { kind: "hang" }
  /** No answer until released: nothing has happened yet, or all but the reply. */
  | { kind: "hold"; until: "effect" | "reply" }
  /**
   * A browser sends a request again by itself when a used connection breaks: two effects, one reply. The request that got
   * none may take effect so much later.
   */
  | { kind: "sent-twice"; otherAfterMs?: number }
  /** A sign-in page where JSON was expected (A6). */
  | { kind: "html-sign-in"; status?: 200 | 203 }
  | { kind: "throttle"; retryAfter: number }
  | { kind: "circuit-breaker" }
  | { kind: "malformed-json" }
  | { kind: "host-authorization-not-found" }
  | { kind: "claims-challenge" }
  | { kind: "unauthorized" };

export interface Fault {
  match: FaultMatch;
  effect: FaultEffect;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): Fault[];
  /** The first fault that meets the request; counts it. */
  meet(request: SimulatedRequest): FaultEffect | null;
}

/** Accepts the text form of a pattern, as it comes over HTTP. */
function pathMatches(pattern: string | RegExp | undefined, request: SimulatedRequest): boolean {
  if (pattern === undefined) return true;
  const search = request.query.toString();
  const target = decodeURIComponent(request.path.replace(/%(?![0-9a-f]{2})/gi, "%25"));
  const full = search === "" ? target : `${target}?${search}`;
  if (pattern instanceof RegExp) return pattern.test(full);
  const written = /^\/(.+)\/([gimsuy]*)$/.exec(pattern);
  // A plain path such as /_apis/projects/ also starts and ends with a slash: try it as text first.
  if (full.includes(pattern)) return true;
  return written !== null && new RegExp(written[1] ?? "", written[2] ?? "").test(full);
}

const matches = (match: FaultMatch, request: SimulatedRequest): boolean =>
  (match.service === undefined || match.service === request.service) &&
  (match.method === undefined || match.method.toUpperCase() === request.method) &&
  (match.body === undefined || request.body.includes(match.body)) &&
  pathMatches(match.path, request) &&
  (match.when === undefined || match.when(request));

/** The list of scripted faults. */
export function createFaults(): Faults {
  let entries: { fault: Fault; seen: number; used: number }[] = [];
  return {
    add: (fault) => {
      entries.push({ fault, seen: 0, used: 0 });
    },
    clear: () => {
      entries = [];
    },
    list: () => entries.map((entry) => entry.fault),
    meet: (request) => {
      for (const entry of entries) {
        const { match, effect } = entry.fault;
        if (!matches(match, request)) continue;
        entry.seen += 1;
        if (match.nth !== undefined && entry.seen !== match.nth) continue;
        if (match.times !== undefined && entry.used >= match.times) continue;
        entry.used += 1;
        return effect;
      }
      return null;
    },
  };
}

const adoError = (status: number, message: string, type: string, headers = {}): SimulatedResponse => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify({
    $id: "1",
    innerException: null,
    message,
    typeName: `${type}, Microsoft.VisualStudio.Services.Common`,
    typeKey: type.slice(type.lastIndexOf(".") + 1),
    errorCode: 0,
    eventId: 3000,
  }),
});

const graphError = (status: number, code: string, message: string, headers = {}): SimulatedResponse => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify({
    error: { code, message, innerError: { "request-id": "00000000-0000-4000-a000-00000000fa17" } },
  }),
});

function throttled(service: ServiceName, retryAfter: number): SimulatedResponse {
  const headers = { "retry-after": String(retryAfter) };
  if (service === "graph") return graphError(429, "TooManyRequests", "Too many requests.", headers);
  const message =
    "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource <Concurrency> " +
    "in namespace <User>.";
  return adoError(429, message, "Microsoft.TeamFoundation.Framework.Server.RequestBlockedException", headers);
}

function unauthorized(service: ServiceName): SimulatedResponse {
  const headers = { "www-authenticate": "Bearer" };
  if (service === "graph")
    return graphError(
      401,
      "InvalidAuthenticationToken",
      "Lifetime validation failed, the token is expired.",
      headers,
    );
  const message = "TF400813: The user '' is not authorized to access this resource.";
  return adoError(
    401,
    message,
    "Microsoft.TeamFoundation.Framework.Server.UnauthorizedRequestException",
    headers,
  );
}

/** The claims challenge of continuous access evaluation (G29). */
export function claimsChallenge(): SimulatedResponse {
  const claims = Buffer.from(
    JSON.stringify({ access_token: { nbf: { essential: true, value: "1795510800" } } }),
  ).toString("base64");
  return graphError(
    401,
    "InvalidAuthenticationToken",
    "Continuous access evaluation resulted in challenge with result: InteractionRequired.",
    {
      "www-authenticate": `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${claims}"`,
    },
  );
}

/** The answer a fault puts in place of the real one; null for faults that are no answers. */
export function faultAnswer(effect: FaultEffect, service: ServiceName): SimulatedResponse | null {
  switch (effect.kind) {
    case "status":
      return {
        status: effect.status,
        headers: { "content-type": "application/json; charset=utf-8", ...effect.headers },
        body: effect.body ?? "",
      };
    case "lands-late":
      return effect.status === undefined
        ? null
        : {
            status: effect.status,
            headers: { "content-type": "application/json; charset=utf-8" },
            body: effect.body ?? "",
          };
    case "html-sign-in":
      return {
        status: effect.status ?? 203,
        headers: { "content-type": "text/html; charset=utf-8" },
        body: "<!DOCTYPE html><html><head><title>Azure DevOps Services | Sign In</title></head><body></body></html>",
      };
    case "throttle":
      return throttled(service, effect.retryAfter);
    case "circuit-breaker":
      return adoError(
        503,
        "TF10216: Azure DevOps services are currently unavailable. Try again later. Activity Id: 7d5e4a2c-0000-4000-a000-0000000cb001.",
        "Microsoft.VisualStudio.Services.CircuitBreaker.CircuitBreakerShortCircuitException",
      );
    case "malformed-json":
      return {
        status: 200,
        headers: { "content-type": "application/json; charset=utf-8" },
        body: '{"count":1,"value":[{"id":',
      };
    case "host-authorization-not-found":
      return adoError(
        500,
        "The host authorization could not be found.",
        "Microsoft.VisualStudio.Services.DelegatedAuthorization.HostAuthorizationNotFoundException",
      );
    case "claims-challenge":
      return claimsChallenge();
    case "unauthorized":
      return unauthorized(service);
    default:
      return null;
  }
}
