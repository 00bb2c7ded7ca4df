/** Composition root of the dashboard widget (R7): its own bundle. It reads, and leads to the hub. */
import { serviceEndpointArea } from "../adapters/azure-devops/azure-devops";
import { connectToAzureDevOps } from "../adapters/azure-devops/connect";
import { createServiceConnections } from "../adapters/azure-devops/service-connections";
import { fetched } from "../adapters/browser/fetched";
import { systemClock } from "../adapters/browser/system-clock";
import { createDocuments } from "../adapters/extension-data/documents";
import { createRecords, usualNamesKept } from "../adapters/extension-data/records";
import { createSettingsStore } from "../adapters/extension-data/settings";
import { offerWidget } from "../adapters/host/dashboard";
import { openPage } from "../adapters/host/open-page";
import { connectToSdkHost, type SdkHost } from "../adapters/host/sdk-host";
import { failed, success, type Result } from "../domain/failure";
import { readExpiring, type ExpiringPorts, type GraphReader } from "../operations/read-expiring";
import type { SettingsStore } from "../ports/records";
import { createWidget } from "./widget";
import { localZone } from "../words/expiry";
import { failedText } from "./words/widget";

function portsOf(host: SdkHost): ExpiringPorts {
  const devOps = connectToAzureDevOps({
    fetch: (input, init) => window.fetch(input, init),
    clock: systemClock,
    accessToken: () => host.accessToken(),
    roots: () => host.roots(),
    rootOf: (areaId) => host.rootOf(areaId),
  });
  const documents = createDocuments(host);
  const namesKept = usualNamesKept();
  const settings = createSettingsStore(documents, namesKept);
  return {
    clock: systemClock,
    connections: createServiceConnections(devOps),
    records: createRecords(documents, systemClock, namesKept),
    settings,
    graph: (clientId) => graphFor(host, settings, clientId),
  };
}

/**
 * Microsoft Graph for a person who has connected with this client id before. Everybody else's browser fetches nothing of it:
 * a dashboard asks nobody to sign in.
 */
async function graphFor(
  host: SdkHost,
  settings: Pick<SettingsStore, "acceptedClientId">,
  clientId: string,
): Promise<Result<GraphReader>> {
  const accepted = await settings.acceptedClientId();
  if (!accepted.ok) return accepted;
  if (accepted.value !== clientId)
    return failed({ code: "graph-client-not-accepted", from: accepted.value, to: clientId });
  const part = await fetched(import(/* webpackChunkName: "graph" */ "./graph"));
  return part.ok ? success(part.value.createGraphReader(host, clientId)) : part;
}

async function start(root: HTMLElement): Promise<void> {
  const connected = await connectToSdkHost(window, [serviceEndpointArea]);
  if (!connected.ok) {
    root.textContent = failedText(connected.failure);
    return;
  }
  const host = connected.value;
  const { scope } = host;
  const ports = portsOf(host);
  offerWidget(
    createWidget(root, {
      read: scope.kind === "project" ? (report) => readExpiring(ports, scope.project, report) : null,
      now: () => systemClock.now(),
      hubUrl: host.hubUrl,
      dates: { culture: host.culture, zone: localZone },
      open: (url) => void openPage(host, url),
    }),
  );
  host.notifyLoadSucceeded();
}

const root = document.getElementById("root");
if (root !== null) void start(root);
