import { rest } from "../support/simulator";

const projectId = "11111111-aaaa-4bbb-8ccc-222222222222";

describe("pipelines that use connections (W17)", () => {
  const withDefinitions = () => {
    const self = rest("graph-consented");
    const { world } = self.simulator;
    const step = {
      task: { id: "46e4be58-730b-4389-8a2f-ea10b3e5e815", versionSpec: "2.*" },
      inputs: {},
      enabled: true,
    };
    world.buildDefinitions.push(
      { projectId, id: 1, name: "classic", body: { process: { type: 1, phases: [{ steps: [step] }] } } },
      { projectId, id: 2, name: "yaml", body: { process: { type: 2, yamlFilename: "azure-pipelines.yml" } } },
    );
    world.releaseDefinitions.push({
      projectId,
      id: 7,
      name: "to production",
      body: { environments: [{ deployPhases: [] }] },
    });
    world.taskGroups.push({ projectId, id: 3, name: "group", body: { tasks: [] } });
    world.variableGroups.push({ projectId, id: 4, name: "vault", body: { type: "AzureKeyVault" } });
    world.yamlPreviews.push(
      { projectId, pipelineId: 2, finalYaml: "steps: []", error: null },
      {
        projectId,
        pipelineId: 9,
        finalYaml: null,
        error: {
          status: 400,
          message: "A value for the parameter 'env' must be provided.",
          typeKey: "PipelineValidationException",
        },
      },
    );
    return self;
  };

  test("classic definitions carry their steps only on request", async () => {
    const { ado } = withDefinitions();

    const whole = await ado(
      "GET",
      "Fabrikam/_apis/build/definitions?processType=1&includeAllProperties=true",
    );
    const short = await ado("GET", "Fabrikam/_apis/build/definitions?processType=1");

    expect(whole.json).toMatchObject({
      count: 1,
      value: [{ process: { phases: [{ steps: [{ enabled: true }] }] } }],
    });
    expect(short.text).not.toContain("phases");
  });

  test("definitions come in pages with a token", async () => {
    const { ado } = withDefinitions();

    const first = await ado("GET", "Fabrikam/_apis/build/definitions?$top=1");
    const next = first.headers.get("x-ms-continuationtoken") ?? "";
    const second = await ado("GET", `Fabrikam/_apis/build/definitions?$top=1&continuationToken=${next}`);

    expect(second.json).toMatchObject({ value: [{ name: "yaml" }] });
    expect(second.headers.get("x-ms-continuationtoken")).toBeNull();
  });

  test("a preview gives the final YAML or why there is none (W18)", async () => {
    const { ado } = withDefinitions();
    const preview = (id: number) =>
      ado("POST", `Fabrikam/_apis/pipelines/${String(id)}/preview`, { previewRun: true });

    expect((await preview(2)).json).toMatchObject({ finalYaml: "steps: []" });
    expect(await preview(9)).toMatchObject({ status: 400, json: { typeKey: "PipelineValidationException" } });
    expect((await preview(8)).status).toBe(404);
  });

  test("releases live on their own root, the list without phases (W17 F)", async () => {
    const { simulator } = withDefinitions();
    const read = async (path: string) => {
      const answer = await simulator.fetch(
        `https://vsrm.dev.azure.com/contoso/Fabrikam/_apis/release/definitions${path}`,
        {
          headers: { Authorization: `Bearer ${simulator.accessToken()}` },
        },
      );
      return answer.text();
    };

    expect(await read("?$top=100")).toBe('{"count":1,"value":[{"id":7,"name":"to production"}]}');
    expect(await read("/7")).toContain("deployPhases");
  });

  test("task groups and variable groups are whole", async () => {
    const { ado } = withDefinitions();

    expect((await ado("GET", "Fabrikam/_apis/distributedtask/taskgroups")).json).toMatchObject({
      value: [{ tasks: [] }],
    });
    expect((await ado("GET", "Fabrikam/_apis/distributedtask/variablegroups")).json).toMatchObject({
      value: [{ type: "AzureKeyVault" }],
    });
  });

  test("permission to use is told for all pipelines or for some", async () => {
    const { ado, endpoint, simulator } = withDefinitions();
    const { id } = endpoint("shop-production");
    const path = `Fabrikam/_apis/pipelines/pipelinepermissions/endpoint/${id}`;
    simulator.world.pipelinePermissions.length = 0;
    const before = await ado("GET", path);
    simulator.world.pipelinePermissions.push({
      projectId,
      endpointId: id,
      allPipelines: true,
      pipelineIds: [2],
    });

    expect(before.json).toEqual({ resource: { type: "endpoint", id }, pipelines: [] });
    expect((await ado("GET", path)).json).toMatchObject({
      allPipelines: { authorized: true },
      pipelines: [{ id: 2, authorized: true }],
    });
  });
});

describe("rights that can be asked for", () => {
  test("role assignments tell the project's and the organization's level apart (A81, A83)", async () => {
    const { ado, endpoint, simulator } = rest("graph-consented");
    for (const user of simulator.world.users) user.defaultRight = { project: "use", organization: "none" };
    const { id } = endpoint("shop-production");
    const roles = async (scope: string, resource: string) =>
      (await ado("GET", `_apis/securityroles/scopes/${scope}/roleassignments/resources/${resource}`))
        .json as { value: { role: { name: string } }[] };

    const project = await roles("distributedtask.serviceendpointrole", `${projectId}_${id}`);
    const organization = await roles("distributedtask.collection.serviceendpointrole", `collection_${id}`);

    expect(project.value.map((one) => one.role.name)).toEqual(simulator.world.users.map(() => "User"));
    expect(organization.value).toEqual([]);
  });

  test("permission bits answer for each token, alone and in a batch (A82)", async () => {
    const { ado, endpoint } = rest("view-only");
    const namespace = "49b48001-ca20-4adc-8111-5b60c903a50c";
    const token = `endpoints/${projectId}/${endpoint("shop-production").id}`;

    const administer = await ado("GET", `_apis/permissions/${namespace}/2?tokens=${token}`);
    const view = await ado("GET", `_apis/permissions/${namespace}/16?tokens=${token}`);
    const batch = await ado("POST", "_apis/security/permissionevaluationbatch", {
      evaluations: [{ securityNamespaceId: namespace, token, permissions: 16 }],
    });

    expect([administer.json, view.json]).toEqual([
      { count: 1, value: [false] },
      { count: 1, value: [true] },
    ]);
    expect(batch.json).toMatchObject({ evaluations: [{ value: true }] });
  });
});
