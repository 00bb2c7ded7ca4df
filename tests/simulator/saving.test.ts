import { entraSubject } from "../../simulator/azure-devops/endpoint-shape";
import { rest } from "../support/simulator";
import type { Rest } from "../support/simulator";

interface Wire {
  [member: string]: unknown;
  description: string;
  data: Record<string, string>;
  authorization: { scheme: string; parameters: Record<string, string | null> };
  serviceEndpointProjectReferences: {
    name: string;
    description: string;
    projectReference: { id: string; name: string };
  }[];
}

const pathOf = (self: Rest, name: string): string =>
  `${self.project}/_apis/serviceendpoint/endpoints/${self.endpoint(name).id}`;

async function readWire(self: Rest, name: string): Promise<Wire> {
  return (await self.ado("GET", pathOf(self, name))).json as Wire;
}

const put = (self: Rest, name: string, body: unknown, operation = "") =>
  self.ado("PUT", `_apis/serviceendpoint/endpoints/${self.endpoint(name).id}${operation}`, body);

describe("saving a manual connection", () => {
  test.each([
    ["a new text overwrites", { serviceprincipalkey: "a-new-secret" }, "a-new-secret"],
    ["an empty text overwrites with nothing (A51)", { serviceprincipalkey: "" }, ""],
    ["the text null is stored as it is (A52)", { serviceprincipalkey: "null" }, "null"],
    ["null keeps (A50)", { serviceprincipalkey: null }, "old"],
    ["an absent one is lost (E3)", {}, undefined],
  ])("%s", async (_name, sent, kept) => {
    const self = rest("graph-consented");
    const connection = self.endpoint("shop-production");
    connection.secrets = { serviceprincipalkey: "old" };
    const wire = await readWire(self, "shop-production");
    const { serviceprincipalkey: _none, ...parameters } = wire.authorization.parameters;
    wire.authorization.parameters = { ...parameters, ...sent };

    const answer = await put(self, "shop-production", wire);

    expect(answer.status).toBe(200);
    if (kept !== undefined) expect(answer.text).toContain('"serviceprincipalkey":null');
    expect(connection.secrets).toEqual(kept === undefined ? {} : { serviceprincipalkey: kept });
  });

  test("a member of data that the type does not declare is refused, and nothing is saved (E10)", async () => {
    const self = rest("graph-consented");
    const wire = await readWire(self, "shop-production");
    const answer = await put(self, "shop-production", {
      ...wire,
      description: "changed",
      data: { ...wire.data, renewalNote: "x" },
    });

    expect([answer.status, (answer.json as { message: string }).message]).toEqual([
      400,
      "Following fields in the service connection are not expected: renewalNote.",
    ]);
    expect((await readWire(self, "shop-production")).description).toBe(wire.description);
  });

  test("a save moves modificationDate and names who did it (A10)", async () => {
    const self = rest("graph-consented");
    const before = self.endpoint("shop-production").modificationDate;

    const answer = await put(self, "shop-production", await readWire(self, "shop-production"));

    expect(self.endpoint("shop-production").modificationDate).toBeGreaterThan(before);
    expect(answer.json).toMatchObject({ modifiedBy: { displayName: "Alice Adminson" } });
  });

  test.each(["top", "reference"])("a description written at the %s is kept (A11)", async (place) => {
    const self = rest("graph-consented");
    const wire = await readWire(self, "shop-production");
    if (place === "top") wire.description = "new text";
    else for (const one of wire.serviceEndpointProjectReferences) one.description = "new text";

    await put(self, "shop-production", wire);

    expect((await readWire(self, "shop-production")).description).toBe("new text");
  });

  test("odd casing is kept and the secret found under it (A5)", async () => {
    const self = rest("mixed-40");
    const wire = await readWire(self, "odd-casing");
    wire.authorization.parameters["servicePrincipalKey"] = "renewed";

    await put(self, "odd-casing", wire);

    expect(self.endpoint("odd-casing").secrets).toEqual({ servicePrincipalKey: "renewed" });
  });

  test("without authorization it is refused (A91)", async () => {
    const self = rest("graph-consented");

    const answer = await put(self, "shop-production", { name: "x" });

    expect(answer).toMatchObject({
      status: 400,
      json: {
        typeKey: "ServiceEndpointException",
        message: "Service Connection Authorization cannot be null.",
        eventId: 3000,
      },
    });
  });

  test("references are only ever added; another name in a shared one is an internal error (A48)", async () => {
    const self = rest("mixed-40");
    const wire = await readWire(self, "shared-with-tailspin");
    const [first, second] = wire.serviceEndpointProjectReferences;

    await put(self, "shared-with-tailspin", { ...wire, serviceEndpointProjectReferences: [first] });
    const renamed = await put(self, "shared-with-tailspin", {
      ...wire,
      serviceEndpointProjectReferences: [first, { ...second, name: "another" }],
    });

    expect(self.endpoint("shared-with-tailspin").references).toHaveLength(2);
    expect(renamed.status).toBe(500);
    expect(renamed.text).toContain("TF400898");
  });

  test("a name taken in the project is refused (A93)", async () => {
    const self = rest("graph-consented");
    const wire = await readWire(self, "shop-production");
    const references = wire.serviceEndpointProjectReferences.map((one) => ({ ...one, name: "shop-staging" }));

    const answer = await put(self, "shop-production", {
      ...wire,
      name: "shop-staging",
      serviceEndpointProjectReferences: references,
    });

    expect(answer).toMatchObject({ status: 500, json: { typeKey: "DuplicateServiceConnectionException" } });
  });

  test("project level may describe but not change the credential (A83)", async () => {
    const self = rest("graph-consented");
    for (const user of self.simulator.world.users)
      user.defaultRight = { project: "manage", organization: "none" };
    const wire = await readWire(self, "shop-production");

    const described = await put(self, "shop-production", { ...wire, description: "only words" });
    wire.authorization.parameters["serviceprincipalkey"] = "new";
    const changed = await put(self, "shop-production", wire);

    expect(described.status).toBe(200);
    expect(changed.status).toBe(403);
    expect(changed.text).toContain("You need to be an organisation/collection level Administrator");
  });
});

