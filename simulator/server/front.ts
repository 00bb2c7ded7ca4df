import { createServer, type Server as HttpServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, type AddressInfo } from "node:net";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Engine } from "../core/engine";
import { simulatedRequest, targetOf } from "../core/fetch";
import { makeCertificate } from "../entra/certificates";

/** Names under which the simulated systems are known to a process that runs behind the proxy. */
const names = [
  "dev.azure.com",
  "extmgmt.dev.azure.com",
  "vsrm.dev.azure.com",
  "graph.microsoft.com",
  "login.microsoftonline.com",
  "hooks.slack.com",
  "*.vault.azure.net",
  "*.westeurope.logic.azure.com",
];

/** What a proxy can ask for; a name may hold a backslash, a password any character but a line break. */
export interface ProxyCredentials {
  username: string;
  password: string;
}

/** The simulated systems under their real names, for a process of its own: a proxy, and the certificate to trust. */
export interface Front {
  proxyUrl: string;
  certificatePem: string;
  /** Connections that went through the proxy. */
  tunnels(): number;
  /** From now on the proxy answers 407 to whoever doesn't send these (RFC 7617). */
  demand(credentials: ProxyCredentials): void;
  /** What is demanded; null where anybody may pass. */
  demanded(): ProxyCredentials | null;
  close(): Promise<void>;
}

const portOf = (server: HttpServer): number => (server.address() as AddressInfo).port;

/** Serves the engine over TLS and a proxy that leads every address there, as an agent behind a proxy meets the world. */
export async function startFront(engine: Engine): Promise<Front> {
  const now = Date.now();
  const certificate = makeCertificate("simulator", now - 3_600_000, now + 7 * 86_400_000, names);
  const secure = createSecureServer(
    { cert: certificate.certificatePem, key: certificate.pem },
    (request, response) => {
      void answer(engine, request, response);
    },
  );
  await listening(secure);
  let tunnels = 0;
  let demanded: ProxyCredentials | null = null;
  const proxy = createServer((_request, response) => {
    response.writeHead(405).end();
  });
  proxy.on("connect", (request, socket) => {
    if (demanded !== null && request.headers["proxy-authorization"] !== basic(demanded)) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\n\r\n',
      );
      return;
    }
    tunnels += 1;
    const upstream = connect(portOf(secure), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    for (const side of [socket, upstream]) side.on("error", () => side.destroy());
  });
  await listening(proxy);
  return {
    proxyUrl: `http://127.0.0.1:${String(portOf(proxy))}`,
    certificatePem: certificate.certificatePem,
    tunnels: () => tunnels,
    demand: (credentials) => {
      demanded = credentials;
    },
    demanded: () => demanded,
    close: async () => {
      for (const server of [proxy, secure]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

const basic = ({ username, password }: ProxyCredentials): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

const listening = (server: HttpServer): Promise<void> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });

async function answer(engine: Engine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", `https://${request.headers.host ?? ""}`);
  const target = targetOf(url, {});
  if (target === null) {
    response.writeHead(502).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
  const [service, path] = target;
  const simulated = simulatedRequest(
    { service, path, url },
    { method: request.method ?? "GET", headers, body: Buffer.concat(chunks).toString("utf8") },
  );
  const outcome = engine.handle(simulated);
  if (outcome.kind === "drop") {
    request.socket.destroy();
    return;
  }
  if (outcome.kind === "held") {
    const { end, leave } = engine.barrier.hold(simulated, outcome.forever);
    const left = new Promise<"left">((resolve) => {
      response.once("close", () => resolve("left"));
    });
    if ((await Promise.race([end, left]).finally(leave)) !== "released") {
      request.socket.destroy();
      return;
    }
  } else if (outcome.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, outcome.delayMs));
  const { status, headers: sent, body } = outcome.respond();
  response.writeHead(status, sent).end(body);
}
