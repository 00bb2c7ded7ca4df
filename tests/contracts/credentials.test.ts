import { createAppCredentials } from "../../src/adapters/graph/app-credentials";
import type { SignIn } from "../../src/adapters/graph/sign-in";
import type { AppLookup, Credential } from "../../src/domain/credential";
import { failed, success } from "../../src/domain/failure";
import { addDays, addMilliseconds, days, type Instant } from "../../src/domain/instant";
import { appKeyText, type AppKey } from "../../src/domain/service-connection";
import type { AppCredentials } from "../../src/ports/app-credentials";
import { writeToken } from "../../simulator/entra/tokens";
import { createWorldSimulator } from "../../simulator/simulator";
import { clockOf } from "../adapters/support/simulated";
import { valueOf } from "../adapters/support/value-of";
import { aWorld, fakePorts } from "../hub/support/fake-ports";
import { aCredential, anApp, appId, tenantId } from "../support/builders";

/** A tenant with one app registration. Who asks is signed in, and may change it unless told otherwise. */
type Given = {
  readonly port: AppCredentials;
  readonly key: AppKey;
  readonly now: () => Instant;
  /** Long enough for every replica to know. */
  readonly pass: () => void;
};
type Person = { readonly signedIn?: boolean; readonly mayWrite?: boolean };

const fake = ({ signedIn = true, mayWrite = true }: Person = {}): Given => {
  const key: AppKey = { cloud: "AzureCloud", tenantId, appId };
  const access = signedIn ? success("write" as const) : failed({ code: "graph-consent-needed", detail: "" });
  const world = aWorld({
    apps: new Map([[appKeyText(key), anApp(aCredential())]]),
    graph: { silent: access, interactive: access },
    mayWrite,
  });
  return {
    port: fakePorts(world).credentials,
    key,
    now: () => world.now,
    pass: () => (world.now = addMilliseconds(world.now, 300_000)),
  };
};

const overGraph = ({ signedIn = true, mayWrite = true }: Person = {}): Given => {
  const sim = createWorldSimulator({ scenario: "mixed-40" });
  const clock = clockOf(sim);
  const user = sim.world.users.find(({ id }) => id === sim.world.currentUserId);
  const tenant = sim.world.tenants.find(({ applications }) => applications.some((one) => !one.deleted));
  const app = tenant?.applications.find((one) => !one.deleted);
  if (user === undefined || tenant === undefined || app === undefined)
    throw new Error("the scenario has nobody or nothing to ask for");
  user.applicationAdministrator = mayWrite;
  if (!mayWrite) app.ownerIds = [];
  const signIn: SignIn = {
    granted: () => (signedIn ? "write" : null),
    token: () =>
      Promise.resolve(
        signedIn
          ? success(
              writeToken({
                aud: "https://graph.microsoft.com",
                tid: tenant.id,
                oid: user.id,
                scp: "Application.ReadWrite.All",
                exp: sim.clock.now() / 1000 + 3600,
              }),
            )
          : failed({ code: "graph-consent-needed", detail: "" }),
      ),
  };
  return {
    port: createAppCredentials({ signIn, fetch: sim.fetch, clock }),
    key: { cloud: "AzureCloud", tenantId: tenant.id.toLowerCase(), appId: app.appId.toLowerCase() },
    now: () => clock.now(),
    pass: () => sim.clock.advance(300_000),
  };
};

const marker = "ADO-SC v1 a test";
const strangerId = "00000000-0000-4000-8000-0000000000ff";
const wanted = (now: Instant, leave = true) => ({
  marker,
  until: addDays(now, days(90)),
  leave: () => leave,
});

async function credentialsOf({ port, key }: Given): Promise<readonly Credential[]> {
  const found = valueOf(await port.read({ key, withCertificates: false }));
  if (found.state !== "found") throw new Error(`the app registration is ${found.state}`);
  return found.app.credentials;
}

async function lookedUp({ port }: Given, keys: readonly AppKey[]): Promise<ReadonlyMap<string, AppLookup>> {
  const found = new Map<string, AppLookup>();
  await port.lookUp(
    keys.map((key) => ({ key, withCertificates: false })),
    (some) => some.forEach((value, text) => found.set(text, value)),
  );
  return found;
}