describe("saving an automatic connection", () => {
  const saveChanged = async (self: Rest, change: (wire: Wire) => void = () => undefined) => {
    const wire = await readWire(self, "shop-automatic");
    wire.description = `${wire.description} changed`;
    change(wire);
    return put(self, "shop-automatic", wire);
  };
  const state = async (self: Rest) =>
    (await readWire(self, "shop-automatic"))["operationStatus"] as { state: string; statusMessage: string };

  test("a change makes it InProgress, then Ready with three more months (A58, A68)", async () => {
    const self = rest("expired-automatic");
    const old = self.endpoint("shop-automatic").secrets["serviceprincipalkey"];

    await saveChanged(self);
    const during = await state(self);
    self.simulator.clock.advance(10_000);
    const after = await state(self);
    self.simulator.clock.advance(10_000);

    expect([during.state, after.state]).toEqual(["InProgress", "Ready"]);
    expect(self.endpoint("shop-automatic").secrets["serviceprincipalkey"]).not.toBe(old);
    const passwords = self.simulator.world.tenants[0]?.applications[0]?.passwordCredentials ?? [];
    expect(new Date(passwords.at(-1)?.endDateTime ?? 0).toISOString().slice(0, 10)).toBe("2027-02-24");
    expect((await self.test(self.endpoint("shop-automatic"))).statusCode).toBe("ok");
  });

  test.each([
    ["removes every other secret", true, 1],
    ["keeps the others, where the world says so", false, 2],
  ])("a renewal %s (E2)", async (_, removes, left) => {
    const self = rest("expired-automatic");
    self.simulator.world.switches.automaticSaveRemoves = removes;

    await saveChanged(self);
    self.simulator.clock.advance(10_000);
    await state(self);

    const passwords = self.simulator.world.tenants[0]?.applications[0]?.passwordCredentials ?? [];
    expect(passwords.filter((one) => one.removedAt === null)).toHaveLength(left);
  });

  test("a save that changes nothing renews nothing, unless the world says so (Q1)", async () => {
    const self = rest("expired-automatic");

    await put(self, "shop-automatic", await readWire(self, "shop-automatic"));
    const untouched = (await state(self)).state;
    self.simulator.world.switches.unchangedSaveRenews = true;
    await put(self, "shop-automatic", await readWire(self, "shop-automatic"));

    expect([untouched, (await state(self)).state]).toEqual(["Ready", "InProgress"]);
  });

  test("it can fail for lack of rights in Entra (A72)", async () => {
    const self = rest("automatic-save-fails");

    await saveChanged(self);
    self.simulator.clock.advance(10_000);
    const after = await state(self);

    expect(after.state).toBe("Failed");
    expect(after.statusMessage).toContain("Insufficient privileges");
  });

  test("it can say Ready and have renewed nothing", async () => {
    const self = rest("automatic-renews-nothing");

    await saveChanged(self);
    self.simulator.clock.advance(10_000);

    expect((await state(self)).state).toBe("Ready");
    expect((await self.test(self.endpoint("shop-automatic"))).errorMessage).toContain("AADSTS7000222");
  });

  test("an empty accesstoken breaks verifying (A34, A53)", async () => {
    const self = rest("expired-automatic");

    await saveChanged(self, (wire) => (wire.authorization.parameters["accesstoken"] = ""));

    expect((await self.test(self.endpoint("shop-automatic"))).errorMessage).toBe(
      "Failed to get Azure DevOps Service access token, cache value is invalid.",
    );
  });

  test("Manual with a key takes it over for good (A57)", async () => {
    const self = rest("expired-automatic");

    await saveChanged(self, (wire) => {
      Object.assign(wire.data, { creationMode: "Manual", appObjectId: "", spnObjectId: "" });
      Object.assign(wire.data, { azureSpnRoleAssignmentId: "", azureSpnPermissions: "" });
      wire.authorization.parameters["serviceprincipalkey"] = "ours";
    });

    expect(self.endpoint("shop-automatic")).toMatchObject({
      isReady: true,
      pending: null,
      data: { creationMode: "Manual" },
      secrets: { serviceprincipalkey: "ours" },
    });
  });

  test("Manual is refused while the connection names what Azure DevOps made for it (E1)", async () => {
    const self = rest("expired-automatic");

    const answer = await saveChanged(self, (wire) => (wire.data["creationMode"] = "Manual"));

    expect(answer.status).toBe(400);
    expect(answer.text).toContain("appObjectId");
    expect(self.endpoint("shop-automatic").data["creationMode"]).toBe("Automatic");
  });

  test("a key for one that stays automatic does nothing (A57)", async () => {
    const self = rest("automatic-renews-nothing");
    const old = self.endpoint("shop-automatic").secrets["serviceprincipalkey"];

    await saveChanged(self, (wire) => (wire.authorization.parameters["serviceprincipalkey"] = "ours"));

    expect(self.endpoint("shop-automatic").secrets["serviceprincipalkey"]).toBe(old);
  });
});

