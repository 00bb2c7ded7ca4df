/** Composition root of the interface: with the first script, the only place that knows which adapter stands behind a port. */
import type { Documents } from "../../adapters/extension-data/documents";
import type { NamesKept } from "../../adapters/extension-data/records";
import { defaultSettings } from "../../domain/settings";
import type { AzureDevOps } from "../../adapters/azure-devops/azure-devops";
import { systemClock } from "../../adapters/browser/system-clock";
import type { watchHandshake } from "../../adapters/host/handshake-watch";
import { hostProblemOf, type SdkHost } from "../../adapters/host/sdk-host";
import { failed, type Result } from "../../domain/failure";
import type { AppCredentials } from "../../ports/app-credentials";
import type { Diagnostics } from "../../ports/diagnostics";
import type { Ports } from "../../ports/ports";
import type { SettingsStore } from "../../ports/records";
import type { ServiceConnections } from "../../ports/service-connections";
import type { Connected } from "./connected";
import { onDemand } from "./on-demand";
import { remembering, type Remembering } from "./remembering";
import { createHub, showStartFailure, startHub } from "./start";
// After the sheets of the platform, some of which it overrules.
import "./hub.scss";

/** Shows the hub over what the first script has connected, or why it could not. */
export function showHub(
  root: HTMLElement,
  connected: Result<Connected>,
  handshake: ReturnType<typeof watchHandshake>,
): void {
  if (!connected.ok) {
    void showStartFailure(root, hostProblemOf(connected.failure), connected.failure);
    return;
  }
  const { host, azureDevOps, connections, calls, fetch } = connected.value;
  const documents = documentsOnDemand(host);
  const ports = portsOf({ host, azureDevOps, connections, documents, fetch });
  const diagnostics: Diagnostics = {
    calls: () => calls.recent(),
    probe: async (options) =>
      (await import("../../adapters/host/probes")).probeSurroundings(
        { host, clock: systemClock, frame: window, handshake, ...dataProbes(documents) },
        options,
      ),
  };
  startHub(createHub(ports, diagnostics), root, {
    notifyLoadSucceeded: () => host.notifyLoadSucceeded(),
    throttledUntil: () => azureDevOps.slowDown.throttledUntil(),
    onThrottle: (listener) => void azureDevOps.slowDown.subscribe(listener),
  });
}

type Surroundings = {
  readonly host: SdkHost;
  readonly azureDevOps: AzureDevOps;
  readonly connections: ServiceConnections;
  readonly documents: Documents;
  readonly fetch: typeof window.fetch;
};

function portsOf({ host, azureDevOps, connections, documents, fetch }: Surroundings): Ports {
  const namesKept: NamesKept = { days: defaultSettings.keepNamesDays, reading: null };
  const { settings, clientId } = remembering(settingsOnDemand(documents, namesKept), (reading) => {
    namesKept.reading = reading;
  });
  return {
    connections,
    credentials: graphOnDemand(() => loadGraph(host, fetch, { settings, clientId }), clientId),
    usage: usageOnDemand(azureDevOps),
    journal: journalOnDemand(documents),
    records: recordsOnDemand(documents, namesKept),
    settings,
    host,
    clock: systemClock,
  };
}

/** A look at a collection of the diagnostics' own, and a document there that is removed at once. */
const dataProbes = (documents: Documents) => ({
  readData: () => documents.all("diagnostics"),
  writeData: async () => {
    const written = await documents.create("diagnostics", systemClock.newId(), {});
    return written.ok ? documents.remove("diagnostics", written.value.id) : written;
  },
});

/** What the hub keeps is read once the list is there: until then nothing of it keeps the list waiting. */
const documentsOnDemand = (host: SdkHost): Documents =>
  onDemand(
    async () => (await import("../../adapters/extension-data/documents")).createDocuments(host),
    "extension-data",
    { all: true, one: true, create: true, replace: true, remove: true, ownValue: true, setOwnValue: true },
  );

const recordsOnDemand = (documents: Documents, namesKept: NamesKept): Ports["records"] =>
  onDemand(
    async () =>
      (await import("../../adapters/extension-data/records")).createRecords(
        documents,
        systemClock,
        namesKept,
      ),
    "extension-data",
    { ofProject: true, update: true, removeHistory: true },
  );

const settingsOnDemand = (documents: Documents, namesKept: NamesKept): SettingsStore =>
  onDemand(
    async () =>
      (await import("../../adapters/extension-data/settings")).createSettingsStore(documents, namesKept),
    "extension-data",
    { read: true, write: true, acceptedClientId: true, reset: true, acceptClientId: true },
  );

/** Its clients are needed for federation only. */
const usageOnDemand = (azureDevOps: AzureDevOps): Ports["usage"] =>
  onDemand(
    async () => (await import("../../adapters/azure-devops/pipeline-usage")).createPipelineUsage(azureDevOps),
    "host",
    {
      history: true,
      permissions: true,
      classicBuilds: true,
      yamlPipelines: true,
      releases: true,
      release: true,
      taskGroups: true,
      variableGroups: true,
      branches: true,
      checks: true,
      preview: true,
    },
  );

/** Read once the rows are on screen, and written by renewals. */
const journalOnDemand = (documents: Documents): Ports["journal"] =>
  onDemand(
    async () =>
      (await import("../../adapters/extension-data/renewal-journal")).createRenewalJournal(
        documents,
        systemClock.newId(),
        systemClock,
      ),
    "extension-data",
    {
      unfinished: true,
      open: true,
      write: true,
      takeOver: true,
      holds: true,
      close: true,
      dismiss: true,
      lock: true,
      beat: true,
      unlock: true,
      currentLock: true,
      unreadableLocks: true,
      resetLock: true,
    },
  );

/** Its sign-in library is far larger than the page (P83), and without a client id nothing of it is fetched at all. */
function graphOnDemand(load: () => Promise<AppCredentials>, clientId: () => string | null): AppCredentials {
  const graph = onDemand(load, "graph", {
    connect: true,
    lookUp: true,
    read: true,
    issue: true,
    remove: true,
    owners: true,
    principal: true,
    registration: true,
    addFederatedCredential: true,
  });
  return {
    ...graph,
    connect: (...args) =>
      clientId() === null
        ? Promise.resolve(failed({ code: "graph-client-id-missing" }))
        : graph.connect(...args),
  };
}

async function loadGraph(
  host: SdkHost,
  fetch: typeof window.fetch,
  { settings, clientId }: Remembering,
): Promise<AppCredentials> {
  const [{ createAppCredentials }, { createSignIn }] = await Promise.all([
    import("../../adapters/graph/app-credentials"),
    import("../../adapters/graph/sign-in"),
  ]);
  return createAppCredentials({
    signIn: createSignIn({
      clientId,
      accepted: () => settings.acceptedClientId(),
      accept: (accepted) => settings.acceptClientId(accepted),
      enableBridge: () => host.enableNestedAppAuth(),
      clock: systemClock,
    }),
    fetch,
    clock: systemClock,
  });
}