describe.each([
  ["the fake", fake],
  ["the adapter on the simulator", overGraph],
])("app registrations of %s", (_, given) => {
  test("are looked up by the keys that were asked for: each is answered, none other", async () => {
    const graph = given();
    const { key } = graph;
    const stranger = { ...key, appId: strangerId };
    const elsewhere: AppKey = { ...key, cloud: "AzureUSGovernment" };

    const found = await lookedUp(graph, [key, stranger, elsewhere]);

    expect([...found].map(([text, { state }]) => [text, state])).toEqual(
      expect.arrayContaining([
        [appKeyText(key), "found"],
        [appKeyText(stranger), "gone"],
        [appKeyText(elsewhere), "not-looked"],
      ]),
    );
    expect(found.size).toBe(3);
    expect(await lookedUp(graph, [stranger])).toEqual(new Map([[appKeyText(stranger), { state: "gone" }]]));
  });

  test("are not called gone where nobody could look", async () => {
    const graph = given({ signedIn: false });
    const { port, key, now } = graph;

    expect(await lookedUp(graph, [key])).toEqual(
      new Map([[appKeyText(key), { state: "not-looked", reason: "not-connected" }]]),
    );
    expect((await port.read({ key, withCertificates: false })).ok).toBe(false);
    expect((await port.issue(key, wanted(now()))).ok).toBe(false);
    expect((await port.owners(key)).ok).toBe(false);
  });

  test("show a credential that was issued, with its marker and its end; the text is in the answer alone", async () => {
    const graph = given();
    const before = await credentialsOf(graph);
    const asked = wanted(graph.now());

    const issued = valueOf(await graph.port.issue(graph.key, asked));
    graph.pass();

    const after = await credentialsOf(graph);
    expect(after).toHaveLength(before.length + 1);
    expect(after.find(({ keyId }) => keyId === issued.keyId)).toMatchObject({
      displayName: marker,
      until: asked.until,
      kind: "secret",
      hint: issued.secret.reveal().slice(0, 3),
    });
    expect(issued.until).toBe(asked.until);
    expect(JSON.stringify(after)).not.toContain(issued.secret.reveal());
  });

  test("issue a credential of its own each time: it cannot be repeated without another", async () => {
    const graph = given();
    const before = await credentialsOf(graph);

    const first = valueOf(await graph.port.issue(graph.key, wanted(graph.now())));
    const second = valueOf(await graph.port.issue(graph.key, wanted(graph.now())));
    graph.pass();

    expect(first.keyId).not.toBe(second.keyId);
    expect(first.secret.reveal()).not.toBe(second.secret.reveal());
    expect(await credentialsOf(graph)).toHaveLength(before.length + 2);
  });

  test("get no credential that was kept back in the last moment", async () => {
    const graph = given();
    const before = await credentialsOf(graph);

    const kept = await graph.port.issue(graph.key, wanted(graph.now(), false));
    graph.pass();

    expect(kept).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(await credentialsOf(graph)).toEqual(before);
  });

  test("lose a credential once, and say then that it is absent; the others stay", async () => {
    const graph = given();
    const before = await credentialsOf(graph);
    const { keyId, objectId } = valueOf(await graph.port.issue(graph.key, wanted(graph.now())));
    graph.pass();

    expect(await graph.port.remove(graph.key, objectId, keyId)).toEqual({ ok: true, value: "removed" });
    graph.pass();

    expect(await graph.port.remove(graph.key, objectId, keyId)).toEqual({ ok: true, value: "absent" });
    expect(await credentialsOf(graph)).toEqual(before);
  });

  test("refuse who has no right on them, and nothing changes", async () => {
    const graph = given({ mayWrite: false });
    const before = await credentialsOf(graph);
    const federation = { name: "ado", issuer: "https://vstoken.dev.azure.com/1", subject: "sc://a/b/c" };

    const answers = [
      await graph.port.issue(graph.key, wanted(graph.now())),
      await graph.port.addFederatedCredential(graph.key, federation),
    ];
    graph.pass();

    expect(answers.map((one) => (one.ok ? "done" : one.failure.code))).toEqual([
      "no-right-on-app",
      "no-right-on-app",
    ]);
    expect(await credentialsOf(graph)).toEqual(before);
  });

  test("that are not there get no credential, and have no registration and no owners", async () => {
    const { port, key, now } = given();
    const stranger = { ...key, appId: strangerId };

    const answers = [
      await port.issue(stranger, wanted(now())),
      await port.remove(stranger, strangerId, strangerId),
      await port.registration(stranger),
      await port.owners(stranger),
    ];

    expect(answers.map((one) => (one.ok ? "done" : one.failure.code))).toEqual(
      answers.map(() => "app-not-found"),
    );
  });

  test("of another cloud are not asked for at all", async () => {
    const { port, key, now } = given();
    const elsewhere: AppKey = { ...key, cloud: "AzureUSGovernment" };

    const answers = [
      await port.read({ key: elsewhere, withCertificates: false }),
      await port.issue(elsewhere, wanted(now())),
      await port.owners(elsewhere),
    ];

    expect(answers).toEqual(answers.map(() => ({ ok: false, failure: { code: "graph-cloud-unsupported" } })));
  });

  test("take a federated credential once, and say then that it exists", async () => {
    const { port, key } = given();
    const credential = { name: "ado", issuer: "https://vstoken.dev.azure.com/1", subject: "sc://a/b/c" };

    expect(await port.addFederatedCredential(key, credential)).toEqual({ ok: true, value: "added" });
    expect(await port.addFederatedCredential(key, credential)).toEqual({ ok: true, value: "exists" });
    expect(
      await port.addFederatedCredential(key, { ...credential, name: "b", subject: "sc://a/b/d" }),
    ).toEqual({
      ok: true,
      value: "added",
    });
  });
});
