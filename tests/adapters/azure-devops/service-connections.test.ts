import { simulatedDevOps } from "../support/simulated";
import { valueOf } from "../support/value-of";
import { lostShares } from "../../../src/domain/service-connection";
import { Secret } from "../../../src/domain/secret";
import { refOf, type ServiceConnection } from "../../../src/domain/service-connection";

type Simulated = ReturnType<typeof simulatedDevOps>;

async function connectionsOf({ port, project }: Simulated): Promise<readonly ServiceConnection[]> {
  return valueOf(await port.list(project)).connections;
}

async function aConnectionOf(simulated: Simulated, kind: ServiceConnection["kind"]) {
  const found = (await connectionsOf(simulated)).find(
    (one) => one.kind === kind && one.type === "azurerm" && one.state === "ready" && !one.incomplete,
  );
  if (found === undefined) throw new Error(`no ${kind} connection in the scenario`);
  return found;
}

const lastPut = ({ simulator }: Simulated) =>
  simulator.traffic.requests.filter((request) => request.method === "PUT").at(-1);

describe("listing", () => {
  it("shows every connection of the project in one call, failed ones included", async () => {
    const simulated = simulatedDevOps();

    const connections = await connectionsOf(simulated);

    const calls = simulated.simulator.traffic.requests;
    expect(connections.length).toBe(
      simulated.simulator.world.endpoints.filter((one) =>
        one.references.some((reference) => reference.projectId === simulated.project.id),
      ).length,
    );
    expect(calls).toHaveLength(1);
    expect(calls[0]?.query["includeFailed"]).toBe("true");
    expect(calls[0]?.headers["accept"]).toContain("excludeUrls=true;enumsAsNumbers=true;msDateFormat=true");
  });

  it("tells the kinds of connections apart", async () => {
    const kinds = new Set((await connectionsOf(simulatedDevOps())).map((one) => one.kind));

    expect([...kinds].sort()).toEqual(
      expect.arrayContaining(["automatic", "certificate", "federated", "manual", "other"]),
    );
  });

  it("pages through all projects", async () => {
    const { port, simulator } = simulatedDevOps();

    const projects = valueOf(await port.projects());

    expect(projects.map((one) => one.id).sort()).toEqual(
      simulator.world.projects.map((one) => one.id).sort(),
    );
  });

  it("answers not-found for an id nobody knows", async () => {
    const { port, project } = simulatedDevOps();

    const result = await port.read({ id: "00000000-0000-4000-8000-0000000000ff", project });

    expect(result).toMatchObject({ ok: false, failure: { code: "not-found" } });
  });
});

describe("saving", () => {
  it("echoes the whole connection with the new secret and the description in both places", async () => {
    const simulated = simulatedDevOps();
    const connection = await aConnectionOf(simulated, "manual");

    const saved = valueOf(
      await simulated.port.save({
        ref: refOf(connection),
        expectedModifiedAt: connection.modifiedAt,
        inputs: new Map([["serviceprincipalkey", new Secret("new~secret-value-0123456789")]]),
        describe: (current) => `${current} [secret 1a2b3c4d expires 2027-05-22]`,
        takeOver: false,
        leave: () => true,
      }),
    );

    const body = JSON.parse(lastPut(simulated)?.body ?? "{}") as {
      description: string;
      authorization: { parameters: Record<string, unknown> };
      serviceEndpointProjectReferences: { projectReference: { id: string }; description: string }[];
    };
    const parameters = body.authorization.parameters;
    const keyName = Object.keys(parameters).find((key) => key.toLowerCase() === "serviceprincipalkey");
    expect(parameters[keyName ?? ""]).toBe("new~secret-value-0123456789");
    expect(Object.keys(parameters).map((key) => key.toLowerCase())).not.toContain("accesstoken");
    expect(Object.values(parameters)).not.toContain("");
    expect(body.description).toContain("[secret 1a2b3c4d expires 2027-05-22]");
    expect(body.serviceEndpointProjectReferences).toHaveLength(connection.shares.length);
    expect(
      body.serviceEndpointProjectReferences.find((one) => one.projectReference.id === simulated.project.id)
        ?.description,
    ).toBe(body.description);
    expect(saved.description).toContain("[secret 1a2b3c4d");
    expect(lostShares(connection.shares, saved.shares)).toEqual([]);
  });

  it("writes nothing where somebody edited the connection meanwhile", async () => {
    const simulated = simulatedDevOps();
    const connection = await aConnectionOf(simulated, "manual");

    const result = await simulated.port.save({
      ref: refOf(connection),
      expectedModifiedAt: null === connection.modifiedAt ? null : ((connection.modifiedAt - 1) as never),
      inputs: null,
      describe: (current) => current,
      takeOver: false,
      leave: () => true,
    });

    expect(result).toMatchObject({ ok: false, failure: { code: "changed-meanwhile" } });
    expect(lastPut(simulated)).toBeUndefined();
  });

  it("is sent once although its reply is lost", async () => {
    const simulated = simulatedDevOps();
    const connection = await aConnectionOf(simulated, "manual");
    simulated.simulator.faults.add({ match: { method: "PUT" }, effect: { kind: "drop-after" } });

    const result = await simulated.port.save({
      ref: refOf(connection),
      expectedModifiedAt: null,
      inputs: null,
      describe: () => "changed",
      takeOver: false,
      leave: () => true,
    });

    expect(result).toEqual({ ok: false, failure: { code: "network", system: "azure-devops" } });
    expect(simulated.simulator.traffic.requests.filter((one) => one.method === "PUT")).toHaveLength(1);
  });

  it("makes an automatic connection manual on request", async () => {
    const simulated = simulatedDevOps();
    const connection = await aConnectionOf(simulated, "automatic");

    const saved = await simulated.port.save({
      ref: refOf(connection),
      expectedModifiedAt: null,
      inputs: new Map([["serviceprincipalkey", new Secret("taken~over-secret-0123456789")]]),
      describe: (current) => current,
      takeOver: true,
      leave: () => true,
    });

    expect(valueOf(saved).kind).toBe("manual");
  });
});

