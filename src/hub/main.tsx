/** Composition root: the only place that knows which adapter stands behind which port. */
import "azure-devops-ui/Core/override.css";
import "./hub.scss";
import { connectToAzureDevOps } from "../adapters/azure-devops/connect";
import type { AzureDevOps } from "../adapters/azure-devops/official-client";
import { createServiceConnections } from "../adapters/azure-devops/service-connections";
import { systemClock } from "../adapters/browser/system-clock";
import { createDocuments, type Documents } from "../adapters/extension-data/documents";
import { createRecords } from "../adapters/extension-data/records";
import { createRenewalJournal } from "../adapters/extension-data/renewal-journal";
import { createSettingsStore } from "../adapters/extension-data/settings";
import { watchHandshake } from "../adapters/host/handshake-watch";
import { connectToSdkHost, hostProblemOf, type SdkHost } from "../adapters/host/sdk-host";
import { createCallLog } from "../adapters/http/call-log";
import type { AppCredentials } from "../ports/app-credentials";
import type { Diagnostics } from "../ports/diagnostics";
import type { Ports } from "../ports/ports";
import type { SettingsStore } from "../ports/records";
import { lazyCredentials } from "./lazy-credentials";
import { lazyUsage } from "./wif/lazy-usage";
import { createHub, showStartFailure, startHub } from "./start";

async function main(root: HTMLElement): Promise<void> {
  const handshake = watchHandshake(window);
  const connected = await connectToSdkHost();
  if (!connected.ok) {
    showStartFailure(root, hostProblemOf(connected.failure), connected.failure);
    return;
  }
  const host = connected.value;
  const calls = createCallLog(systemClock);
  const fetch = calls.around(window.fetch.bind(window));
  const azureDevOps = connectToAzureDevOps({
    fetch,
    clock: systemClock,
    accessToken: () => host.accessToken(),
    roots: () => host.roots(),
    rootOf: (areaId) => host.rootOf(areaId),
  });
  const documents = createDocuments(host);
  const ports = portsOf({ host, azureDevOps, documents, fetch });
  const diagnostics: Diagnostics = {
    calls: () => calls.recent(),
    probe: async (options) =>
      (await import("../adapters/host/probes")).probeSurroundings(
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
  readonly documents: Documents;
  readonly fetch: typeof window.fetch;
};

function portsOf({ host, azureDevOps, documents, fetch }: Surroundings): Ports {
  const { settings, clientId } = rememberingClientId(createSettingsStore(documents));
  return {
    connections: createServiceConnections(azureDevOps),
    credentials: lazyCredentials(() => loadGraph(host, fetch, clientId), clientId),
    usage: lazyUsage(async () =>
      (await import("../adapters/azure-devops/pipeline-usage")).createPipelineUsage(azureDevOps),
    ),
    journal: createRenewalJournal(documents, systemClock.newId()),
    records: createRecords(documents),
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

async function loadGraph(
  host: SdkHost,
  fetch: typeof window.fetch,
  clientId: () => string | null,
): Promise<AppCredentials> {
  const [{ createAppCredentials }, { createSignIn }] = await Promise.all([
    import("../adapters/graph/app-credentials"),
    import("../adapters/graph/sign-in"),
  ]);
  return createAppCredentials({
    signIn: createSignIn({ clientId, enableBridge: () => host.enableNestedAppAuth(), clock: systemClock }),
    fetch,
    clock: systemClock,
  });
}

/** Graph signs in with the client id that was read or written last. */
function rememberingClientId(store: SettingsStore): {
  readonly settings: SettingsStore;
  readonly clientId: () => string | null;
} {
  let last: string | null = null;
  const remember = (answer: Awaited<ReturnType<SettingsStore["read"]>>): typeof answer => {
    if (answer.ok) last = answer.value.clientId;
    return answer;
  };
  const settings: SettingsStore = {
    ...store,
    read: async () => remember(await store.read()),
    write: async (wanted) => remember(await store.write(wanted)),
  };
  return { settings, clientId: () => last };
}

const root = document.getElementById("root");
if (root !== null) void main(root);
