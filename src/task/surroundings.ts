/** Wiring of a run: which adapter stands behind a port. The only place beside `main.ts` that knows. */
import { connectToAzureDevOps } from "../adapters/azure-devops/connect";
import { createPeople } from "../adapters/azure-devops/people";
import { createPipelineUsage } from "../adapters/azure-devops/pipeline-usage";
import { createServiceConnections } from "../adapters/azure-devops/service-connections";
import { createWorkItems } from "../adapters/azure-devops/work-items";
import { createRecords, usualNamesKept } from "../adapters/extension-data/records";
import { createRenewalJournal } from "../adapters/extension-data/renewal-journal";
import {
  createRestDocuments,
  restDocumentFailure,
  writableAmong,
} from "../adapters/extension-data/rest-documents";
import { createWatchMemory } from "../adapters/extension-data/watch-memory";
import { createAppCredentials } from "../adapters/graph/app-credentials";
import { createSend, jsonOf } from "../adapters/http/http";
import { createSlowDown } from "../adapters/http/slow-down";
import { createKeyVault } from "../adapters/pipeline/key-vault";
import { createLocations, slashed } from "../adapters/pipeline/locations";
import { sealWith } from "../adapters/pipeline/seal";
import { createWebhook } from "../adapters/pipeline/webhooks";
import {
  createAppOnlySignIn,
  createWorkloadIdentity,
  type WorkloadIdentity,
} from "../adapters/pipeline/workload-identity";
import { decoded, fieldsOf, text } from "../domain/decode";
import { failed, success, type Actor, type Failure, type Result } from "../domain/failure";
import type { Secret } from "../domain/secret";
import { defaultSettings } from "../domain/settings";
import type { WatchOptions } from "../domain/watch/options";
import type { TellPorts } from "../operations/watch/tell";
import type { Agent } from "../ports/agent";
import type { Vault } from "../ports/announcements";
import type { AppCredentials } from "../ports/app-credentials";
import type { Clock } from "../ports/clock";
import type { Host } from "../ports/host";
import type { Ports } from "../ports/ports";

export type Given = {
  readonly agent: Agent;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** The extension whose documents a run shares with the hub. */
  readonly extension: { readonly publisher: string; readonly name: string };
};

export type Surroundings = {
  readonly ports: Ports;
  readonly tell: TellPorts;
  readonly vault: Vault | null;
  /** Why the extension's data took no document; null where it did (L11). */
  readonly journalFailure: Failure | null;
};

const areas = {
  extensions: "6c2b0933-3600-42ae-bf8b-93d4f7e83594",
  identities: "8a3d49b8-91f0-46ef-b33d-dda338c25db3",
} as const;

/** Signs in, asks who this is, and connects everything. The failure is that of the sign-in. */
export async function surroundingsOf(
  given: Given,
  options: WatchOptions,
  jobToken: Secret,
  identity: WorkloadIdentity | null,
): Promise<Result<Surroundings>> {
  const { agent, fetch, clock } = given;
  const collection =
    agent.variable("System.CollectionUri") ?? agent.variable("System.TeamFoundationCollectionUri") ?? "";
  const asJob = (): Promise<Result<string>> => Promise.resolve(success(jobToken.reveal()));
  const asRun = identity === null ? asJob : () => identity.token("azure-devops");
  const signedIn = await asRun();
  if (!signedIn.ok) return signedIn;
  const connectAs = (accessToken: () => Promise<Result<string>>) => {
    const late: { roots: () => readonly string[]; rootOf: (id: string) => Promise<string> } = {
      roots: () => [slashed(collection)],
      rootOf: () => Promise.resolve(slashed(collection)),
    };
    const devOps = connectToAzureDevOps({
      fetch,
      clock,
      accessToken,
      roots: () => late.roots(),
      rootOf: (id) => late.rootOf(id),
    });
    const locations = createLocations(collection, devOps.send);
    Object.assign(late, { roots: locations.roots, rootOf: locations.rootOf });
    return { devOps, locations };
  };
  const { devOps, locations } = connectAs(asRun);
  const user = await whoAmI(devOps.send, locations.organization);
  if (!user.ok) return user;
  const documentsAs = (accessToken: () => Promise<Result<string>>) =>
    createRestDocuments({
      send: createSend({
        system: "extension-data",
        fetch,
        clock,
        slowDown: createSlowDown(clock),
        token: accessToken,
        roots: locations.roots,
        failureOf: restDocumentFailure,
      }),
      root: () => locations.rootOf(areas.extensions),
      publisher: given.extension.publisher,
      extension: given.extension.name,
    });
  const candidates = (identity === null ? [asJob] : [asRun, asJob]).map(documentsAs);
  const writable = await writableAmong(candidates, () => clock.newId());
  const documents = writable.ok ? writable.value : candidates[0];
  if (documents === undefined) throw new Error("there are always documents to try");
  const graph =
    identity === null || !options.readGraph
      ? withoutGraph
      : createAppCredentials({ signIn: createAppOnlySignIn(identity), fetch, clock });
  const host = hostOf(agent, user.value, locations.organization);
  const ports: Ports = {
    connections: createServiceConnections(devOps),
    usage: createPipelineUsage(devOps),
    credentials: graph,
    journal: createRenewalJournal(documents, clock.newId(), clock),
    records: createRecords(documents, clock, usualNamesKept()),
    // Anybody can write settings, and a run takes no policy from them: its inputs are its settings.
    settings: {
      read: () => Promise.resolve(success(defaultSettings)),
      write: () => Promise.resolve(failed({ code: "cancelled" })),
      acceptedClientId: () => Promise.resolve(success(null)),
      reset: () => Promise.resolve(success(null)),
      acceptClientId: () => Promise.resolve(success(null)),
    },
    host,
    clock,
  };
  const { workItem } = options;
  const addresses = (["teams", "slack"] as const).flatMap((kind) => {
    const address = agent.webhook(`${kind}Webhook`);
    return address === null ? [] : [{ kind, address }];
  });
  return success({
    ports,
    tell: {
      memory: writable.ok
        ? createWatchMemory(
            documents,
            options.scope === "organization" ? "organization" : projectOf(agent).id.toLowerCase(),
            // A member can write that document, but knows no address of a webhook.
            sealWith(addresses.map(({ address }) => address)),
          )
        : null,
      webhooks: addresses.map(({ kind, address }) => createWebhook(kind, address, fetch)),
      people: createPeople(devOps.send, () => locations.rootOf(areas.identities)),
      workItems:
        workItem === null
          ? null
          : createWorkItems({
              send: devOps.send,
              root: locations.organization,
              project: workItem.project ?? projectOf(agent).name,
              type: workItem.type,
            }),
    },
    vault:
      options.vault === null || identity === null
        ? null
        : createKeyVault(options.vault.vault, identity, fetch),
    journalFailure: writable.ok ? null : writable.failure,
  });
}

