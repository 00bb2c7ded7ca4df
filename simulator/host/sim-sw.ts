/**
 * Service worker of the asset origin: sends what the hub asks of Microsoft Graph to the simulator instead, and touches nothing else. The bytes of the hub stay as they ship.
 */
interface FetchEvent extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** Which requests never come to the worker; Chromium only. */
interface InstallEvent extends Event {
  waitUntil(work: Promise<void>): void;
  addRoutes?(route: { condition: object; source: "network" }): Promise<void>;
}
interface WorkerScope {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(type: "install" | "activate", listener: (event: InstallEvent) => void): void;
}

const worker = self as unknown as WorkerScope;
const target = new URL(worker.location.href).searchParams.get("graph") ?? "";

/** Graph of every cloud that has one (G79-G82). */
const graphHosts = [
  "graph.microsoft.com",
  "graph.microsoft.us",
  "dod-graph.microsoft.us",
  "microsoftgraph.chinacloudapi.cn",
  "graph.microsoft.de",
];
async function forward(request: Request, address: string): Promise<Response> {
  const body = ["GET", "HEAD"].includes(request.method) ? null : await request.arrayBuffer();
  // The answer of this call keeps its real CORS, and a failure rejects as a failure of the network.
  return fetch(address, {
    method: request.method,
    headers: request.headers,
    body,
    mode: "cors",
    credentials: "omit",
    signal: request.signal,
  });
}

/** All but Graph's calls go past this worker, which spares each of them a detour. */
const pastHere = {
  condition: { not: { or: graphHosts.map((host) => ({ urlPattern: `https://${host}/*` })) } },
  source: "network",
} as const;

worker.addEventListener("install", (event) => {
  event.waitUntil(event.addRoutes?.(pastHere) ?? Promise.resolve());
  event.waitUntil(worker.skipWaiting());
});
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (!graphHosts.includes(url.hostname) || event.request.mode === "navigate" || target === "") return;
  event.respondWith(forward(event.request, `${target}${url.pathname}${url.search}`));
});
