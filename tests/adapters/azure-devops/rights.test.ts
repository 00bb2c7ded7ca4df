import { azureDevOpsFailure } from "../../../src/adapters/http/failure-from-response";
import { refOf } from "../../../src/domain/service-connection";
import { Secret } from "../../../src/domain/secret";
import { simulatedDevOps } from "../support/simulated";
import { valueOf } from "../support/value-of";

async function firstOf(scenario: string) {
  const simulated = simulatedDevOps(scenario);
  const [connection] = valueOf(await simulated.port.list(simulated.project)).connections;
  if (connection === undefined) throw new Error("no connection in the scenario");
  const endpoint = simulated.simulator.world.endpoints.find((one) => one.id === connection.id);
  if (endpoint === undefined) throw new Error("no such endpoint");
  return { ...simulated, endpoint, ref: refOf(connection) };
}

describe("administration at the organization's level (E9)", () => {
  test.each(["administrator", "none"] as const)("is asked exactly: %s", async (organization) => {
    const { port, ref, simulator } = await firstOf("graph-consented");
    for (const user of simulator.world.users) user.defaultRight = { project: "manage", organization };

    expect(valueOf(await port.administers(ref))).toBe(organization === "administrator");
    expect(simulator.traffic.requests.at(-1)).toMatchObject({
      path: "/contoso/_apis/permissions/49b48001-ca20-4adc-8111-5b60c903a50c/2",
      query: { tokens: `endpoints/Collection/${ref.id}` },
    });
  });

  test("is unknown where the answer holds no yes or no", async () => {
    const { port, ref, simulator } = await firstOf("graph-consented");
    simulator.faults.add({
      match: { path: "/permissions/" },
      effect: {
        kind: "status",
        status: 200,
        body: '{"count":0,"value":[]}',
        headers: { "content-type": "application/json" },
      },
    });

    expect(await port.administers(ref)).toMatchObject({ ok: false, failure: { code: "unexpected-answer" } });
  });
});

describe("a refused test names the role that it needs (E8)", () => {
  test.each([
    ["User", "view"],
    ["Administrator", "use"],
  ] as const)("%s, for somebody who may %s", async (role, project) => {
    const { port, ref, simulator } = await firstOf("graph-consented");
    for (const user of simulator.world.users) user.defaultRight = { project, organization: "none" };

    const answer =
      role === "User"
        ? await port.test(ref)
        : await port.testCandidate(ref, new Map([["serviceprincipalkey", new Secret("a-new-value")]]));

    expect(answer).toMatchObject({ kind: "could-not-test", failure: { code: "not-permitted", role } });
  });
});

test("a disabled connection is told apart before values are tried (E12)", async () => {
  const { port, ref, endpoint, simulator } = await firstOf("graph-consented");
  endpoint.isDisabled = true;
  const before = simulator.traffic.requests.length;

  const answer = await port.testCandidate(ref, new Map([["serviceprincipalkey", new Secret("a-new-value")]]));

  expect(answer).toEqual({ kind: "could-not-test", failure: { code: "connection-disabled" } });
  expect(simulator.traffic.requests.slice(before).map(({ method }) => method)).toEqual(["GET"]);
});

test("a type without a test cannot be tested, and is not missing (E7)", async () => {
  const { port, project, simulator } = simulatedDevOps();
  const generic = simulator.world.endpoints.find((one) => one.type === "generic");

  expect(await port.test({ id: generic?.id ?? "", project })).toMatchObject({ kind: "not-testable" });
});

test("an error carries the activity id, for Azure DevOps' support (E4)", async () => {
  const { port, project } = simulatedDevOps();
  const answer = await port.list({ ...project, id: "00000000-0000-4000-8000-0000000000ff" });

  expect(answer).toMatchObject({ ok: false });
  const activityId = "5b1c0d2e-0000-4000-8000-00000000abcd";
  const refused = { status: 400, text: '{"message":"no"}', retryAfterMs: null, secrets: [], activityId };
  expect(azureDevOpsFailure(refused)).toMatchObject({ code: "refused", activityId });
  expect(azureDevOpsFailure({ ...refused, activityId: null })).not.toHaveProperty("activityId");
});
