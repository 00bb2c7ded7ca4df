import { failed, success, type Actor, type Failure, type Result } from "../../../src/domain/failure";
import type { Instant } from "../../../src/domain/instant";
import { emptyRecord, type ConnectionRecord } from "../../../src/domain/record";
import type { ServiceConnection } from "../../../src/domain/service-connection";
import { defaultSettings, type Settings } from "../../../src/domain/settings";
import type { RoleHolder } from "../../../src/domain/watch/pipeline";
import type { TestAnswer } from "../../../src/domain/verification/test-answer";
import type { AppLookup } from "../../../src/domain/credential";
import type { ApplicationPrincipal, GraphAccess } from "../../../src/ports/app-credentials";
import type { HubScope } from "../../../src/ports/host";
import type { Administrators } from "../../../src/ports/service-connections";
import type { Ports } from "../../../src/ports/ports";
import { now } from "../../support/builders";
import { fakeUsage, type FakePipelines } from "../../support/fake-usage";

export const project = { id: "c0ffee00-1111-4222-8333-888888888888", name: "Fabrikam" };

/** What the world behind the ports holds; a test names only what it is about. */
export type World = {
  connections: readonly ServiceConnection[];
  listFailure: Failure | null;
  records: Map<string, ConnectionRecord>;
  recordsFailure: Failure | null;
  settingsFailure: Failure | null;
  settings: Settings;
  writeFailure: Failure | null;
  acceptedClientId: string | null;
  apps: ReadonlyMap<string, AppLookup>;
  /** Answers of connect, silent and on a click. */
  graph: { silent: Result<GraphAccess>; interactive: Result<GraphAccess> };
  roles: Result<readonly RoleHolder[]>;
  administrators: Administrators;
  principal: Result<ApplicationPrincipal>;
  /** By app id; of the others nobody could look. */
  owners: ReadonlyMap<string, Result<readonly Actor[]>>;
  test: (connection: { readonly id: string }) => Promise<TestAnswer>;
  scope: HubScope;
  /** Pipelines by project id. */
  pipelines: Record<string, FakePipelines>;
  now: Instant;
  calls: string[];
};

export const aWorld = (over: Partial<World> = {}): World => ({
  connections: [],
  listFailure: null,
  records: new Map(),
  recordsFailure: null,
  settingsFailure: null,
  settings: defaultSettings,
  writeFailure: null,
  acceptedClientId: null,
  apps: new Map(),
  graph: {
    silent: failed({ code: "graph-client-id-missing" }),
    interactive: failed({ code: "graph-client-id-missing" }),
  },
  roles: success([]),
  administrators: { project: null, organization: null },
  principal: failed({ code: "graph-not-connected" }),
  owners: new Map(),
  test: () => Promise.resolve({ kind: "passed" }),
  scope: { kind: "project", project },
  pipelines: {},
  now,
  calls: [],
  ...over,
});

const notConnected = failed({ code: "graph-not-connected" });

const notInThisTest = (): never => {
  throw new Error("This test calls a port it did not announce.");
};

