/**
 * The first script and its composition root: the handshake and the call for the list are under way before the interface,
 * a script several times its size, is compiled.
 */
import { connectToAzureDevOps } from "../adapters/azure-devops/connect";
import type { AzureDevOps } from "../adapters/azure-devops/official-client";
import { createServiceConnections } from "../adapters/azure-devops/service-connections";
import { systemClock } from "../adapters/browser/system-clock";
import { watchHandshake } from "../adapters/host/handshake-watch";
import { connectToSdkHost, type SdkHost } from "../adapters/host/sdk-host";
import { createCallLog, type CallLog } from "../adapters/http/call-log";
import type { SlowDown } from "../adapters/http/slow-down";
import { success, type Result } from "../domain/failure";
import type { HubScope } from "../ports/host";
import type { ServiceConnections } from "../ports/service-connections";
import { takenOnce } from "./taken-once";
import { notLoadedText } from "./words/early";

/** What the interface finds ready when it starts. */
export type Connected = {
  readonly host: SdkHost;
  readonly azureDevOps: AzureDevOps & { readonly slowDown: SlowDown };
  /** The first call for the list, or for the projects, is answered by the one that is under way already. */
  readonly connections: ServiceConnections;
  readonly calls: CallLog;
  readonly fetch: typeof window.fetch;
};

/** Compiling the interface keeps the host's answers waiting; it begins after this time even where none has come. */
const interfaceAfterMs = 150;

/** Resolves as soon as the first request has left. */
function watchedFetch(): { readonly fetch: typeof window.fetch; readonly sent: Promise<void> } {
  let tell: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => (tell = resolve));
  return {
    sent,
    fetch: (input, init) => {
      const answer = window.fetch(input, init);
      tell();
      return answer;
    },
  };
}

/** The host is known to be Azure DevOps before a token is asked for (P50). */
async function connect(watched: typeof window.fetch): Promise<Result<Connected>> {
  const connected = await connectToSdkHost();
  if (!connected.ok) return connected;
  const host = connected.value;
  const calls = createCallLog(systemClock);
  const fetch = calls.around(watched);
  const azureDevOps = connectToAzureDevOps({
    fetch,
    clock: systemClock,
    accessToken: () => host.accessToken(),
    roots: () => host.roots(),
    rootOf: (areaId) => host.rootOf(areaId),
  });
  const connections = askedAhead(createServiceConnections(azureDevOps), host.scope);
  return success({ host, azureDevOps, connections, calls, fetch });
}

function askedAhead(connections: ServiceConnections, scope: HubScope): ServiceConnections {
  if (scope.kind === "organization")
    return { ...connections, projects: takenOnce((signal) => connections.projects(signal)) };
  const { project } = scope;
  const first = takenOnce((signal?: AbortSignal) => connections.list(project, signal));
  return {
    ...connections,
    list: (wanted, signal) => (wanted.id === project.id ? first(signal) : connections.list(wanted, signal)),
  };
}

async function start(root: HTMLElement): Promise<void> {
  const handshake = watchHandshake(window);
  const { fetch, sent } = watchedFetch();
  const connected = connect(fetch);
  await Promise.race([
    sent,
    connected.then(({ ok }) => (ok ? sent : undefined)),
    systemClock.sleep(interfaceAfterMs),
  ]);
  const hub = await import(/* webpackChunkName: "hub" */ "./main").then(
    (module) => module,
    () => null,
  );
  const answer = await connected;
  if (hub !== null) {
    hub.showHub(root, answer, handshake);
    return;
  }
  root.textContent = notLoadedText;
  if (answer.ok) answer.value.host.notifyLoadFailed(notLoadedText);
}

const root = document.getElementById("root");
if (root !== null) void start(root);
