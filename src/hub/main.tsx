/** Composition root of the interface: with the first script, the only place that knows which adapter stands behind a port. */
import type { AzureDevOps } from "../adapters/azure-devops/official-client";
import { systemClock } from "../adapters/browser/system-clock";
import { createDocuments, type Documents } from "../adapters/extension-data/documents";
import { createRecords } from "../adapters/extension-data/records";
import { createRenewalJournal } from "../adapters/extension-data/renewal-journal";
import { createSettingsStore } from "../adapters/extension-data/settings";
import type { watchHandshake } from "../adapters/host/handshake-watch";
import { hostProblemOf, type SdkHost } from "../adapters/host/sdk-host";
import type { Result } from "../domain/failure";
import type { AppCredentials } from "../ports/app-credentials";
import type { Diagnostics } from "../ports/diagnostics";
import type { Ports } from "../ports/ports";
import type { SettingsStore } from "../ports/records";
import type { ServiceConnections } from "../ports/service-connections";
import type { Connected } from "./early";
import type { FirstRows } from "./first/first-rows";
import { lazyCredentials } from "./lazy-credentials";
import { lazyUsage } from "./wif/lazy-usage";
import { createHub, showStartFailure, startHub } from "./start";

/** What happened before the interface was there. */
type Before = {
  readonly handshake: ReturnType<typeof watchHandshake>;
  readonly first: FirstRows | null;
};

/** Shows the hub over what the first script has connected, or why it could not. */
export function showHub(root: HTMLElement, connected: Result<Connected>, { handshake, first }: Before): void {
  if (!connected.ok) {
    showStartFailure(root, hostProblemOf(connected.failure), connected.failure);
    return;
  }
  const { host, azureDevOps, connections, calls, fetch } = connected.value;
  const documents = createDocuments(host);
  const ports = portsOf({ host, azureDevOps, connections, documents, fetch });
  const diagnostics: Diagnostics = {
    calls: () => calls.recent(),
    probe: async (options) =>
      (await import("../adapters/host/probes")).probeSurroundings(
        { host, clock: systemClock, frame: window, handshake, ...dataProbes(documents) },
        options,
      ),
  };
  startHub(createHub(ports, diagnostics), root, {
    first,
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
  const { settings, clientId } = rememberingClientId(createSettingsStore(documents));
  return {
    connections,
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
