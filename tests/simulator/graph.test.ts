import { rest } from "../support/simulator";

const day = 86_400_000;
interface App {
  id: string;
  appId: string;
  passwordCredentials: {
    keyId: string;
    displayName: string;
    hint: string;
    secretText: null;
    endDateTime: string;
  }[];
}
const code = (answer: { json: unknown }): string => (answer.json as { error: { code: string } }).error.code;

const ids = (self: ReturnType<typeof rest>) => {
  const application = self.simulator.world.tenants[0]?.applications[0];
  if (application === undefined) throw new Error("the scenario has no application");
  return { application, appId: application.appId, id: application.id };
};
const secretUntil = (days: number) => ({
  passwordCredential: {
    displayName: "ADO-SC v1 x 1a2b3c4d",
    endDateTime: new Date(Date.parse("2026-11-24T09:00:00Z") + days * day).toISOString(),
  },
});

describe("reading app registrations", () => {
  test("both address forms give the application, never a secret's text (G1, G2)", async () => {
    const self = rest("graph-consented");
    const { appId, id } = ids(self);

    const byApp = await self.graph(
      "GET",
      `applications(appId='${appId}')?$select=id,appId,passwordCredentials`,
    );
    const byObject = await self.graph("GET", `applications/${id}`);

    expect(Object.keys(byApp.json as object).sort()).toEqual([
      "@odata.context",
      "appId",
      "id",
      "passwordCredentials",
    ]);
    expect((byObject.json as App).passwordCredentials[0]).toMatchObject({ secretText: null });
    expect(byObject.text).not.toContain(ids(self).application.passwordCredentials[0]?.secretText);
  });

  test("fifteen app ids may be in one filter, sixteen may not (G35)", async () => {
    const self = rest("bulk-25");
    const all = self.simulator.world.tenants[0]?.applications.map((one) => `'${one.appId}'`) ?? [];
    const filter = (count: number): string =>
      `applications?$select=id,appId&$filter=${encodeURIComponent(`appId in (${all.slice(0, count).join(",")})`)}`;

    const allowed = await self.graph("GET", filter(15));
    const refused = await self.graph("GET", filter(16));

    expect((allowed.json as { value: App[] }).value).toHaveLength(15);
    expect(refused.text).toContain(
      "Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: 15",
    );
  });

  test("a batch answers its parts in any order, each for itself (G33)", async () => {
    const self = rest("graph-consented");
    const { appId } = ids(self);
    self.simulator.faults.add({
      match: { service: "graph", path: "servicePrincipals" },
      effect: { kind: "throttle", retryAfter: 7 },
    });

    const answer = await self.graph("POST", "$batch", {
      requests: [
        { id: "1", method: "GET", url: `/applications(appId='${appId}')?$select=id` },
        { id: "2", method: "GET", url: `/servicePrincipals(appId='${appId}')` },
        { id: "3", method: "GET", url: "/applications(appId='00000000-0000-4000-8000-000000000000')" },
      ],
    });
    const { responses } = answer.json as {
      responses: { id: string; status: number; headers: Record<string, string> }[];
    };

    expect(answer.status).toBe(200);
    expect(responses.map((one) => [one.id, one.status])).toEqual([
      ["3", 404],
      ["2", 429],
      ["1", 200],
    ]);
    expect(responses[1]?.headers["Retry-After"]).toBe("7");
  });

  test("more than twenty parts are refused (G33)", async () => {
    const self = rest("graph-consented");
    const requests = Array.from({ length: 21 }, (_, index) => ({
      id: String(index),
      method: "GET",
      url: "/me",
    }));

    expect((await self.graph("POST", "$batch", { requests })).status).toBe(400);
  });

  test("a certificate's own bytes come only when selected on a single read (G3)", async () => {
    const self = rest("mixed-40");
    const application = self.simulator.world.tenants[0]?.applications.find(
      (one) => one.displayName === "app-certificate",
    );
    const path = `applications(appId='${application?.appId ?? ""}')`;
    const keyOf = async (query: string) =>
      ((await self.graph("GET", path + query)).json as { keyCredentials: { key: string | null }[] })
        .keyCredentials[0]?.key;

    expect(await keyOf("")).toBeNull();
    expect(await keyOf("?$select=id,keyCredentials")).toMatch(/^MII/);
  });

  test("a foreign app is not found as an application but as a service principal (G5)", async () => {
    const self = rest("mixed-40");
    const appId = self.endpoint("foreign-tenant-app").authorization.parameters["serviceprincipalid"] ?? "";

    const application = await self.graph("GET", `applications(appId='${appId}')`);
    const principal = await self.graph(
      "GET",
      `servicePrincipals(appId='${appId}')?$select=appOwnerOrganizationId`,
    );

    expect([application.status, code(application)]).toEqual([404, "Request_ResourceNotFound"]);
    expect(principal.json).toEqual({ appOwnerOrganizationId: self.simulator.world.tenants[1]?.id });
  });
});

