import { officialAccept, rest } from "../support/simulator";

type Wire = Record<string, unknown> & { id: string; name: string };
const listPath = "Fabrikam/_apis/serviceendpoint/endpoints";

describe("reading service connections", () => {
  test("the mixed project has forty connections, thirty-nine of them ready", async () => {
    const { ado } = rest("mixed-40");

    const ready = (await ado("GET", listPath)).json as { count: number };
    const all = (await ado("GET", `${listPath}?includeFailed=true`)).json as { count: number };

    expect([ready.count, all.count]).toEqual([39, 40]);
  });

  test("the official client's Accept gives a bare array and dates in milliseconds (A1)", async () => {
    const { ado } = rest("graph-consented");

    const answer = await ado("GET", listPath, undefined, { Accept: officialAccept });

    expect(Array.isArray(answer.json)).toBe(true);
    expect(answer.text).toMatch(/"modificationDate":"\\\/Date\(\d+\)\\\/"/);
    expect(answer.text).not.toContain("_links");
  });

  test("a plain Accept gives count, value and ISO dates (A1)", async () => {
    const { ado } = rest("graph-consented");

    const answer = (await ado("GET", listPath)).json as { count: number; value: Wire[] };

    expect(answer.count).toBe(2);
    expect(answer.value[0]?.["modificationDate"]).toMatch(/^2026-.*Z$/);
  });

  test("a secret is absent from the list and null in a single read (A13)", async () => {
    const { ado, endpoint } = rest("graph-consented");
    const { id, secrets } = endpoint("shop-production");

    const list = await ado("GET", listPath);
    const single = await ado("GET", `${listPath}/${id}`);

    expect(list.text).not.toContain("serviceprincipalkey");
    expect(single.text).toContain('"serviceprincipalkey":null');
    expect(list.text + single.text).not.toContain(secrets["serviceprincipalkey"]);
  });

  test("an unknown id is answered with 200 and null (A12)", async () => {
    const { ado } = rest("graph-consented");

    const answer = await ado("GET", `${listPath}/00000000-0000-4000-8000-000000000000`);

    expect([answer.status, answer.text]).toEqual([200, "null"]);
  });

  test("who may view nothing gets 200 with an empty list (A12)", async () => {
    const { ado } = rest("no-view-right");

    expect(await ado("GET", `${listPath}?includeFailed=true`)).toMatchObject({
      status: 200,
      json: { count: 0, value: [] },
    });
  });

  test("actionFilter keeps only what the caller may manage (A80)", async () => {
    const { ado } = rest("view-only");

    expect((await ado("GET", `${listPath}?actionFilter=view`)).json).toMatchObject({ count: 2 });
    expect((await ado("GET", `${listPath}?actionFilter=2`)).json).toMatchObject({ count: 0 });
  });

  test.each([
    ["type=GitHub", ["github-token"]],
    ["authSchemes=ManagedServiceIdentity,PublishProfile", ["managed-identity", "publish-profile"]],
    ["endpointNames=npm-feed", ["npm-feed"]],
  ])("the filter %s selects", async (query, names) => {
    const { ado } = rest("mixed-40");

    const answer = (await ado("GET", `${listPath}?${query}`)).json as { value: Wire[] };

    expect(answer.value.map((one) => one.name)).toEqual(names);
  });

  test("some connections lack data and type in every answer (A12)", async () => {
    const { ado, endpoint } = rest("mixed-40");

    const answer = (await ado("GET", `${listPath}/${endpoint("missing-data-and-type").id}`)).json as Wire;

    expect("data" in answer || "type" in answer).toBe(false);
  });

  test("types name their confidential inputs and who can be tested (A86)", async () => {
    const { ado } = rest("empty-project");

    const answer = (await ado("GET", "_apis/serviceendpoint/types?type=externalnpmregistry")).json as {
      value: {
        authenticationSchemes: {
          scheme: string;
          inputDescriptors: { id: string; isConfidential: boolean }[];
        }[];
        dataSources: unknown[];
      }[];
    };
    const confidential = answer.value[0]?.authenticationSchemes.map((one) => [
      one.scheme,
      one.inputDescriptors.filter((input) => input.isConfidential).map((input) => input.id),
    ]);

    expect(confidential).toEqual([
      ["Token", ["apitoken"]],
      ["UsernamePassword", ["password"]],
    ]);
    expect(answer.value[0]?.dataSources).toEqual([]);
  });

  test("projects come a hundred at a time with a token for the next (A87)", async () => {
    const { ado, simulator } = rest("org-150");

    const first = await ado("GET", "_apis/projects");
    const second = await ado(
      "GET",
      `_apis/projects?continuationToken=${first.headers.get("x-ms-continuationtoken") ?? ""}`,
    );

    expect(first.json).toMatchObject({ count: 100 });
    expect(second.json).toMatchObject({ count: 42 });
    expect(simulator.world.users[0]?.hiddenProjectIds).toHaveLength(8);
  });

  test("a hidden project does not exist for the user", async () => {
    const { ado, simulator } = rest("org-150");
    const hidden = simulator.world.users[0]?.hiddenProjectIds[0] ?? "";

    const answer = await ado("GET", `${hidden}/_apis/serviceendpoint/endpoints`);

    expect(answer).toMatchObject({ status: 404, json: { typeKey: "ProjectDoesNotExistWithNameException" } });
  });

  test("history comes newest first, the next page by header (A78)", async () => {
    const { ado, endpoint } = rest("mixed-40");
    const path = `Fabrikam/_apis/serviceendpoint/${endpoint("prod-expired").id}/executionhistory`;

    const first = await ado("GET", `${path}?top=4`);
    const rest2 = await ado(
      "GET",
      `${path}?top=4&continuationToken=${first.headers.get("x-ms-continuationtoken") ?? ""}`,
    );
    const results = (first.json as { value: { data: { result: string } }[] }).value.map(
      (one) => one.data.result,
    );

    expect(results).toEqual(["failed", "failed", "succeeded", "succeeded"]);
    expect(rest2.json).toMatchObject({ count: 2 });
    expect(rest2.headers.get("x-ms-continuationtoken")).toBeNull();
  });

  test("an unknown route fails loudly and is remembered", async () => {
    const { ado, simulator } = rest("empty-project");

    const answer = await ado("GET", "_apis/serviceendpoint/typos");

    expect(answer).toMatchObject({ status: 404, json: { typeKey: "VssResourceNotFoundException" } });
    expect(simulator.world.unhandled).toEqual(["GET ado /contoso/_apis/serviceendpoint/typos"]);
  });

  test("a request without a token is refused", async () => {
    const { ado } = rest("empty-project");

    expect((await ado("GET", "_apis/projects", undefined, { Authorization: "" })).status).toBe(401);
  });
});