describe("converting to workload identity federation", () => {
  const operation = "?operation=ConvertAuthenticationScheme&api-version=7.1";
  const scheme = async (self: Rest, name: string, wanted: string) => {
    const wire = await readWire(self, name);
    return { ...wire, authorization: { ...wire.authorization, scheme: wanted } };
  };

  test("an automatic one converts, verifies and can be reverted for seven days (W24, W35)", async () => {
    const self = rest("expired-automatic");
    const name = "shop-automatic";

    await put(self, name, await scheme(self, name, "WorkloadIdentityFederation"), operation);
    self.simulator.clock.advance(10_000);
    const converted = await readWire(self, name);
    const works = await self.test(self.endpoint(name));
    await put(self, name, await scheme(self, name, "ServicePrincipal"), operation);
    self.simulator.clock.advance(10_000);
    const reverted = await readWire(self, name);

    expect(converted.authorization.scheme).toBe("WorkloadIdentityFederation");
    expect(converted.authorization.parameters["workloadIdentityFederationSubject"]).toMatch(
      /^\/eid1\/c\/pub\/t\/v4j5chEKLUyOPx1KW2x9jg\/a\/rISbSSETf0KqFyZ8ppdXmA\/sc\//,
    );
    expect(works.statusCode).toBe("ok");
    expect(reverted.authorization.scheme).toBe("ServicePrincipal");
  });

  test("the subject encodes Azure DevOps' own id as documented (W28)", () => {
    const subject = entraSubject("499b84ac-1321-427f-aa17-267ca6975798", "organization", "connection");

    expect(subject).toBe(
      "/eid1/c/pub/t/rISbSSETf0KqFyZ8ppdXmA/a/rISbSSETf0KqFyZ8ppdXmA/sc/organization/connection",
    );
  });

  test("the minimal body is enough (W22)", async () => {
    const self = rest("expired-automatic");
    const { id, serviceEndpointProjectReferences } = (await readWire(self, "shop-automatic")) as Wire & {
      id: string;
    };

    const answer = await put(
      self,
      "shop-automatic",
      {
        id,
        type: "azurerm",
        authorization: { scheme: "WorkloadIdentityFederation" },
        serviceEndpointProjectReferences,
      },
      operation,
    );

    expect(answer.json).toMatchObject({ operationStatus: { state: "InProgress" } });
  });

  test("a manual one needs its federated credential first (W24, W36)", async () => {
    const self = rest("graph-consented");
    const answer = await put(
      self,
      "shop-production",
      await scheme(self, "shop-production", "WorkloadIdentityFederation"),
      operation,
    );

    expect(answer).toMatchObject({ status: 400, json: { typeKey: "ArgumentException" } });
    expect(answer.text).toContain("could not be upgraded to WorkloadIdentityFederation because");
  });

  test("converting twice is refused (A75)", async () => {
    const self = rest("mixed-40");
    const name = "federated-entra-issuer";

    const answer = await put(self, name, await readWire(self, name), operation);

    expect(answer.text).toContain("is neither an upgrade or a downgrade and is not supported.");
  });
});

