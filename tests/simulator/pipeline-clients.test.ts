import { rm } from "node:fs/promises";
import { AzurePipelinesCredential } from "@azure/identity";
import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { WebApi, getBearerHandler } from "azure-devops-node-api";
import { watcherConnectionId } from "../../simulator/scenarios/unattended";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { smallExtension } from "../support/simulator";

const audiences = {
  devOps: "499b84ac-1321-427f-aa17-267ca6975798/.default",
  graph: "https://graph.microsoft.com/.default",
};

/** The transport of Microsoft's libraries over the simulator's own fetch, under the systems' real names. */
const clientOver = (fetch: typeof globalThis.fetch): HttpClient => ({
  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.toJSON(),
      ...(typeof request.body === "string" ? { body: request.body } : {}),
    });
    const headers = createHttpHeaders(Object.fromEntries(response.headers));
    return { request, status: response.status, headers, bodyAsText: await response.text() };
  },
});

/** What a job's library reads from the environment, for as long as `work` takes. */
async function inJob<T>(simulator: Simulator, work: () => Promise<T>): Promise<T> {
  const { job, organization } = simulator.world;
  process.env["SYSTEM_OIDCREQUESTURI"] =
    `https://dev.azure.com/${organization.name}/${job.projectId}/_apis/distributedtask/hubs/build/plans/${job.planId}/jobs/${job.jobId}/oidctoken`;
  try {
    return await work();
  } finally {
    delete process.env["SYSTEM_OIDCREQUESTURI"];
  }
}

const payloadOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as Record<string, unknown>;

describe("Microsoft's own clients of a job", () => {
  let directory: string;
  let simulator: Simulator;
  beforeAll(async () => {
    directory = await smallExtension();
    simulator = await startSimulator({ extensionDir: directory, scenario: "unattended" });
  });
  afterAll(async () => {
    await simulator.close();
    await rm(directory, { recursive: true });
  });

  const tokenFor = (audience: string, connectionId = watcherConnectionId) =>
    inJob(simulator, async () => {
      const [identity] = simulator.world.job.identities;
      const credential = new AzurePipelinesCredential(
        identity?.tenantId ?? "",
        identity?.appId ?? "",
        connectionId,
        simulator.accessToken(simulator.world.job.buildServiceId),
        { httpClient: clientOver(simulator.fetch), retryOptions: { maxRetries: 0 } },
      );
      return (await credential.getToken(audience)).token;
    });
  const devOps = async (): Promise<WebApi> =>
    new WebApi(`${simulator.origins.rest}/contoso`, getBearerHandler(await tokenFor(audiences.devOps)));

  test("sign in through the job's assertion, with roles in the token for Graph (L7, L8)", async () => {
    const graph = payloadOf(await tokenFor(audiences.graph));

    expect(graph["aud"]).toBe("https://graph.microsoft.com");
    expect(graph["roles"]).toEqual(["Application.ReadWrite.OwnedBy"]);
    expect(graph["scp"]).toBeUndefined();
  });

  test("get no assertion for a connection that the job doesn't name", async () => {
    await expect(tokenFor(audiences.devOps, "00000000-0000-4000-8000-000000000009")).rejects.toThrow(
      /AzurePipelinesCredential: Authentication Failed/,
    );
  });

  test("are the service principal in Azure DevOps (L6)", async () => {
    const connection = await devOps();

    const { authenticatedUser } = await connection.connect();

    expect(authenticatedUser?.providerDisplayName).toBe("connection-watcher");
  });

  test("create, find, change and close a work item", async () => {
    const boards = await (await devOps()).getWorkItemTrackingApi();
    const add = (path: string, value: string) => ({ op: "add", path: `/fields/${path}`, value });

    const created = await boards.createWorkItem(
      {},
      [add("System.Title", "ends soon"), add("System.Tags", "service-connection-watch")],
      "Fabrikam",
      "Issue",
    );
    const found = await boards.queryByWiql(
      {
        query:
          "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS 'service-connection-watch'",
      },
      { project: "Fabrikam" },
    );
    const states = await boards.getWorkItemTypeStates("Fabrikam", "Issue");
    const done = states.find(({ category }) => category === "Completed")?.name ?? "";
    await boards.updateWorkItem({}, [add("System.State", done)], created.id ?? 0, "Fabrikam");

    expect(found.workItems?.map(({ id }) => id)).toEqual([created.id]);
    const [read] = await boards.getWorkItems(
      [created.id ?? 0],
      undefined,
      undefined,
      undefined,
      undefined,
      "Fabrikam",
    );
    expect(read?.fields?.["System.State"]).toBe(done);
  });

  test("write, read and remove a document of the extension (L10)", async () => {
    const documents = await (await devOps()).getExtensionManagementApi();
    const place = [
      "service-connection-renewal",
      "service-connection-renewal",
      "Default",
      "Current",
      "foreign",
    ] as const;

    await documents.createDocumentByName({ id: "one", value: 1 }, ...place);

    expect(await documents.getDocumentByName(...place, "one")).toMatchObject({
      id: "one",
      value: 1,
      __etag: 1,
    });
    await documents.deleteDocumentByName(...place, "one");
    expect(await documents.getDocumentsByName(...place)).toEqual([]);
  });

  test("met no route that is missing", () => {
    expect(simulator.world.unhandled).toEqual([]);
  });
});
