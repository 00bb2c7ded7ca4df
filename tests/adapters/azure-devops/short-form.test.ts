import { ServiceEndpointRestClient } from "azure-devops-extension-api/ServiceEndpoint";
import { serviceEndpointArea } from "../../../src/adapters/azure-devops/azure-devops";
import { callEndpoints } from "../../../src/adapters/azure-devops/official-client";
import { simulatedDevOps } from "../support/simulated";

test("the list asks for the very bytes for which the official client would ask", async () => {
  const { simulator, devOps, port, project } = simulatedDevOps();
  const asked = async (ask: () => Promise<unknown>) => {
    simulator.traffic.clear();
    await ask();
    return simulator.traffic.requests.map(({ method, path, query, headers }) => ({
      method,
      path,
      query,
      accept: headers["accept"],
    }));
  };

  const ours = await asked(() => port.list(project));
  const theirs = await asked(() =>
    callEndpoints(devOps, { repeatable: true }, (client) =>
      client.getServiceEndpoints(project.id, undefined, undefined, undefined, undefined, true),
    ),
  );

  expect(ours).toHaveLength(1);
  expect(ours).toEqual(theirs);
});

test("the area of service connections is the one that the official client names", () => {
  expect(serviceEndpointArea).toBe(ServiceEndpointRestClient.RESOURCE_AREA_ID);
});