describe("changing credentials", () => {
  test("a new secret is shown once, listed late and usable later (G2, G40, G45)", async () => {
    const self = rest("graph-consented");
    const { appId } = ids(self);
    const connection = self.endpoint("shop-production");

    const issued = (await self.graph("POST", `applications(appId='${appId}')/addPassword`, secretUntil(180)))
      .json as { secretText: string; keyId: string; hint: string };
    const listed = async () =>
      ((await self.graph("GET", `applications(appId='${appId}')`)).json as App).passwordCredentials.some(
        (one) => one.keyId === issued.keyId,
      );
    const works = async () => {
      const parameters = { ...connection.authorization.parameters, serviceprincipalkey: issued.secretText };
      return (await self.test(connection, { authorization: { scheme: "ServicePrincipal", parameters } }))
        .errorMessage;
    };
    const early = [await listed(), await works()];
    self.simulator.clock.advance(5_000);
    const late = [await listed(), await works()];

    expect(issued.hint).toBe(issued.secretText.slice(0, 3));
    expect(early).toEqual([false, expect.stringContaining("AADSTS7000215")]);
    expect(late).toEqual([true, ""]);
  });

  test("slow propagation succeeds for a moment before it holds (G41)", async () => {
    const self = rest("slow-propagation");
    const { appId } = ids(self);
    const connection = self.endpoint("shop-production");
    const issued = (await self.graph("POST", `applications(appId='${appId}')/addPassword`, secretUntil(30)))
      .json as { secretText: string };
    const parameters = { ...connection.authorization.parameters, serviceprincipalkey: issued.secretText };
    const verdicts: unknown[] = [];

    for (const wait of [5_000, 4_000, 6_000, 30_000, 2_000, 5_000]) {
      self.simulator.clock.advance(wait);
      verdicts.push(
        (await self.test(connection, { authorization: { scheme: "ServicePrincipal", parameters } }))
          .statusCode,
      );
    }

    expect(verdicts).toEqual(["badRequest", "ok", "badRequest", "ok", "badRequest", "ok"]);
  });

  test("each addPassword adds one, a repeated one too (G20)", async () => {
    const self = rest("graph-consented");
    const { application, appId } = ids(self);

    await self.graph("POST", `applications(appId='${appId}')/addPassword`, secretUntil(30));
    await self.graph("POST", `applications(appId='${appId}')/addPassword`, secretUntil(30));

    expect(application.passwordCredentials).toHaveLength(3);
  });

  test("policies refuse long lifetimes and secrets as such (G22, G23)", async () => {
    const self = rest("policy-caps-lifetime");
    const { appId } = ids(self);
    const add = (days: number) =>
      self.graph("POST", `applications(appId='${appId}')/addPassword`, secretUntil(days));

    const long = await add(180);
    const short = await add(90);
    Object.assign(self.simulator.world.tenants[0]?.policy ?? {}, { passwordAdditionForbidden: true });
    const forbidden = await add(30);

    expect([code(long), short.status, code(forbidden)]).toEqual([
      "CredentialInvalidLifetimeAsPerAppPolicy",
      200,
      "CredentialTypeNotAllowedAsPerAppPolicy",
    ]);
  });

  test("a full object and a missing right are refused (G24, G25)", async () => {
    const self = rest("graph-consented");
    const { application, appId } = ids(self);
    const add = () => self.graph("POST", `applications(appId='${appId}')/addPassword`, secretUntil(30));

    application.full = true;
    const full = await add();
    Object.assign(application, { full: false, ownerIds: [] });
    for (const user of self.simulator.world.users) user.applicationAdministrator = false;
    const denied = await add();

    expect(full.text).toContain("The size of the object has exceeded its limit");
    expect([denied.status, code(denied)]).toEqual([403, "Authorization_RequestDenied"]);
  });

  test("a token for reading cannot write (G10)", async () => {
    const self = rest("graph-consented");
    const { appId } = ids(self);
    const token = await self.graphToken("Application.Read.All");

    const answer = await self.graph("POST", `applications(appId='${appId}')/addPassword`, secretUntil(30), {
      Authorization: `Bearer ${token}`,
    });

    expect(answer.status).toBe(403);
  });

  test("removing is 204 once and then 400, and the token service forgets later (G28, G51)", async () => {
    const self = rest("graph-consented");
    const { application, id } = ids(self);
    const keyId = application.passwordCredentials[0]?.keyId ?? "";

    const first = await self.graph("POST", `applications/${id}/removePassword`, { keyId });
    const again = await self.graph("POST", `applications/${id}/removePassword`, { keyId });
    const soon = await self.test(self.endpoint("shop-production"));
    self.simulator.clock.advance(180_000);
    const later = await self.test(self.endpoint("shop-production"));

    expect([first.status, again.status]).toEqual([204, 400]);
    expect(again.text).toContain(`No password credential found with keyId ${keyId}`);
    expect([soon.statusCode, later.errorMessage]).toEqual(["ok", expect.stringContaining("AADSTS7000215")]);
  });

  test("federated credentials can be added once and removed (W31, W32)", async () => {
    const self = rest("graph-consented");
    const { id } = ids(self);
    const path = `applications/${id}/federatedIdentityCredentials`;
    const body = { name: "n", issuer: "i", subject: "s", audiences: ["api://AzureADTokenExchange"] };

    const added = await self.graph("POST", path, body);
    const twice = await self.graph("POST", path, body);
    const removed = await self.graph("DELETE", `${path}/${(added.json as { id: string }).id}`);

    expect([added.status, twice.status, removed.status]).toEqual([201, 409, 204]);
  });

  test("owners are named (G15)", async () => {
    const self = rest("graph-consented");

    const answer = await self.graph(
      "GET",
      `applications/${ids(self).id}/owners?$select=id,userPrincipalName`,
    );

    expect(answer.json).toMatchObject({ value: [{ userPrincipalName: "alice@contoso.example" }] });
  });

  test("a claims challenge ends with a token that carries the claims (G29)", async () => {
    const self = rest("graph-consented");
    self.simulator.world.switches.graphClaimsChallenge = true;

    const answer = await self.graph("GET", "me");

    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/error="insufficient_claims", claims="/);
  });
});

