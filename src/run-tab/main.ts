/** Composition root of the tab on a run (R1): its own bundle, so that the hub grows by nothing. */
import { connectToAzureDevOps } from "../adapters/azure-devops/connect";
import { serviceEndpointArea, type AzureDevOps } from "../adapters/azure-devops/azure-devops";
import { createRuns } from "../adapters/azure-devops/runs";
import { createServiceConnections } from "../adapters/azure-devops/service-connections";
import { systemClock } from "../adapters/browser/system-clock";
import { createDocuments } from "../adapters/extension-data/documents";
import { createRecords, usualNamesKept } from "../adapters/extension-data/records";
import { followRun } from "../adapters/host/run-page";
import { connectToSdkHost, type SdkHost } from "../adapters/host/sdk-host";
import { failed, type Result } from "../domain/failure";
import type { Dependencies } from "../domain/run/dependencies";
import type { ProjectRef } from "../domain/service-connection";
import { readRun, type RunReading } from "../operations/read-run";
import { redraw } from "./dom";
import type { TabActions, TabState } from "./state";
import { drawTab } from "./view";
import { failureText, noRunText } from "./words/run-tab";

function createTab(root: HTMLElement, host: SdkHost, project: ProjectRef) {
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
  let state: TabState = { kind: "loading" };
  let shown: number | null = null;
  /** Counts the runs shown: an answer of an earlier one comes too late. */
  let turn = 0;
  const set = (next: TabState): void => {
    state = next;
    redraw(root, drawTab(state, actions, systemClock.now()));
  };

  const show = async (runId: number): Promise<void> => {
    shown = runId;
    turn += 1;
    const own = turn;
    set({ kind: "loading" });
    const reading = await readRun(ports, project, runId);
    if (own !== turn) return;
    host.notifyLoadSucceeded();
    if (!reading.ok) {
      set({ kind: "unreadable", failure: reading.failure });
      return;
    }
    set({ kind: "read", reading: reading.value, dependencies: null, verdicts: new Map() });
    const dependencies = await dependenciesOf(devOps, ports.runs, reading.value);
    if (own === turn && state.kind === "read") set({ ...state, dependencies });
  };

  const verify = async (connectionId: string): Promise<void> => {
    const before = state;
    if (before.kind !== "read" || before.verdicts.get(connectionId) === null) return;
    const connection = before.reading.connections.find(({ id }) => id === connectionId);
    if (connection === undefined) return;
    const own = turn;
    set({ ...before, verdicts: new Map(before.verdicts).set(connectionId, null) });
    const [{ verifyConnection }, { createSettingsStore }] = await Promise.all([
      import(/* webpackChunkName: "verify" */ "../operations/verify-connection"),
      import(/* webpackChunkName: "verify" */ "../adapters/extension-data/settings"),
    ]);
    // How long a name may be kept is the organization's decision, and the result is kept with one.
    await createSettingsStore(documents, namesKept).read();
    const { verdict } = await verifyConnection(ports, connection, {
      report: () => undefined,
      signal: new AbortController().signal,
    });
    if (own !== turn || state.kind !== "read" || verdict === null) return;
    set({ ...state, verdicts: new Map(state.verdicts).set(connectionId, verdict) });
  };

  const actions: TabActions = {
    verify: (connectionId) => void verify(connectionId),
    lookAgain: () => {
      if (shown !== null) void show(shown);
    },
    open: (url) =>
      void host.openInNewWindow(url).then((opened) => {
        if (!opened) window.open(url, "_blank", "noopener,noreferrer");
      }),
    hubUrl: host.hubUrl,
    organizationUrl: host.organizationUrl,
  };
  return {
    begin: async (): Promise<void> => {
      set({ kind: "loading" });
      // A run that is told again, as it goes on, is read again only when somebody asks.
      const told = await followRun(host, (runId) => {
        if (runId !== shown) void show(runId);
      });
      if (told) return;
      set({ kind: "no-run" });
      host.notifyLoadFailed(noRunText);
    },
  };
}

/** What the definition needs is fetched once the first answer stands. */
async function dependenciesOf(
  devOps: AzureDevOps,
  runs: ReturnType<typeof createRuns>,
  { project, run, connections }: RunReading,
): Promise<Result<Dependencies>> {
  const loaded = await Promise.all([
    import(/* webpackChunkName: "definition" */ "../operations/read-dependencies"),
    import(/* webpackChunkName: "definition" */ "../adapters/azure-devops/pipeline-usage"),
  ]).catch(() => null);
  if (loaded === null) return failed({ code: "network", system: "host" });
  const [{ readDependencies }, { createPipelineUsage }] = loaded;
  const ports = { runs, usage: createPipelineUsage(devOps), clock: systemClock };
  return readDependencies(ports, project, run, connections);
}

async function start(root: HTMLElement): Promise<void> {
  const connected = await connectToSdkHost(window, [serviceEndpointArea]);
  if (connected.ok && connected.value.scope.kind === "project")
    return createTab(root, connected.value, connected.value.scope.project).begin();
  root.textContent = connected.ok ? noRunText : failureText("", connected.failure);
  if (connected.ok) connected.value.notifyLoadFailed(noRunText);
}

const root = document.getElementById("root");
if (root !== null) void start(root);
