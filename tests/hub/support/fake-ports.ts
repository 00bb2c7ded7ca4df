import { createRecords, usualNamesKept } from "../../../src/adapters/extension-data/records";
import {
  decodeRecord,
  decodeSettings,
  encodeRecord,
  encodeSettings,
} from "../../../src/adapters/extension-data/record-codec";
import { createRenewalJournal } from "../../../src/adapters/extension-data/renewal-journal";
import { createSettingsStore } from "../../../src/adapters/extension-data/settings";
import { failed, success, type Failure } from "../../../src/domain/failure";
import { addMilliseconds } from "../../../src/domain/instant";
import type { ConnectionRecord } from "../../../src/domain/record";
import { defaultSettings, type Settings } from "../../../src/domain/settings";
import type { Clock } from "../../../src/ports/clock";
import type { Host, HubScope } from "../../../src/ports/host";
import type { Ports } from "../../../src/ports/ports";
import { now } from "../../support/builders";
import { fakeConnections, type ConnectionsWorld } from "../../support/fake-connections";
import { fakeCredentials, type CredentialsWorld } from "../../support/fake-credentials";
import { fakeDocuments, leave, nothingKept, type KeptDocuments } from "../../support/fake-documents";
import { fakeUsage, type FakePipelines } from "../../support/fake-usage";

export const project = { id: "c0ffee00-1111-4222-8333-888888888888", name: "Fabrikam" };

/** What the world behind the ports holds; a test names only what it is about. */
export type World = ConnectionsWorld &
  CredentialsWorld & {
    /** What extension data keeps of everybody; `records`, `settings` and `acceptedClientId` are read from it. */
    readonly kept: KeptDocuments;
    readonly records: ReadonlyMap<string, ConnectionRecord>;
    readonly settings: Settings;
    readonly acceptedClientId: string | null;
    recordsFailure: Failure | null;
    settingsFailure: Failure | null;
    writeFailure: Failure | null;
    scope: HubScope;
    /** Pipelines by project id. */
    pipelines: Record<string, FakePipelines>;
  };

type Remembered = Pick<World, "records" | "settings" | "acceptedClientId">;

const user = { id: "u1", name: "Ada Lovelace" };
const acceptedKey = "acceptedClientId";
const recordsOf = (projectId: string): string => `records-${projectId}`;

/** Extension data as earlier visits left it. */
function keptFrom({ records, settings, acceptedClientId }: Partial<Remembered>): KeptDocuments {
  const kept = nothingKept();
  for (const [id, record] of records ?? [])
    leave(kept, recordsOf(project.id), `${project.id}.${id}`, encodeRecord(record));
  if (settings !== undefined) leave(kept, "settings", "organization", encodeSettings(settings));
  if (acceptedClientId !== undefined) kept.ownValues.set(`${user.id} ${acceptedKey}`, acceptedClientId);
  return kept;
}

export function aWorld(over: Partial<Omit<World, "kept">> = {}): World {
  const { records, settings, acceptedClientId, ...rest } = over;
  const kept = keptFrom({
    ...(records === undefined ? {} : { records }),
    ...(settings === undefined ? {} : { settings }),
    ...(acceptedClientId === undefined ? {} : { acceptedClientId }),
  });
  return {
    projects: [project],
    connections: [],
    listFailure: null,
    recordsFailure: null,
    settingsFailure: null,
    writeFailure: null,
    rightValues: new Set(),
    administers: failed({ code: "network", system: "azure-devops" }),
    apps: new Map(),
    graph: {
      silent: failed({ code: "graph-client-id-missing" }),
      interactive: failed({ code: "graph-client-id-missing" }),
    },
    mayWrite: true,
    roles: success([]),
    administrators: { project: null, organization: null },
    principal: failed({ code: "graph-not-connected" }),
    registration: { singlePageRedirects: [], delegated: [] },
    owners: new Map(),
    test: () => Promise.resolve({ kind: "passed" }),
    scope: { kind: "project", project },
    pipelines: {},
    now,
    calls: [],
    ...rest,
    kept,
    get records() {
      const documents = [...(kept.collections.get(recordsOf(project.id))?.values() ?? [])];
      const read = documents.map(({ body }) => decodeRecord(body)!);
      return new Map(read.map((record) => [record.connectionId, record]));
    },
    get settings() {
      const document = kept.collections.get("settings")?.get("organization");
      return (document && decodeSettings(document.body)) ?? defaultSettings;
    },
    get acceptedClientId() {
      return (kept.ownValues.get(`${user.id} ${acceptedKey}`) as string | undefined) ?? null;
    },
  };
}

/** A clock that stands still unless somebody sleeps, which takes no time of the test. */
function clockOf(world: World): Clock {
  let ids = 0;
  return {
    now: () => world.now,
    steady: () => world.now,
    sleep: (milliseconds, signal) => {
      if (signal?.aborted !== true) world.now = addMilliseconds(world.now, Math.max(0, milliseconds));
      return Promise.resolve();
    },
    newId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${ids.toString(16).padStart(12, "0")}`;
    },
    random: () => 0.5,
  };
}

function hostOf(world: World): Host {
  let parameters: Readonly<Record<string, string>> = {};
  return {
    user,
    scope: world.scope,
    organization: { id: "o1", name: "contoso" },
    organizationUrl: "https://dev.azure.com/contoso/",
    hubUrl: "https://dev.azure.com/contoso/Fabrikam/_settings/hub",
    culture: "en-GB",
    queryParameters: () => Promise.resolve(parameters),
    setQueryParameters: (wanted) => {
      const all = Object.entries({ ...parameters, ...wanted });
      parameters = Object.fromEntries(all.filter(([, text]) => text !== ""));
      return Promise.resolve();
    },
    openInNewWindow: () => Promise.resolve(true),
    setTitle: () => Promise.resolve(),
    isRunningElsewhere: () => Promise.resolve(false),
    announceRun: () => () => undefined,
  };
}

/** Ports over the world, recording each call by name: journal, records and settings as they are, over fake documents. */
export function fakePorts(world: World): Ports {
  const clock = clockOf(world);
  const documents = fakeDocuments(world.kept, {
    userId: user.id,
    trouble: (collection, writing) => {
      if (writing) return world.writeFailure;
      if (collection === "settings") return world.settingsFailure;
      return collection.startsWith("records-") ? world.recordsFailure : null;
    },
  });
  const namesKept = usualNamesKept();
  const settings = createSettingsStore(documents, namesKept);
  return {
    connections: fakeConnections(world),
    credentials: fakeCredentials(world, {
      wanted: () => world.settings.clientId,
      accepted: () => world.acceptedClientId,
      accept: settings.acceptClientId,
    }),
    usage: fakeUsage(world.pipelines).usage,
    journal: createRenewalJournal(documents, "this page", clock),
    records: createRecords(documents, clock, namesKept),
    settings,
    host: hostOf(world),
    clock,
  };
}
