import { officialAccept, rest } from "../support/simulator";

const day = 86_400_000;

describe("TestConnection through the proxy", () => {
  test("a good saved secret is a success, as a word or as a number (A2, A15)", async () => {
    const { ado, endpoint, project } = rest("graph-consented");
    const path = `${project}/_apis/serviceendpoint/endpointproxy?endpointId=${endpoint("shop-production").id}`;
    const body = { dataSourceDetails: { dataSourceName: "TestConnection" }, serviceEndpointDetails: null };

    const plain = await ado("POST", path, body);
    const official = await ado("POST", path, body, { Accept: officialAccept });

    expect(plain).toMatchObject({ status: 200, json: { statusCode: "ok", errorMessage: "" } });
    expect(official).toMatchObject({ status: 200, json: { statusCode: 200 } });
  });

  test("an expired secret fails inside a 200 with AADSTS7000222 (A19, A39)", async () => {
    const { test: verify, endpoint } = rest("mixed-40");

    const answer = await verify(endpoint("prod-expired"));

    expect(answer.statusCode).toBe("badRequest");
    expect(answer.errorMessage).toMatch(
      /^Failed to obtain the Json Web Token\(JWT\) using service principal client ID\. Exception message: A configuration issue .* Original exception: AADSTS7000222: The provided client secret keys for app '.*' are expired\./,
    );
  });

  test.each([
    ["app-deleted", /AADSTS700016: Application with identifier/],
    ["app-disabled", /AADSTS7000112: Application '.*'\(app-disabled\) is disabled/],
    ["certificate-expired", /AADSTS700027: .*The key used is expired/],
    [
      "role-missing",
      /Status Code: 'Forbidden', Response from server: '\{"error":\{"code":"AuthorizationFailed"/,
    ],
    ["github-token", /^$/],
    ["certificate", /^$/],
    ["federated-entra-issuer", /^$/],
    ["federated-old-issuer", /^$/],
    ["us-government", /^$/],
    ["china", /^$/],
    ["odd-casing", /^$/],
    ["foreign-tenant-app", /^$/],
  ])("the connection %s answers as its world is", async (name, message) => {
    const { test: verify, endpoint } = rest("mixed-40");

    expect((await verify(endpoint(name))).errorMessage).toMatch(message);
  });

  test("an inline secret is the one tested, null is the stored one, an absent one is none (A16, A17, E3)", async () => {
    const { test: verify, endpoint } = rest("graph-consented");
    const connection = endpoint("shop-production");
    const details = (key: string | null | undefined) => ({
      type: "azurerm",
      url: connection.url,
      data: connection.data,
      authorization: {
        scheme: "ServicePrincipal",
        parameters: { ...connection.authorization.parameters, serviceprincipalkey: key },
      },
    });

    const wrong = await verify(connection, details("definitely-not-the-secret"));
    const empty = await verify(connection, details(""));
    const asNull = await verify(connection, details(null));
    const absent = await verify(connection, details(undefined));

    expect(wrong.errorMessage).toContain("AADSTS7000215");
    expect(empty.errorMessage).toContain("AADSTS7000216");
    expect(asNull.statusCode).toBe("ok");
    expect(absent.errorMessage).toContain("AADSTS7000216");
  });

  test("where inline values are ignored, a wrong one passes (Q4)", async () => {
    const { test: verify, endpoint } = rest("inline-ignored");
    const connection = endpoint("shop-production");
    const parameters = { ...connection.authorization.parameters, serviceprincipalkey: "wrong" };

    const answer = await verify(connection, { authorization: { scheme: "ServicePrincipal", parameters } });

    expect(answer.statusCode).toBe("ok");
  });

  test("a proxy that caches tokens accepts a wrong secret after a right one", async () => {
    const { test: verify, endpoint, simulator } = rest("graph-consented");
    simulator.world.switches.proxyCachesTokens = true;
    const connection = endpoint("shop-production");
    const parameters = { ...connection.authorization.parameters, serviceprincipalkey: "wrong" };
    const details = { authorization: { scheme: "ServicePrincipal", parameters } };

    const before = await verify(connection, details);
    await verify(connection);
    const after = await verify(connection, details);

    expect([before.statusCode, after.statusCode]).toEqual(["badRequest", "ok"]);
  });

  test("a type without the data source is refused by the proxy itself", async () => {
    const { ado, endpoint, project } = rest("mixed-40");

    const answer = await ado(
      "POST",
      `${project}/_apis/serviceendpoint/endpointproxy?endpointId=${endpoint("generic-api").id}`,
      { dataSourceDetails: { dataSourceName: "TestConnection" } },
    );

    expect(answer).toMatchObject({
      status: 404,
      json: { typeKey: "DataSourceNotFoundException" },
    });
  });

  test("who may only view cannot make it act (Q21)", async () => {
    const { ado, endpoint, project } = rest("view-only");

    const answer = await ado(
      "POST",
      `${project}/_apis/serviceendpoint/endpointproxy?endpointId=${endpoint("shop-production").id}`,
      { dataSourceDetails: { dataSourceName: "TestConnection" } },
    );

    expect(answer).toMatchObject({ status: 403, json: { typeKey: "UnauthorizedRequestException" } });
  });

  test("an address of this machine is refused with 500 (A36)", async () => {
    const { ado, project } = rest("graph-consented");

    const answer = await ado("POST", `${project}/_apis/serviceendpoint/endpointproxy?endpointId=0`, {
      dataSourceDetails: { dataSourceName: "TestConnection" },
      serviceEndpointDetails: {
        type: "azurerm",
        url: "http://localhost/",
        authorization: { scheme: "ServicePrincipal" },
      },
    });

    expect(answer).toMatchObject({ status: 500, json: { typeKey: "ServiceEndpointException" } });
  });

  test("time alone lets a secret expire", async () => {
    const { test: verify, endpoint, simulator } = rest("graph-consented");

    simulator.clock.advance(6 * day);

    expect((await verify(endpoint("shop-production"))).errorMessage).toContain("AADSTS7000222");
  });
});