describe("sharing and deleting", () => {
  test("PATCH without references is refused, with them it adds (A46)", async () => {
    const self = rest("mixed-40");
    const path = `_apis/serviceendpoint/endpoints/${self.endpoint("npm-feed").id}`;
    const tailspin = self.simulator.world.projects[1];

    const refused = await self.ado("PATCH", path, { name: "x" });
    const shared = await self.ado("PATCH", path, [
      { projectReference: { id: tailspin?.id }, name: "npm-feed" },
    ]);

    expect(refused.text).toContain("Value cannot be null. Parameter name: endpointProjectReferences");
    expect(shared.status).toBe(204);
    expect(self.endpoint("npm-feed").references).toHaveLength(2);
  });

  test("DELETE takes it from the named projects only (A48)", async () => {
    const self = rest("mixed-40");
    const { id } = self.endpoint("shared-with-tailspin");
    const [fabrikam, tailspin] = self.simulator.world.projects;

    await self.ado("DELETE", `_apis/serviceendpoint/endpoints/${id}?projectIds=${fabrikam?.id ?? ""}`);
    const left = self.endpoint("shared-with-tailspin").references.map((one) => one.projectId);
    await self.ado("DELETE", `_apis/serviceendpoint/endpoints/${id}?projectIds=${tailspin?.id ?? ""}`);

    expect(left).toEqual([tailspin?.id]);
    expect(self.simulator.world.endpoints.some((one) => one.id === id)).toBe(false);
  });
});
