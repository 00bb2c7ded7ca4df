import type { Engine } from "./engine";
import type { ServiceName, SimulatedRequest, SimulatedResponse } from "./http";

/** Where an address belongs among the simulated systems; null for the rest of the world. */
export interface Addresses {
  rest?: string;
  graph?: string;
}

const hosts: Record<string, [service: ServiceName, prefix: string]> = {
  "graph.microsoft.com": ["graph", ""],
  "login.microsoftonline.com": ["sts", ""],
  "dev.azure.com": ["ado", ""],
  "vsrm.dev.azure.com": ["ado", "/vsrm"],
  "extmgmt.dev.azure.com": ["ado", ""],
};

/** Hosts whose first label is a name somebody chose. */
const hostPatterns: [pattern: RegExp, service: ServiceName][] = [
  [/^[a-z0-9-]+\.vault\.azure\.net$/, "vault"],
  [/^hooks\.slack\.com$|\.logic\.azure\.com$/, "hook"],
];

/** The service behind an address; null where the simulator has none. */
export function targetOf(url: URL, addresses: Addresses): [ServiceName, string] | null {
  const known = hosts[url.hostname] ?? namedHost(url);
  if (known !== undefined) return [known[0], known[1] + url.pathname];
  if (url.origin === addresses.rest) return ["ado", url.pathname];
  if (url.origin === addresses.graph) return ["graph", url.pathname];
  return null;
}

function namedHost({ hostname }: URL): [ServiceName, string] | undefined {
  const service = hostPatterns.find(([pattern]) => pattern.test(hostname))?.[1];
  return service === undefined ? undefined : [service, ""];
}

/** Builds the request as a handler sees it: Graph's paths are decoded, Azure DevOps decodes by segment. */
export function simulatedRequest(
  target: { service: ServiceName; path: string; url: URL },
  message: { method: string; headers: Record<string, string>; body: string },
): SimulatedRequest {
  return {
    service: target.service,
    method: message.method.toUpperCase(),
    url: target.url.href,
    path: target.service === "graph" ? decodeURIComponent(target.path) : target.path,
    query: target.url.searchParams,
    headers: message.headers,
    body: message.body,
  };
}

const abortOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error
    ? signal.reason
    : new DOMException("This operation was aborted", "AbortError");

interface Asked {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal | null;
}

const isPlain = (input: unknown, { body }: RequestInit): input is string | URL =>
  (typeof input === "string" || input instanceof URL) && (body == null || typeof body === "string");

/** What most callers send needs no `Request`, which takes longer to make than the simulator to answer. */
function plainly(input: string | URL, { method = "GET", headers, body, signal }: RequestInit): Asked {
  const sent = new Headers(headers);
  if (typeof body === "string" && !sent.has("content-type"))
    sent.set("content-type", "text/plain;charset=UTF-8");
  return {
    url: new URL(input),
    method,
    headers: Object.fromEntries(sent),
    body: typeof body === "string" ? body : "",
    signal: signal ?? null,
  };
}

async function wholly(...given: Parameters<typeof fetch>): Promise<Asked> {
  const request = new Request(...given);
  const { method, headers, signal } = request;
  const body = request.body === null ? "" : await request.text();
  return { url: new URL(request.url), method, headers: Object.fromEntries(headers), body, signal };
}

/**
 * The same router as behind the sockets, as a `fetch`. Lost connections reject with TypeError as in a browser; with
 * `waits` off a scripted delay moves the clock instead of waiting.
 */
export function createFetch(engine: Engine, addresses: () => Addresses, waits: boolean): typeof fetch {
  return async (input, init = {}) => {
    const request = isPlain(input, init) ? plainly(input, init) : await wholly(input, init);
    const { url, signal, ...message } = request;
    const target = targetOf(url, addresses());
    if (target === null) throw new TypeError(`fetch failed: the simulator does not know ${url.origin}`);
    const [service, path] = target;
    // Read after any wait: an aborted request must not reach the world.
    if (signal?.aborted === true) throw abortOf(signal);
    const simulated = simulatedRequest({ service, path, url }, message);
    const outcome = engine.handle(simulated);
    if (outcome.kind === "drop") throw new TypeError("fetch failed");
    if (outcome.kind === "held") {
      const { end, leave } = engine.barrier.hold(simulated, outcome.forever);
      const how = await Promise.race([end, aborted(signal)]).finally(leave);
      if (how === "broken") throw new TypeError("fetch failed");
    } else if (outcome.delayMs > 0) await pass(engine, outcome.delayMs, signal, waits);
    return responseOf(outcome.respond());
  };
}

function responseOf(answer: SimulatedResponse): Response {
  const bodiless = answer.status === 204 || answer.status === 304;
  return new Response(bodiless ? null : answer.body, { status: answer.status, headers: answer.headers });
}

const aborted = (signal: AbortSignal | null): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => {
      reject(abortOf(signal));
    });
  });

async function pass(engine: Engine, ms: number, signal: AbortSignal | null, waits: boolean): Promise<void> {
  if (!waits) {
    engine.clock.advance(ms);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(abortOf(signal));
    });
  });
}