describe("testing", () => {
  it("asks for what is stored by id alone", async () => {
    const simulated = simulatedDevOps();
    const connection = await aConnectionOf(simulated, "manual");

    const answer = await simulated.port.test(refOf(connection));

    const request = simulated.simulator.traffic.requests.at(-1);
    expect(["passed", "refused"]).toContain(answer.kind);
    expect(JSON.parse(request?.body ?? "{}")).toEqual({
      dataSourceDetails: { dataSourceName: "TestConnection", parameters: null },
    });
  });

  it("refuses a wrong value inside a 200, without repeating the value", async () => {
    const simulated = simulatedDevOps();
    const connection = await aConnectionOf(simulated, "manual");
    const wrong = "deliberately-wrong-value-000";

    const answer = await simulated.port.testCandidate(
      refOf(connection),
      new Map([["serviceprincipalkey", new Secret(wrong)]]),
    );

    expect(answer).toMatchObject({ kind: "refused" });
    expect(JSON.stringify(answer)).not.toContain(wrong);
    expect(simulated.simulator.traffic.requests.every((one) => one.method !== "PUT")).toBe(true);
  });
});

describe("trouble on the way", () => {
  it.each([
    [{ kind: "html-sign-in" } as const, "sign-in-required"],
    [{ kind: "unauthorized" } as const, "sign-in-required"],
    [{ kind: "host-authorization-not-found" } as const, "extension-not-authorized"],
    [{ kind: "circuit-breaker" } as const, "unavailable"],
    [{ kind: "throttle", retryAfter: 2 } as const, "throttled"],
    [{ kind: "drop-before" } as const, "network"],
    [{ kind: "malformed-json" } as const, "unexpected-answer"],
  ])("says what %j means", async (effect, code) => {
    const { simulator, port, project } = simulatedDevOps();
    simulator.faults.add({ match: {}, effect });

    const result = await port.list(project);

    expect(result).toMatchObject({ ok: false, failure: { code } });
  });

  it("passes over two throttle answers and waits as long as they ask", async () => {
    const { simulator, port, project } = simulatedDevOps();
    simulator.faults.add({ match: { times: 2 }, effect: { kind: "throttle", retryAfter: 7 } });
    const start = simulator.clock.now();

    const result = await port.list(project);

    expect(result.ok).toBe(true);
    expect(simulator.traffic.requests).toHaveLength(3);
    expect(simulator.clock.now() - start).toBeGreaterThanOrEqual(14_000);
  });
});

describe("what a type says of itself", () => {
  it("names its confidential inputs and their place", async () => {
    const { port } = simulatedDevOps();

    const types = valueOf(await port.types());

    const azure = types.find((one) => one.type.toLowerCase() === "azurerm");
    expect(azure?.testable).toBe(true);
    expect(types.flatMap((one) => one.schemes).flatMap((one) => one.confidential).length).toBeGreaterThan(3);
  });
});

it("reads history, managers and administrators of a connection", async () => {
  const simulated = simulatedDevOps();
  const ref = refOf(await aConnectionOf(simulated, "manual"));

  expect((await simulated.port.pastUses(ref)).ok).toBe(true);
  expect(valueOf(await simulated.port.mayManage(ref))).toBe(true);
  const administrators = await simulated.port.administrators(ref);
  expect(administrators.project?.length).toBeGreaterThan(0);
  expect(administrators.organization?.length).toBeGreaterThan(0);
});

it("reads who holds a role on all connections of a project (A81)", async () => {
  const { port, project } = simulatedDevOps();

  const roles = valueOf(await port.roles(project));

  expect(roles).toContainEqual({ name: "Alice Adminson", role: "Administrator" });
});
