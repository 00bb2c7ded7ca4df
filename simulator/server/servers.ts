import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createChance } from "../core/chance";
import type { Chance } from "../core/chance";
import type { Engine } from "../core/engine";
import { faultAnswer } from "../core/faults";
import { simulatedRequest } from "../core/fetch";
import type { ServiceName, SimulatedRequest, SimulatedResponse } from "../core/http";
import { controlRoute } from "./control";
import type { ControlParts } from "./control";
import type { Extension } from "./extension";
import { fileBelow } from "./files";
import type { Origins } from "./hub-address";
import { simulatedPage } from "./page";

interface Setting {
  engine: Engine;
  extension: Extension;
  hostPagesDir: string;
  port: number;
  /** Each answer of each origin leaves up to so many milliseconds late, in real time. */
  lateMs: number;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Five origins: host, assets, REST, Graph and portal. All on one site, so that a frame may have a service worker. */
export async function startServers(
  setting: Setting,
): Promise<{ origins: Origins; close: () => Promise<void> }> {
  const origins: Origins = { host: "", assets: "", rest: "", graph: "", portal: "" };
  const control = { engine: setting.engine, extension: setting.extension, origins };
  const lateness = createChance(setting.lateMs);
  const listen = (answer: Answer, name: string, port: number): Promise<Server> =>
    listening(late(answer, setting.lateMs, lateness), name, port);
  const page =
    (fallback: string): Answer =>
    async (request, response) => {
      const message = await read(request, "host", origins.host);
      if (!message.path.startsWith("/_sim/")) return sendPage(setting, fallback, message.path, response);
      await answerControl(control, message, response);
    };
  const api =
    (service: ServiceName): Answer =>
    (request, response) =>
      answerApi(setting, origins, service, request, response);
  const host = await listen(page("hub.html"), "localhost", setting.port);
  const portal = await listen(page("portal.html"), "localhost", 0);
  const rest = await listen(api("ado"), "localhost", 0);
  const graph = await listen(api("graph"), "localhost", 0);
  const assets = await listen(
    (request, response) => sendAsset(setting, origins, request, response),
    "localhost",
    0,
  );
  const servers = [host, portal, rest, graph, assets];
  Object.assign(origins, {
    host: originOf(host, "localhost"),
    portal: originOf(portal, "localhost"),
    rest: originOf(rest, "localhost"),
    graph: originOf(graph, "localhost"),
    assets: originOf(assets, "localhost"),
  });
  return { origins, close: () => Promise.all(servers.map(close)).then(() => undefined) };
}

const controlServices: [prefix: string, service: ServiceName][] = [
  ["/_sim/naa", "naa"],
  ["/_sim/extension-data", "data"],
  ["/_sim/portal", "portal"],
];

/** The bridge, the data service and the portal are recorded and can fail like the others; the rest is the panel's. */
async function answerControl(
  control: ControlParts,
  request: SimulatedRequest,
  response: ServerResponse,
): Promise<void> {
  const service = controlServices.find(([prefix]) => request.path.startsWith(prefix))?.[1];
  if (service === undefined) {
    const answer = await controlRoute(control, request);
    if (answer !== null) send(response, answer, {});
    return;
  }
  const arrived = { ...request, service };
  const { entry, effect } = control.engine.begin(arrived);
  const left = (forever: boolean): Promise<boolean> =>
    leftWhileHeld(control.engine, arrived, response, forever);
  const holdsUntil = effect?.kind === "hold" ? effect.until : null;
  if (effect?.kind === "drop-before") {
    breakOff(response);
    return;
  }
  if (effect?.kind === "hang" || holdsUntil === "effect") {
    if (await left(effect?.kind === "hang")) return;
  }
  if (effect?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, effect.ms));
  if (effect?.kind === "sent-twice") await controlRoute(control, request);
  const replaced = effect === null ? null : faultAnswer(effect, service);
  const answer = replaced ?? (await controlRoute(control, request));
  if (effect?.kind === "drop-after") {
    breakOff(response);
    return;
  }
  // Without an answer the socket stays open until the browser or the simulator closes it.
  if (answer === null || holdsUntil === "reply") {
    if (await left(answer === null)) return;
  }
  if (answer === null) return;
  Object.assign(entry, { status: answer.status, responseBody: answer.body });
  send(response, answer, {});
}

/**
 * A lost connection, as a reply that cannot be read. Without any reply a browser sends the request again by itself
 * where its connection had been used before, and then chance decides how often it arrives (fault `sent-twice` is that).
 */
