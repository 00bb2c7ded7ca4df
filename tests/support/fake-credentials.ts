import type { AppLookup, AppRegistration } from "../../src/domain/credential";
import { failed, success, type Actor, type Failure, type Result } from "../../src/domain/failure";
import type { Registration } from "../../src/domain/graph-setup";
import { instant, type Instant } from "../../src/domain/instant";
import { Secret } from "../../src/domain/secret";
import { appKeyText, type AppKey } from "../../src/domain/service-connection";
import type { AppCredentials, ApplicationPrincipal, GraphAccess } from "../../src/ports/app-credentials";

/** What the world of a test knows of Microsoft Graph. */
export type CredentialsWorld = {
  /** By appKeyText; the others are gone. */
  apps: ReadonlyMap<string, AppLookup>;
  /** Answers of connect, silent and on a click. */
  graph: { silent: Result<GraphAccess>; interactive: Result<GraphAccess> };
  /** Whether this person may change credentials. */
  mayWrite: boolean;
  principal: Result<ApplicationPrincipal>;
  registration: Registration;
  /** By app id; the others have none. */
  owners: ReadonlyMap<string, Result<readonly Actor[]>>;
  now: Instant;
  calls: string[];
};

/** The client id as the settings have it, and the one that this user has accepted. */
export type ClientIds = {
  readonly wanted: () => string | null;
  readonly accepted: () => string | null;
  readonly accept: (clientId: string) => Promise<unknown>;
};

const notLooked = (reason: "not-connected" | "cloud-unsupported"): AppLookup => ({
  state: "not-looked",
  reason,
});

const noRight: Failure = {
  code: "no-right-on-app",
  detail: "Insufficient privileges to complete the operation.",
};

/** Microsoft Graph in memory: what is issued shows in the next read, and its text is in the answer alone. */
export function fakeCredentials(world: CredentialsWorld, ids: ClientIds): AppCredentials {
  const called = (name: string): void => void world.calls.push(name);
  let isConnected = false;
  const federated = new Set<string>();
  let issued = 0;
  const mayAsk = (): boolean => isConnected || world.graph.silent.ok;
  const lookUp = (key: AppKey): AppLookup =>
    key.cloud === "AzureCloud"
      ? (world.apps.get(appKeyText(key)) ?? { state: "gone" })
      : notLooked("cloud-unsupported");
  /** Answers about one app registration; refused where nobody is signed in, where it is not there, and in another cloud. */
  const of = <T>(key: AppKey, answer: (app: AppRegistration) => Result<T>): Promise<Result<T>> => {
    if (key.cloud !== "AzureCloud") return Promise.resolve(failed({ code: "graph-cloud-unsupported" }));
    if (!mayAsk()) return Promise.resolve(failed({ code: "graph-not-connected" }));
    const found = lookUp(key);
    return Promise.resolve(found.state === "found" ? answer(found.app) : failed({ code: "app-not-found" }));
  };
  const change = (key: AppKey, app: AppRegistration): void => {
    world.apps = new Map([...world.apps, [appKeyText(key), { state: "found", app, disabled: false }]]);
  };
  return {
    async connect(_, { interactive, accepting = null }) {
      const wanted = ids.wanted();
      if (wanted !== null && ids.accepted() !== wanted && accepting !== wanted)
        return failed({ code: "graph-client-not-accepted", from: ids.accepted(), to: wanted });
      called(interactive ? "connect interactively" : "connect silently");
      const answer = interactive ? world.graph.interactive : world.graph.silent;
      if (answer.ok) isConnected = true;
      if (answer.ok && accepting !== null) await ids.accept(accepting);
      return answer;
    },
    lookUp: (requests, onFound) => {
      called(`look up ${String(requests.length)}`);
      onFound(
        new Map(
          requests.map(({ key }) => [appKeyText(key), mayAsk() ? lookUp(key) : notLooked("not-connected")]),
        ),
      );
      return Promise.resolve(success({ requests: 1 }));
    },
    read: ({ key }) => {
      if (key.cloud !== "AzureCloud") return Promise.resolve(failed({ code: "graph-cloud-unsupported" }));
      return Promise.resolve(mayAsk() ? success(lookUp(key)) : failed({ code: "graph-not-connected" }));
    },
    issue: (key, { marker, until, leave }) =>
      of(key, (app) => {
        if (!leave()) return failed({ code: "cancelled" });
        if (!world.mayWrite) return failed(noRight);
        issued += 1;
        const keyId = `${issued.toString(16).padStart(8, "0")}-1111-4222-8333-666666666666`;
        const secret = new Secret(`issued~${String(issued)}-${"x".repeat(30)}`);
        const hint = secret.reveal().slice(0, 3);
        const credential = {
          keyId,
          kind: "secret",
          displayName: marker,
          hint,
          from: instant(world.now),
          until,
          thumbprint: null,
          on: "application",
        } as const;
        change(key, { ...app, credentials: [...app.credentials, credential] });
        return success({ keyId, objectId: app.objectId, until, secret });
      }),
    remove: (key, objectId, keyId) =>
      of(key, (app) => {
        if (app.objectId !== objectId) return failed({ code: "app-not-found" });
        if (!world.mayWrite) return failed(noRight);
        const credentials = app.credentials.filter((one) => one.keyId !== keyId);
        if (credentials.length === app.credentials.length) return success("absent");
        change(key, { ...app, credentials });
        return success("removed");
      }),
    registration: (key) => of(key, () => success(world.registration)),
    owners: (key) => of(key, () => world.owners.get(key.appId) ?? success([])),
    principal: () => Promise.resolve(world.principal),
    addFederatedCredential: (key, { issuer, subject }) =>
      of(key, () => {
        if (!world.mayWrite) return failed(noRight);
        const text = `${appKeyText(key)} ${issuer} ${subject}`;
        if (federated.has(text)) return success("exists");
        federated.add(text);
        return success("added");
      }),
  };
}