describe("signing in through the host (P73)", () => {
  test.each([
    ["graph-consented", false, /^ey/],
    ["graph-not-consented", false, /AADSTS65001/],
    ["graph-not-consented", true, /^ey/],
    ["graph-admin-consent", true, /AADSTS90094/],
  ])("%s, interactive %s", async (scenario, interactive, outcome) => {
    const self = rest(scenario);

    expect(await self.graphToken("Application.Read.All", { interactive })).toMatch(outcome);
  });

  test("consent given in the window lasts, for what was asked", async () => {
    const self = rest("graph-not-consented");

    await self.graphToken("Application.Read.All", { interactive: true });

    expect(await self.graphToken("Application.Read.All")).toMatch(/^ey/);
    expect(await self.graphToken("Application.ReadWrite.All")).toMatch(/AADSTS65001/);
  });

  test("the token is for the asked tenant unless the world says otherwise (U1)", async () => {
    const self = rest("graph-consented");
    const [home, foreign] = self.simulator.world.tenants;
    const tenantOf = async () => {
      const token = await self.graphToken("Application.Read.All", { tenantId: foreign?.id ?? "" });
      return (JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { tid: string })
        .tid;
    };

    const asked = await tenantOf();
    self.simulator.world.switches.naaTokenTenant = "home";
    const ignored = await tenantOf();

    expect([asked, ignored]).toEqual([foreign?.id, home?.id]);
  });

  test("another client id is unknown (G57)", async () => {
    const self = rest("graph-consented");
    self.simulator.world.entraClientId = "someone else's";
    const asked = await self.graphToken("Application.Read.All");
    self.simulator.world.entraClientId = "ours";

    expect(asked).toMatch(/^ey/);
    const { tokenRequest } = await import("../support/simulator");
    const answer = await self.simulator.naa(
      tokenRequest("theirs", "Application.Read.All", self.simulator.world.tenants[0]?.id ?? "", false),
    );
    expect(answer).toContain("AADSTS700016");
  });
});
