import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startSimulator } from "../../simulator/simulator";
import type { Simulator } from "../../simulator/simulator";
import { smallExtension, tokenRequest } from "../support/simulator";

const page = (targets: string): string =>
  `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="connect-src ${targets}; base-uri 'none'"><title>hub</title>`;

describe("the simulator on its five origins", () => {
  let directory: string;
  let simulator: Simulator;

  beforeAll(async () => {
    directory = await smallExtension();
    await writeFile(join(directory, "dist", "hub.html"), page("https://dev.azure.com"));
    simulator = await startSimulator({
      extensionDir: directory,
      hostPagesDir: join(directory, "pages"),
      scenario: "graph-consented",
    });
  });
  beforeEach(() => {
    simulator.reset("graph-consented");
  });
  afterAll(async () => {
    await simulator.close();
    await rm(directory, { recursive: true });
  });

  const control = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${simulator.origins.host}/_sim/${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  };
  const list = (headers: Record<string, string> = {}) =>
    fetch(`${simulator.origins.rest}/contoso/Fabrikam/_apis/serviceendpoint/endpoints`, {
      headers: { Authorization: `Bearer ${simulator.accessToken()}`, ...headers },
    });

  test("assets come from another origin of the host's site, where a frame may have a service worker", async () => {
    expect(new URL(simulator.origins.assets).hostname).toBe(new URL(simulator.origins.host).hostname);
    expect(new Set(Object.values(simulator.origins)).size).toBe(5);
    const page = await fetch(`${simulator.origins.assets}/dist/hub.html`);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  test("the hub's page is the package's, with the simulated systems beside the hosts that its policy names", async () => {
    const served = await (await fetch(`${simulator.origins.assets}/dist/hub.html`)).text();
    const { rest, graph } = simulator.origins;

    expect(served).toBe(page(`https://dev.azure.com ${rest} ${graph}`));
  });

  test("the service worker is served beside the package, a path out of it is not", async () => {
    expect((await fetch(`${simulator.origins.assets}/sim-sw.js`)).status).toBe(200);
    expect((await fetch(`${simulator.origins.assets}/..%2f..%2fetc%2fpasswd`)).status).toBe(404);
    expect((await fetch(`${simulator.origins.assets}/dist/missing.js`)).status).toBe(404);
  });

  test("the hub's address is formed as in Azure DevOps and answers with the host page (P23)", async () => {
    const url = simulator.hubUrl({ theme: "dark", naa: false, query: { resourceId: "x" } });

    expect(url).toBe(
      `${simulator.origins.host}/contoso/Fabrikam/_settings/contoso.renewal.project-hub?theme=dark&naa=off&resourceId=x`,
    );
    expect(await (await fetch(url)).text()).toContain("<title>host</title>");
    expect(await (await fetch(simulator.origins.host)).text()).toContain("<title>index</title>");
    expect(simulator.hubUrl({ hub: "organization" })).toBe(
      `${simulator.origins.host}/contoso/_settings/contoso.renewal.organization-hub`,
    );
  });

  test("only the extension's origin may read answers, and no extra headers (Q12)", async () => {
    const preflight = await fetch(`${simulator.origins.rest}/contoso/_apis/projects`, {
      method: "OPTIONS",
      headers: {
        Origin: simulator.origins.assets,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization,x-tfs-fedauthredirect",
      },
    });
    const own = await list({ Origin: simulator.origins.assets });
    const foreign = await list({ Origin: "http://evil.example" });

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization,x-tfs-fedauthredirect");
    expect(own.headers.get("access-control-allow-origin")).toBe(simulator.origins.assets);
    expect(own.headers.get("access-control-expose-headers")).toBe(
      "ActivityId, X-TFS-Session, X-MS-ContinuationToken, X-VSS-GlobalMessage, ETag, Request-Context",
    );
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("of Microsoft Graph's answers a browser may read Retry-After and WWW-Authenticate (E5)", async () => {
    const answer = await fetch(`${simulator.origins.graph}/v1.0/applications`, {
      headers: { Origin: simulator.origins.assets },
    });

    expect(answer.headers.get("access-control-expose-headers")).toBe("Retry-After, WWW-Authenticate");
  });

  test("a dropped connection reaches the caller as a failed fetch", async () => {
    await control("POST", "faults", {
      match: { service: "ado", path: "/endpoints$/" },
      effect: { kind: "drop-before" },
    });

    await expect(list()).rejects.toThrow("fetch failed");
    expect((await control("GET", "faults")).json).toHaveLength(1);
    await control("DELETE", "faults");
    expect((await list()).status).toBe(200);
  });

  test("a request held at the data service takes effect only if its caller is still there", async () => {
    const create = (id: string, signal?: AbortSignal) =>
      fetch(`${simulator.origins.host}/_sim/extension-data`, {
        method: "POST",
        body: JSON.stringify({ operation: "createDocument", args: ["journal", { id }] }),
        ...(signal === undefined ? {} : { signal }),
      });
    const heldOnes = async (count: number): Promise<void> => {
      while (simulator.barrier.list().length !== count)
        await new Promise((resolve) => setTimeout(resolve, 1));
    };
    simulator.faults.add({ match: { body: '"left"' }, effect: { kind: "hold", until: "effect" } });
    simulator.faults.add({ match: { body: '"kept"' }, effect: { kind: "hold", until: "reply" } });
    const leaving = new AbortController();
    const left = create("left", leaving.signal);
    const kept = create("kept");
    await heldOnes(2);

    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: "AbortError" });
    await heldOnes(1);
    simulator.faults.clear();
    simulator.barrier.release();

    expect((await kept).status).toBe(200);
    expect((await create("kept")).status).toBe(409);
    expect((await create("left")).status).toBe(200);
  });

  test("bootstrap tells the host page all it needs (P53, P65)", async () => {
    const { json } = await control("GET", "bootstrap?hub=project&project=fabrikam");

    expect(json).toMatchObject({
      contributionId: "contoso.renewal.project-hub",
      hubUri: `${simulator.origins.assets}/dist/hub.html`,
      project: { name: "Fabrikam" },
      user: { displayName: "Alice Adminson" },
      restUrl: `${simulator.origins.rest}/contoso/`,
      resourceAreas: { "efc2f575-36ef-48e9-b672-0c6fb4a48ac5": `${simulator.origins.rest}/vsrm/contoso/` },
    });
  });

  test("the clock, the scenario and the switches can be set from the page", async () => {
    const before = simulator.clock.now();
    await control("POST", "clock", { advance: 3_600_000 });
    const passed = simulator.clock.now() - before;
    const unknown = await control("POST", "world/switches", { nonsense: true });
    await control("POST", "world/switches", {
      popup: "cancel",
      consent: "none",
      propagation: { usableAfterMs: 9 },
    });
    const tenant = simulator.world.tenants[0];

    expect(passed).toBeGreaterThanOrEqual(3_600_000);
    expect(unknown.status).toBe(400);
    expect([simulator.world.switches.popup, tenant?.consent, tenant?.propagation.usableAfterMs]).toEqual([
      "cancel",
      "none",
      9,
    ]);
    await control("POST", "reset", { scenario: "empty-project" });
    expect(simulator.world.scenario).toBe("empty-project");
  });

  test("a person can create a secret in the portal, and it signs in", async () => {
    const connection = simulator.world.endpoints[0];
    const appId = connection?.authorization.parameters["serviceprincipalid"] ?? "";

    const created = await control("POST", `portal/app/${appId}/secret`, {
      displayName: "by hand",
      endDateTime: "2027-05-24T00:00:00Z",
    });
    const listed = await control("GET", `portal/app/${appId}`);
    const value = String(created.json["value"]);

    expect(created.status).toBe(201);
    expect(simulator.world.tenants[0]?.applications[0]?.passwordCredentials.at(-1)?.secretText).toBe(value);
    expect(JSON.stringify(listed.json)).not.toContain(value);
    expect(simulator.traffic.requests.map((one) => one.service)).toEqual(["portal", "portal"]);
  });

  test("the bridge answers in text, is recorded, and can fail", async () => {
    const request = tokenRequest(
      simulator.world.entraClientId,
      "Application.Read.All",
      simulator.world.tenants[0]?.id ?? "",
      false,
    );

    const answer = await control("POST", "naa", request);
    await control("POST", "faults", {
      match: { service: "naa" },
      effect: { kind: "status", status: 500, body: "{}" },
    });
    const failed = await control("POST", "naa", request);

    expect(answer.json).toMatchObject({ success: true, token: { scope: "Application.Read.All" } });
    expect(failed.status).toBe(500);
    expect(simulator.traffic.requests.map((one) => one.service)).toEqual(["naa", "naa"]);
  });

  test("extension data goes through the host, refusals with their status", async () => {
    const created = await control("POST", "extension-data", {
      operation: "createDocument",
      args: ["journal", { id: "a" }],
    });
    const missing = await control("POST", "extension-data", {
      operation: "getDocument",
      args: ["journal", "b"],
    });

    expect(created.json).toEqual({ result: { id: "a", __etag: 1 } });
    expect(missing).toMatchObject({
      status: 404,
      json: { error: { serverError: { typeKey: "DocumentDoesNotExistException" } } },
    });
  });
});