/** Ports over the world, recording each call by name. Waiting takes no time. */
export function fakePorts(world: World): Ports {
  const called = (name: string): void => void world.calls.push(name);
  return {
    connections: {
      list: (asked) => {
        called(`list ${asked.name}`);
        return Promise.resolve(
          world.listFailure === null
            ? success({
                project: asked,
                connections: world.connections.filter((one) => one.project.id === asked.id),
              })
            : failed(world.listFailure),
        );
      },
      projects: () => Promise.resolve(success([project])),
      read: (ref) => {
        called(`read ${ref.id}`);
        const found = world.connections.find((one) => one.id === ref.id);
        return Promise.resolve(
          found === undefined
            ? failed({ code: "not-found", system: "azure-devops", what: ref.id })
            : success(found),
        );
      },
      test: (ref) => {
        called(`test ${ref.id}`);
        return world.test(ref);
      },
      mayManage: () => Promise.resolve(success(true)),
      administers: () => Promise.resolve(failed({ code: "network", system: "azure-devops" })),
      roles: () => Promise.resolve(world.roles),
      administrators: () => Promise.resolve(world.administrators),
      testCandidate: notInThisTest,
      save: notInThisTest,
      types: () => Promise.resolve(success([])),
      pastUses: notInThisTest,
      convert: notInThisTest,
      setDisabled: notInThisTest,
    },
    credentials: {
      connect: (_, { interactive, accepting = null }) => {
        const { clientId } = world.settings;
        if (clientId !== null && world.acceptedClientId !== clientId && accepting !== clientId) {
          const from = world.acceptedClientId;
          return Promise.resolve(failed({ code: "graph-client-not-accepted", from, to: clientId }));
        }
        called(interactive ? "connect interactively" : "connect silently");
        const answer = interactive ? world.graph.interactive : world.graph.silent;
        if (answer.ok && accepting !== null) world.acceptedClientId = accepting;
        return Promise.resolve(answer);
      },
      lookUp: (requests, onFound) => {
        called(`look up ${String(requests.length)}`);
        onFound(world.apps);
        return Promise.resolve(success({ requests: 1 }));
      },
      read: notInThisTest,
      issue: notInThisTest,
      remove: notInThisTest,
      owners: ({ appId }) => Promise.resolve(world.owners.get(appId) ?? notConnected),
      principal: () => Promise.resolve(world.principal),
      registration: notInThisTest,
      addFederatedCredential: notInThisTest,
    },
    usage: fakeUsage(world.pipelines).usage,
    journal: {
      unfinished: () => Promise.resolve(success({ entries: [], unreadable: [] })),
      open: notInThisTest,
      write: notInThisTest,
      takeOver: notInThisTest,
      holds: notInThisTest,
      close: notInThisTest,
      dismiss: notInThisTest,
      lock: notInThisTest,
      beat: notInThisTest,
      unlock: notInThisTest,
      currentLock: () => Promise.resolve(success(null)),
      unreadableLocks: () => Promise.resolve(success([])),
      resetLock: notInThisTest,
    },
    records: {
      ofProject: () =>
        Promise.resolve(
          world.recordsFailure === null
            ? success({ records: world.records, unreadable: 0 })
            : failed(world.recordsFailure),
        ),
      update: (_, id, change) => {
        if (world.writeFailure !== null) return Promise.resolve(failed(world.writeFailure));
        const record = change(world.records.get(id) ?? emptyRecord(id));
        world.records.set(id, record);
        return Promise.resolve(success(record));
      },
      removeHistory: (projectId) => {
        world.calls.push(`records.removeHistory ${projectId}`);
        if (world.recordsFailure !== null) return Promise.resolve(failed(world.recordsFailure));
        const { size } = world.records;
        world.records.clear();
        return Promise.resolve(success(size));
      },
    },
    settings: {
      read: () =>
        Promise.resolve(
          world.settingsFailure === null ? success(world.settings) : failed(world.settingsFailure),
        ),
      write: (settings) => {
        if (world.writeFailure !== null) return Promise.resolve(failed(world.writeFailure));
        world.settings = settings;
        return Promise.resolve(success(settings));
      },
      reset: () => {
        if (world.writeFailure !== null) return Promise.resolve(failed(world.writeFailure));
        world.settingsFailure = null;
        return Promise.resolve(success(null));
      },
      acceptedClientId: () => Promise.resolve(success(world.acceptedClientId)),
      acceptClientId: (clientId) => {
        world.acceptedClientId = clientId;
        return Promise.resolve(success(null));
      },
    },
    host: {
      user: { id: "u1", name: "Ada Lovelace" },
      scope: world.scope,
      organization: { id: "o1", name: "contoso" },
      organizationUrl: "https://dev.azure.com/contoso/",
      hubUrl: "https://dev.azure.com/contoso/Fabrikam/_settings/hub",
      culture: "en-GB",
      queryParameters: () => Promise.resolve({}),
      setQueryParameters: () => Promise.resolve(),
      openInNewWindow: () => Promise.resolve(true),
      setTitle: () => Promise.resolve(),
      isRunningElsewhere: () => Promise.resolve(false),
      announceRun: () => () => undefined,
    },
    clock: {
      now: () => world.now,
      steady: () => world.now,
      sleep: () => Promise.resolve(),
      newId: () => "00000000-0000-4000-8000-000000000000",
      random: () => 0.5,
    },
  };
}
