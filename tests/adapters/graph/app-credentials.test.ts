import { createAppCredentials } from "../../../src/adapters/graph/app-credentials";
import type { SignIn } from "../../../src/adapters/graph/sign-in";
import type { AppLookup } from "../../../src/domain/credential";
import { failed, success } from "../../../src/domain/failure";
import { addDays, days } from "../../../src/domain/instant";
import { appKeyText, type AppKey } from "../../../src/domain/service-connection";
import { createWorldSimulator } from "../../../simulator/simulator";
import { writeToken } from "../../../simulator/entra/tokens";
import { clockOf } from "../support/simulated";
import { valueOf } from "../support/value-of";

const guid = (index: number): string => `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;

function simulatedGraph() {
  const simulator = createWorldSimulator({ scenario: "mixed-40" });
  const clock = clockOf(simulator);
  const signIn: SignIn = {
    granted: () => "write",
    token: ({ tenantId }) =>
      Promise.resolve(
        success(
          writeToken({
            aud: "https://graph.microsoft.com",
            tid: tenantId,
            oid: simulator.world.currentUserId,
            scp: "Application.ReadWrite.All",
            exp: simulator.clock.now() / 1000 + 3600,
          }),
        ),
      ),
  };
  const port = createAppCredentials({ signIn, fetch: simulator.fetch, clock });
  const tenant = simulator.world.tenants.find((one) => one.applications.some((app) => !app.deleted));
  const app = tenant?.applications.find((one) => !one.deleted);
  if (tenant === undefined || app === undefined) throw new Error("the scenario has no application");
  const user = simulator.world.users.find((one) => one.id === simulator.world.currentUserId);
  if (user !== undefined) user.applicationAdministrator = true;
  const key: AppKey = {
    cloud: "AzureCloud",
    tenantId: tenant.id.toLowerCase(),
    appId: app.appId.toLowerCase(),
  };
  return { simulator, port, key, tenant, app, clock };
}

/** A Graph that knows every application it is asked for. */
const generousFetch = (count: { posts: number; parts: number }): typeof fetch =>
  ((_: string, init: { body: string }) => {
    count.posts += 1;
    const { requests } = JSON.parse(init.body) as { requests: { id: string; url: string }[] };
    count.parts += requests.length;
    const responses = requests.map(({ id, url }) => ({
      id,
      status: 200,
      body: {
        value: Array.from(decodeURIComponent(url).matchAll(/'([^']+)'/g), ([, appId]) => ({
          id: appId,
          appId,
          displayName: appId,
          passwordCredentials: [],
        })),
      },
    }));
    return Promise.resolve(new Response(JSON.stringify({ responses })));
  }) as unknown as typeof fetch;

describe("looking up", () => {
  it("takes 34 requests for 10,000 distinct app registrations", async () => {
    const { clock } = simulatedGraph();
    const count = { posts: 0, parts: 0 };
    const signIn: SignIn = { granted: () => "read", token: () => Promise.resolve(success("t")) };
    const port = createAppCredentials({ signIn, fetch: generousFetch(count), clock });
    const requests = Array.from({ length: 20_000 }, (_, index) => ({
      key: { cloud: "AzureCloud" as const, tenantId: guid(1), appId: guid((index % 10_000) + 10) },
      withCertificates: index % 50 === 0,
    }));
    const found = new Map<string, AppLookup>();

    const result = await port.lookUp(requests, (some) => some.forEach((value, key) => found.set(key, value)));

    expect(valueOf(result).requests).toBe(34);
    expect(count.posts).toBe(34);
    expect(found.size).toBe(10_000);
    expect([...found.values()].every((one) => one.state === "found")).toBe(true);
  });

  it("tells an application from one that is gone, and leaves no key out", async () => {
    const { port, key } = simulatedGraph();
    const stranger = { ...key, appId: guid(4711) };
    const german = { ...key, cloud: "AzureUSGovernment" as const };
    const found = new Map<string, AppLookup>();

    await port.lookUp(
      [key, stranger, german].map((one) => ({ key: one, withCertificates: false })),
      (some) => some.forEach((value, text) => found.set(text, value)),
    );

    expect(found.get(appKeyText(key))?.state).toBe("found");
    expect(found.get(appKeyText(stranger))).toEqual({ state: "gone" });
    expect(found.get(appKeyText(german))).toEqual({ state: "not-looked", reason: "cloud-unsupported" });
  });

  it("asks nothing of Graph where there is no token, and says why for each key", async () => {
    const { simulator, key, clock } = simulatedGraph();
    const signIn: SignIn = {
      granted: () => null,
      token: () => Promise.resolve(failed({ code: "graph-consent-needed", detail: "" })),
    };
    const port = createAppCredentials({ signIn, fetch: simulator.fetch, clock });
    const found = new Map<string, AppLookup>();

    await port.lookUp([{ key, withCertificates: false }], (some) =>
      some.forEach((value, text) => found.set(text, value)),
    );

    expect(found.get(appKeyText(key))).toEqual({ state: "not-looked", reason: "not-connected" });
    expect(simulator.traffic.requests).toEqual([]);
  });
});

describe("writing", () => {
  it("issues a credential with its marker, shows it, and removes it", async () => {
    const { simulator, port, key, clock } = simulatedGraph();
    const until = addDays(clock.now(), days(90));

    const issued = valueOf(await port.issue(key, { marker: "ADO-SC v1 test", until, leave: () => true }));

    simulator.clock.advance(120_000);
    const lookup = valueOf(await port.read({ key, withCertificates: false }));
    const shown =
      lookup.state === "found" ? lookup.app.credentials.find((one) => one.keyId === issued.keyId) : undefined;
    expect(issued.secret.reveal().length).toBeGreaterThanOrEqual(16);
    expect(shown?.displayName).toBe("ADO-SC v1 test");
    expect(await port.remove(key, issued.objectId, issued.keyId)).toEqual({ ok: true, value: "removed" });
    simulator.clock.advance(120_000);
    expect(await port.remove(key, issued.objectId, issued.keyId)).toEqual({ ok: true, value: "absent" });
  });

  it("sends addPassword once although the reply is lost", async () => {
    const { simulator, port, key, clock } = simulatedGraph();
    simulator.faults.add({ match: { path: "addPassword" }, effect: { kind: "drop-after" } });

    const result = await port.issue(key, {
      marker: "ADO-SC v1 test",
      until: addDays(clock.now(), days(90)),
      leave: () => true,
    });

    expect(result).toEqual({ ok: false, failure: { code: "network", system: "graph" } });
    expect(simulator.traffic.requests.filter((one) => one.path.includes("addPassword"))).toHaveLength(1);
  });

  it.each([
    [
      "lifetime-capped",
      (graph: ReturnType<typeof simulatedGraph>) => (graph.tenant.policy.maxLifetimeDays = 30),
    ],
    [
      "secrets-forbidden",
      (graph: ReturnType<typeof simulatedGraph>) => (graph.tenant.policy.passwordAdditionForbidden = true),
    ],
    ["app-full", (graph: ReturnType<typeof simulatedGraph>) => (graph.app.full = true)],
  ])("names the refusal %s", async (code, arrange) => {
    const graph = simulatedGraph();
    arrange(graph);

    const result = await graph.port.issue(graph.key, {
      marker: "ADO-SC v1 test",
      until: addDays(graph.clock.now(), days(90)),
      leave: () => true,
    });

    expect(result).toMatchObject({ ok: false, failure: { code } });
  });
});

describe("the service principal of an app registration (L24)", () => {
  test("is told with the application permissions that it holds, in one request", async () => {
    const { simulator, port, key, tenant, app } = simulatedGraph();
    simulator.world.appRoles[app.appId] = ["Application.Read.All"];
    simulator.traffic.clear();

    const found = await port.principal(key);

    const principal = tenant.servicePrincipals.find(({ appId }) => appId === app.appId);
    expect(valueOf(found)).toEqual({
      objectId: principal?.id,
      appRoleIds: ["9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30"],
    });
    expect(simulator.traffic.requests.filter(({ path }) => path.endsWith("$batch"))).toHaveLength(1);
  });

  test("that isn't there, or whose permissions may not be read, is no service principal without permissions", async () => {
    const { simulator, port, key } = simulatedGraph();
    const absent = await port.principal({ ...key, appId: guid(7) });
    simulator.faults.add({
      match: { path: /appRoleAssignments/ },
      effect: { kind: "status", status: 403, body: '{"error":{"code":"Authorization_RequestDenied"}}' },
    });
    const refused = await port.principal(key);

    expect([absent.ok, refused.ok]).toEqual([false, false]);
  });
});
