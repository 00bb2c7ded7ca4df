/** Composition root of the tab on a run (R1): its own bundle, so that the hub grows by nothing. */
import { connectToAzureDevOps } from "../adapters/azure-devops/connect";
import { serviceEndpointArea } from "../adapters/azure-devops/azure-devops";
import { createRuns } from "../adapters/azure-devops/runs";
import { createServiceConnections } from "../adapters/azure-devops/service-connections";
import { fetched } from "../adapters/browser/fetched";
import { systemClock } from "../adapters/browser/system-clock";
import { createDocuments } from "../adapters/extension-data/documents";
import { createRecords, usualNamesKept } from "../adapters/extension-data/records";
import { openPage } from "../adapters/host/open-page";
import { followRun } from "../adapters/host/run-page";
import { connectToSdkHost, type SdkHost } from "../adapters/host/sdk-host";
import { failed } from "../domain/failure";
import type { ProjectRef } from "../domain/service-connection";
import { readRun } from "../operations/read-run";
import { localZone } from "../words/expiry";
import { createTab, type TabNeeds } from "./tab";
import { failureText, noRunText } from "./words/run-tab";

function needsOf(host: SdkHost, project: ProjectRef): TabNeeds {
  const devOps = connectToAzureDevOps({
    fetch: (input, init) => window.fetch(input, init),
    clock: systemClock,
    accessToken: () => host.accessToken(),
    roots: () => host.roots(),
    rootOf: (areaId) => host.rootOf(areaId),
  });
  const documents = createDocuments(host);
  const namesKept = usualNamesKept();
  const ports = {
    runs: createRuns(devOps),
    connections: createServiceConnections(devOps),
    records: createRecords(documents, systemClock, namesKept),
    clock: systemClock,
    host,
  };
  return {
    read: (runId) => readRun(ports, project, runId),
    // What the definition needs is fetched once the first answer stands.
    dependencies: async ({ run, connections }) => {
      const parts = await fetched(
        Promise.all([
          import(/* webpackChunkName: "definition" */ "../operations/read-dependencies"),
          import(/* webpackChunkName: "definition" */ "../adapters/azure-devops/pipeline-usage"),
        ]),
      );
      if (!parts.ok) return parts;
      const [{ readDependencies }, { createPipelineUsage }] = parts.value;
      const usage = createPipelineUsage(devOps);
      return readDependencies({ ...ports, usage }, project, run, connections);
    },
    verify: async (connection) => {
      const parts = await fetched(
        Promise.all([
          import(/* webpackChunkName: "verify" */ "../operations/verify-connection"),
          import(/* webpackChunkName: "verify" */ "../adapters/extension-data/settings"),
        ]),
      );
      if (!parts.ok) return parts;
      const [{ verifyConnection }, { createSettingsStore }] = parts.value;
      // How long a name may be kept is the organization's decision, and the result is kept with one.
      await createSettingsStore(documents, namesKept).read();
      const { verdict } = await verifyConnection(ports, connection, {
        report: () => undefined,
        signal: new AbortController().signal,
      });
      return verdict === null ? failed({ code: "cancelled" }) : { ok: true, value: verdict };
    },
    now: () => systemClock.now(),
    answered: () => host.notifyLoadSucceeded(),
    open: (url) => void openPage(host, url),
    hubUrl: host.hubUrl,
    organizationUrl: host.organizationUrl,
    dates: { culture: host.culture, zone: localZone },
  };
}

async function start(root: HTMLElement): Promise<void> {
  const connected = await connectToSdkHost(window, [serviceEndpointArea]);
  if (!connected.ok) {
    root.textContent = failureText("", connected.failure);
    return;
  }
  const host = connected.value;
  if (host.scope.kind !== "project") {
    root.textContent = noRunText;
    host.notifyLoadFailed(noRunText);
    return;
  }
  const tab = createTab(root, needsOf(host, host.scope.project));
  if (await followRun(host, (runId) => tab.follow(runId))) return;
  tab.withoutRun();
  host.notifyLoadFailed(noRunText);
}

const root = document.getElementById("root");
if (root !== null) void start(root);