function breakOff({ socket }: ServerResponse): void {
  socket?.end("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
}

/** Holds the answer back until it is released; true where the caller left before, or was broken off. */
async function leftWhileHeld(
  engine: Engine,
  request: SimulatedRequest,
  response: ServerResponse,
  forever: boolean,
): Promise<boolean> {
  const { end, leave } = engine.barrier.hold(request, forever);
  const left = new Promise<"left">((resolve) => {
    response.once("close", () => resolve("left"));
  });
  const how = await Promise.race([end, left]).finally(leave);
  if (how === "broken") breakOff(response);
  return how !== "released";
}

const originOf = (server: Server, name: string): string =>
  `http://${name}:${String((server.address() as AddressInfo).port)}`;

/** A network that delivers late, and not in the order in which it was asked: each answer waits a time of its own. */
const late =
  (answer: Answer, lateMs: number, chance: Chance): Answer =>
  async (request, response) => {
    if (lateMs > 0) await new Promise((resolve) => setTimeout(resolve, chance.next() * lateMs));
    await answer(request, response);
  };

function listening(answer: Answer, name: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A bug of the simulator must not look like a quirk of the service.
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      response.writeHead(500, { "content-type": "text/plain; charset=utf-8", "x-simulator-bug": "1" });
      response.end(`The simulator failed: ${text}`);
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, name, () => {
      resolve(server);
    });
  });
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

async function read(
  request: IncomingMessage,
  service: ServiceName,
  origin: string,
): Promise<SimulatedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", origin);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
  const body = Buffer.concat(chunks).toString("utf8");
  return simulatedRequest(
    { service, path: url.pathname, url },
    { method: request.method ?? "GET", headers, body },
  );
}

function send(response: ServerResponse, answer: SimulatedResponse, more: Record<string, string>): void {
  response.writeHead(answer.status, { "cache-control": "no-store", ...answer.headers, ...more });
  response.end(answer.body);
}

/** Headers that a page may read: Azure DevOps' paging but not its throttling (E4), both of Graph's (E5). */
const exposed: Partial<Record<ServiceName, string>> = {
  ado: "ActivityId, X-TFS-Session, X-MS-ContinuationToken, X-VSS-GlobalMessage, ETag, Request-Context",
  graph: "Retry-After, WWW-Authenticate",
};

/** Only the extension's own origin may read answers. */
function corsHeaders(
  service: ServiceName,
  origins: Origins,
  origin: string | undefined,
): Record<string, string> {
  if (origin === undefined || origin !== origins.assets) return {};
  return {
    "access-control-allow-origin": origin,
    vary: "Origin",
    ...(exposed[service] === undefined ? {} : { "access-control-expose-headers": exposed[service] }),
  };
}

async function answerApi(
  setting: Setting,
  origins: Origins,
  service: ServiceName,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const cors = corsHeaders(service, origins, request.headers.origin);
  const wantedHeaders = request.headers["access-control-request-headers"];
  if (request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined) {
    const allowed =
      cors["access-control-allow-origin"] === undefined
        ? {}
        : {
            "access-control-allow-methods": "OPTIONS,GET,POST,PATCH,PUT,DELETE",
            "access-control-allow-headers": wantedHeaders ?? "",
            "access-control-max-age": "3600",
          };
    response.writeHead(204, { ...cors, ...allowed });
    response.end();
    return;
  }
  const origin = service === "graph" ? origins.graph : origins.rest;
  const message = await read(request, service, origin);
  const outcome = setting.engine.handle(message);
  if (outcome.kind === "drop") {
    breakOff(response);
    return;
  }
  if (outcome.kind === "held") {
    if (await leftWhileHeld(setting.engine, message, response, outcome.forever)) return;
  } else if (outcome.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, outcome.delayMs));
  send(response, outcome.respond(), cors);
}

/** When a document was loaded, for tests whose browser has no time of its own. */
const timeOf = ({ engine }: Setting): Record<string, string> => ({
  "server-timing": `now;desc="${String(engine.clock.now())}"`,
});

/** A built page of the host; paths that are no files are the page itself, as in a single-page app. */
async function sendPage(
  setting: Setting,
  fallback: string,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const name = path === "/" && fallback === "hub.html" ? "index.html" : path;
  const place = /\/_build\/results$/.test(path)
    ? "run.html"
    : /\/_dashboards\//.test(path)
      ? "dashboard.html"
      : fallback;
  const file =
    (await fileBelow(setting.hostPagesDir, name)) ?? (await fileBelow(setting.hostPagesDir, place));
  if (file === null) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
    response.end(`There is no ${name} in ${setting.hostPagesDir}: build the host pages first.`);
    return;
  }
  response.writeHead(200, {
    "content-type": file.contentType,
    "cache-control": "no-store",
    ...timeOf(setting),
  });
  response.end(file.body);
}

const workerFiles = ["/sim-sw.js", "/sim-sw-install.html"];

/** The bytes of the package, its page made for this place, and beside them the service worker that routes Graph here. */
async function sendAsset(
  setting: Setting,
  origins: Origins,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  if (path === "/favicon.ico") {
    // A browser asks for it by itself where the hub is a page of its own.
    response.writeHead(204);
    response.end();
    return;
  }
  const directory = workerFiles.includes(path) ? setting.hostPagesDir : setting.extension.directory;
  const file = await fileBelow(directory, path);
  const status = file === null ? 404 : 200;
  response.writeHead(status, {
    "content-type": file?.contentType ?? "text/plain; charset=utf-8",
    "access-control-allow-origin": "*",
    "cache-control": "no-store",
    ...timeOf(setting),
  });
  const isPage = directory === setting.extension.directory && path.endsWith(".html");
  response.end(
    file !== null && isPage
      ? simulatedPage(file.body.toString("utf8"), origins)
      : (file?.body ?? "There is no such asset."),
  );
}
