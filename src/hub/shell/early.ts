/**
 * The first script and its composition root: the handshake and the call for the list are under way, and the first rows on
 * screen, before the interface, a script several times its size, is compiled.
 */
import "azure-devops-ui/Core/core.css";
import "azure-devops-ui/Core/override.css";
import { connectToAzureDevOps } from "../../adapters/azure-devops/connect";
import { serviceEndpointArea } from "../../adapters/azure-devops/official-client";
import { createServiceConnections } from "../../adapters/azure-devops/service-connections";
import { systemClock } from "../../adapters/browser/system-clock";
import { watchHandshake } from "../../adapters/host/handshake-watch";
import { connectToSdkHost } from "../../adapters/host/sdk-host";
import { createCallLog } from "../../adapters/http/call-log";
import { success, type Result } from "../../domain/failure";
import type { HubScope } from "../../ports/host";
import type { ServiceConnections } from "../../ports/service-connections";
import { datesOf, paintWaiting, showFirstRows, type FirstRows } from "../first/first-rows";
import type { Connected } from "./connected";
import { drawnWithinMs, inNextTask, whenDrawn } from "./next-task";
import { takenOnce } from "./taken-once";
import { notLoadedText } from "./words/early";
import { dateText } from "../../words/expiry";
// After the sheets of the platform, some of which it overrules.
import "./hub.scss";

/**
 * Compiling the interface keeps every answer waiting, so the rows come first. Where the host or the list lets the page
 * wait longer than this, the time is used for it.
 */
const interfaceAfterMs = 600;

/** A list that takes longer than the first is waited for with a sign, longer than the second by the interface. */
const patienceMs = { sign: 300, interface: 4_000 } as const;

/** Tells, in the task after it, that the first request has left. */
function watchedFetch(tell: () => void): typeof window.fetch {
  let told = false;
  return (input, init) => {
    const answer = window.fetch(input, init);
    if (!told) inNextTask(tell);
    told = true;
    return answer;
  };
}

/** The first date a page writes takes as long as drawing the rows; while the list is on its way there is time for it. */
const getDatesReady = (): void => void dateText(systemClock.now(), navigator.language);

/** The host is known to be Azure DevOps before a token is asked for (P50). */
async function connect(): Promise<Result<Connected>> {
  const connected = await connectToSdkHost(window, [serviceEndpointArea]);
  if (!connected.ok) return connected;
  const host = connected.value;
  const calls = createCallLog(systemClock);
  const fetch = calls.around(watchedFetch(getDatesReady));
  const azureDevOps = connectToAzureDevOps({
    fetch,
    clock: systemClock,
    accessToken: () => host.accessToken(),
    roots: () => host.roots(),
    rootOf: (areaId) => host.rootOf(areaId),
  });
  const ahead = askedAhead(createServiceConnections(azureDevOps), host.scope);
  return success({ host, azureDevOps, ...ahead, calls, fetch });
}

function askedAhead(
  connections: ServiceConnections,
  scope: HubScope,
): Pick<Connected, "connections" | "listed"> {
  if (scope.kind === "organization")
    return {
      connections: { ...connections, projects: takenOnce((signal) => connections.projects(signal)) },
      listed: null,
    };
  const { project } = scope;
  const listed = connections.list(project);
  let taken = false;
  const list: ServiceConnections["list"] = (wanted, signal) => {
    if (taken || wanted.id !== project.id) return connections.list(wanted, signal);
    taken = true;
    return listed;
  };
  return { connections: { ...connections, list }, listed };
}

/** The first rows, as soon as the list is there; null where there is none to draw, or it comes too late. */
async function firstRows(
  root: HTMLElement,
  connected: Promise<Result<Connected>>,
): Promise<FirstRows | null> {
  const answer = await connected;
  if (!answer.ok || answer.value.listed === null) return null;
  const { host, listed } = answer.value;
  const within = (ms: number) => Promise.race([listed, systemClock.sleep(ms)]);
  let list = await within(patienceMs.sign);
  if (list === undefined) {
    root.append(paintWaiting());
    list = await within(patienceMs.interface);
  }
  if (!list?.ok || list.value.connections.length === 0) return null;
  const { connections } = list.value;
  const first = showFirstRows(root, { host, connections, now: systemClock.now(), dates: datesOf(host) });
  host.notifyLoadSucceeded();
  await Promise.race([whenDrawn(root), systemClock.sleep(drawnWithinMs)]);
  return first;
}

async function start(root: HTMLElement): Promise<void> {
  const handshake = watchHandshake(window);
  const connected = connect();
  const first = firstRows(root, connected);
  await Promise.race([first, systemClock.sleep(interfaceAfterMs)]);
  const hub = await import(/* webpackChunkName: "hub" */ "./main").then(
    (module) => module,
    () => null,
  );
  const [answer, rows] = await Promise.all([connected, first]);
  if (hub !== null) {
    hub.showHub(root, answer, { handshake, first: rows });
    return;
  }
  await rows?.giveWay(() => undefined);
  root.textContent = notLoadedText;
  if (answer.ok) answer.value.host.notifyLoadFailed(notLoadedText);
}

const root = document.getElementById("root");
if (root !== null) void start(root);
