import { rm } from "node:fs/promises";
import { WebApi, getPersonalAccessTokenHandler } from "azure-devops-node-api";
import { startSimulator } from "../../simulator/simulator";
import type { Simulator } from "../../simulator/simulator";
import { smallExtension } from "../support/simulator";

/** Locations of the service endpoint area, as the official client looks them up by id. */
const locations = {
  inProject: "e85f1c62-adfc-4b74-b618-11a150fb195e",
  inOrganization: "14e48fdc-2c8b-41ce-a0c3-e26f6cc55bd0",
  proxy: "cc63bb57-2a5f-4a7a-b79c-c142d308657e",
  history: "10a16738-9299-4cd1-9a81-fd23ad6200d0",
  types: "5a7938a4-655e-486c-b562-b78c54a7e87b",
};

interface Wire {
  id: string;
  name: string;
  description: string;
  serviceEndpointProjectReferences: { projectReference: { id: string } }[];
}

describe("the official Node client", () => {
  let directory: string;
  let simulator: Simulator;
  let connection: WebApi;

  beforeAll(async () => {
    directory = await smallExtension();
    simulator = await startSimulator({ extensionDir: directory, scenario: "mixed-40" });
    connection = new WebApi(`${simulator.origins.rest}/contoso`, getPersonalAccessTokenHandler("any"));
  });
  afterAll(async () => {
    await simulator.close();
    await rm(directory, { recursive: true });
  });

  /** The client has no class for this area any more: its own location lookup and REST client do the same. */
  async function call(
    location: keyof typeof locations,
    verb: "get" | "create" | "replace" | "update" | "del",
    options: { route?: Record<string, string>; query?: Record<string, unknown>; body?: unknown } = {},
  ): Promise<{ statusCode: number; result: unknown }> {
    const { route = {}, query = {}, body } = options;
    const { requestUrl = "", apiVersion } = await connection.vsoClient.getVersioningData(
      "7.2-preview.4",
      "serviceendpoint",
      locations[location],
      route,
      query,
    );
    const setting = { acceptHeader: `application/json;api-version=${apiVersion ?? ""}` };
    if (verb === "get" || verb === "del") return connection.rest[verb](requestUrl, setting);
    return connection.rest[verb](requestUrl, body, setting);
  }

  const named = async (name: string): Promise<Wire> => {
    const { result } = await call("inProject", "get", {
      route: { project: "Fabrikam" },
      query: { endpointNames: name },
    });
    const [found] = (result as { value: Wire[] }).value;
    if (found === undefined) throw new Error(`no connection named ${name}`);
    return found;
  };

  test("connects, lists projects and build definitions", async () => {
    const data = await connection.connect();
    const projects = await (await connection.getCoreApi()).getProjects();
    const definitions = await (await connection.getBuildApi()).getDefinitions("Fabrikam");

    expect(data.authenticatedUser?.id).toBe(simulator.world.currentUserId);
    expect(projects.map((one) => one.name)).toEqual(["Fabrikam", "Tailspin Toys"]);
    expect([...definitions]).toEqual([]);
  });

  test("lists, reads and updates a connection", async () => {
    const { id } = await named("stage-nine-days");
    const single = await call("inProject", "get", { route: { project: "Fabrikam", endpointId: id } });

    const saved = await call("inOrganization", "replace", {
      route: { endpointId: id },
      body: { ...(single.result as Wire), description: "by Node" },
    });

    expect(saved.statusCode).toBe(200);
    expect((await named("stage-nine-days")).description).toBe("by Node");
  });

  test("tests a connection through the proxy", async () => {
    const { id } = await named("prod-expired");

    const answer = await call("proxy", "create", {
      route: { project: "Fabrikam" },
      query: { endpointId: id },
      body: { dataSourceDetails: { dataSourceName: "TestConnection" } },
    });

    expect(answer.statusCode).toBe(200);
    expect((answer.result as { errorMessage: string }).errorMessage).toContain("AADSTS7000222");
  });

  test("reads types and execution history", async () => {
    const { id } = await named("prod-expired");

    const types = await call("types", "get");
    const history = await call("history", "get", {
      route: { project: "Fabrikam", endpointId: id },
      query: { top: 2 },
    });

    expect((types.result as { value: { name: string }[] }).value.map((one) => one.name)).toContain("azurerm");
    expect(history.result).toMatchObject({ count: 2 });
  });

  test("shares and deletes", async () => {
    const { id } = await named("generic-api");
    const tailspin = simulator.world.projects[1];

    const shared = await call("inOrganization", "update", {
      route: { endpointId: id },
      body: [{ projectReference: tailspin, name: "generic-api", description: "" }],
    });
    const references = (await named("generic-api")).serviceEndpointProjectReferences.length;
    const projectIds = simulator.world.projects.map((one) => one.id).join(",");
    const deleted = await call("inOrganization", "del", { route: { endpointId: id }, query: { projectIds } });

    expect([shared.statusCode, references, deleted.statusCode]).toEqual([204, 2, 204]);
    expect(simulator.world.unhandled).toEqual([]);
  });
});
