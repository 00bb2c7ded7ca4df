/**
 * The first script and its composition root: the handshake, the token and the call for the list are under way before the
 * interface, a script several times its size, is compiled and draws anything.
 */
import "azure-devops-ui/Core/core.css";
import "azure-devops-ui/Core/override.css";
import { connectToAzureDevOps } from "../../adapters/azure-devops/connect";
import { serviceEndpointArea } from "../../adapters/azure-devops/azure-devops";
import { createServiceConnections } from "../../adapters/azure-devops/service-connections";
import { systemClock } from "../../adapters/browser/system-clock";
import { watchHandshake } from "../../adapters/host/handshake-watch";
import { connectToSdkHost, type SdkHost } from "../../adapters/host/sdk-host";
import { createCallLog } from "../../adapters/http/call-log";
import { success, type Result } from "../../domain/failure";
import type { HubScope } from "../../ports/host";
import type { ServiceConnections } from "../../ports/service-connections";
import type { Connected } from "./connected";
import { inNextTask } from "../shared/frames";
import { takenOnce } from "./taken-once";
import { notLoadedText } from "./words/early";
import { dateText } from "../../words/expiry";

/** A fetch, and what settles in the task after its first request has left. */
function watchedFetch(): { readonly fetch: typeof window.fetch; readonly asked: Promise<void> } {
  let tell = (): void => undefined;
  const asked = new Promise<void>((settle) => (tell = settle));
  const fetch: typeof window.fetch = (input, init) => {
    const answer = window.fetch(input, init);
    inNextTask(tell);
    return answer;
  };
  return { fetch, asked };
}

/** The first date in some cultures takes as long as drawing the rows; while the list is on its way there is time for it. */
function getDatesReady({ culture }: SdkHost): void {
  dateText(systemClock.now(), culture);
}

/** A host that takes its time with the token does not leave the page blank. */
const asksWithinMs = 200;

/**
 * The host is known to be Azure DevOps before a token is asked for (P50). What the interface does first holds the page up,
 * so the call for the list has left when this resolves, where the host lets it in time.
 */
async function connect(): Promise<Result<Connected>> {
  const connected = await connectToSdkHost(window, [serviceEndpointArea]);
  if (!connected.ok) return connected;
  const host = connected.value;
  const calls = createCallLog(systemClock);
  const watched = watchedFetch();
  void watched.asked.then(() => getDatesReady(host));
  const fetch = calls.around(watched.fetch);
  const azureDevOps = connectToAzureDevOps({
    fetch,
    clock: systemClock,
    accessToken: () => host.accessToken(),
    roots: () => host.roots(),
    rootOf: (areaId) => host.rootOf(areaId),
  });
  const connections = askedAhead(createServiceConnections(azureDevOps), host.scope);
  await Promise.race([watched.asked, systemClock.sleep(asksWithinMs)]);
  return success({ host, azureDevOps, connections, calls, fetch });
}

/** The first call for the list of a project, or for the projects, is under way before anybody asks. */
function askedAhead(connections: ServiceConnections, scope: HubScope): ServiceConnections {
  if (scope.kind === "organization")
    return { ...connections, projects: takenOnce((signal) => connections.projects(signal)) };
  const { project } = scope;
  const list = takenOnce((signal) => connections.list(project, signal));
  return {
    ...connections,
    list: (wanted, signal) => (wanted.id === project.id ? list(signal) : connections.list(wanted, signal)),
  };
}

async function start(root: HTMLElement): Promise<void> {
  const handshake = watchHandshake(window);
  const answer = await connect();
  const hub = await import(/* webpackChunkName: "hub" */ "./main").then(
    (module) => module,
    () => null,
  );
  if (hub !== null) {
    hub.showHub(root, answer, handshake);
    return;
  }
  root.textContent = notLoadedText;
  if (answer.ok) answer.value.host.notifyLoadFailed(notLoadedText);
}

const root = document.getElementById("root");
if (root !== null) void start(root);