/** The identity of the run, or why there is none; null for the job's token. */
export function identityOf(
  given: Given,
  options: WatchOptions,
  jobToken: Secret,
): WorkloadIdentity | "none" | { readonly problem: "not-federated" | "incomplete" | "not-found" } {
  if (options.identity === "job-token") return "none";
  const connection = given.agent.connection(
    options.identity === "azure-subscription" ? "azureSubscription" : "azureDevOpsConnection",
  );
  if (connection === null) return { problem: "not-found" };
  if (!connection.ok) return { problem: connection.problem };
  return createWorkloadIdentity({
    connectionId: connection.id,
    tenantId: connection.tenantId,
    clientId: connection.clientId,
    jobToken,
    oidcRequestUri: given.agent.variable("System.OidcRequestUri"),
    fetch: given.fetch,
    clock: given.clock,
  });
}

const projectOf = (agent: Agent) => ({
  id: agent.variable("System.TeamProjectId") ?? "",
  name: agent.variable("System.TeamProject") ?? "",
});

async function whoAmI(send: ReturnType<typeof createSend>, organization: string): Promise<Result<Actor>> {
  const answer = await send({
    method: "GET",
    url: `${organization}_apis/connectionData?api-version=7.1-preview.1`,
    headers: { Accept: "application/json" },
    repeatable: true,
  });
  const json = answer.ok ? jsonOf(answer.value, "azure-devops") : answer;
  if (!json.ok) return json;
  const user = decoded(() => {
    const authenticated = fieldsOf(fieldsOf(json.value)["authenticatedUser"]);
    return { id: text(authenticated["id"], 100), name: text(authenticated["providerDisplayName"], 300) };
  });
  return user === null
    ? failed({ code: "unexpected-answer", system: "azure-devops", detail: "no user" })
    : success(user);
}

function hostOf(agent: Agent, user: Actor, organizationUrl: string): Host {
  return {
    user,
    scope: { kind: "project", project: projectOf(agent) },
    organization: {
      id: agent.variable("System.CollectionId") ?? "",
      name: decodeURIComponent(organizationUrl.replace(/\/$/, "").split("/").pop() ?? ""),
    },
    organizationUrl,
    hubUrl: "",
    culture: "en-GB",
    queryParameters: () => Promise.resolve({}),
    setQueryParameters: () => Promise.resolve(),
    openInNewWindow: () => Promise.resolve(false),
    setTitle: () => Promise.resolve(),
    // Two runs are one service principal, so "the same user" never means "this one": a living lock always lives elsewhere.
    isRunningElsewhere: () => Promise.resolve(true),
    announceRun: () => () => undefined,
  };
}

const notConnected = (): Promise<Result<never>> => Promise.resolve(failed({ code: "graph-not-connected" }));

const withoutGraph: AppCredentials = {
  connect: notConnected,
  lookUp: notConnected,
  read: notConnected,
  issue: notConnected,
  remove: notConnected,
  owners: notConnected,
  principal: notConnected,
  registration: notConnected,
  addFederatedCredential: notConnected,
};
