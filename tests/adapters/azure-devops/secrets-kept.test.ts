import { azureRmInputs, takeOver, withInputs } from "../../../src/adapters/azure-devops/endpoint-write";
import { refOf } from "../../../src/domain/service-connection";
import { Secret } from "../../../src/domain/secret";
import { simulatedDevOps } from "../support/simulated";
import { valueOf } from "../support/value-of";

const raw = {
  id: "1",
  type: "kubernetes",
  data: { authorizationType: "Kubeconfig" },
  authorization: { scheme: "Kubernetes", parameters: { Kubeconfig: null, clusterContext: "prod", note: "" } },
};
const declared = [
  { name: "kubeconfig", place: "authorization" },
  { name: "serviceAccountCertificate", place: "authorization" },
  { name: "bootstrapKey", place: "data" },
  { name: "note", place: "authorization" },
] as const;

test("every confidential input that the type declares is sent as null where it is not renewed (E3)", () => {
  const draft = withInputs(raw, new Map([["kubeconfig", new Secret("new value")]]), declared);

  expect(draft).toEqual({
    id: "1",
    type: "kubernetes",
    data: { authorizationType: "Kubeconfig", bootstrapKey: null },
    authorization: {
      scheme: "Kubernetes",
      parameters: {
        Kubeconfig: "new value",
        clusterContext: "prod",
        note: null,
        serviceAccountCertificate: null,
      },
    },
  });
});

test("azurerm's are known without asking, its accesstoken is never among them (E3, A53)", () => {
  const azure = {
    type: "azurerm",
    authorization: { scheme: "ServicePrincipal", parameters: { tenantid: "t", accesstoken: "" } },
  };

  expect(withInputs(azure, null, azureRmInputs(azure))).toMatchObject({
    authorization: {
      parameters: { tenantid: "t", serviceprincipalkey: null, servicePrincipalCertificate: null },
    },
  });
  expect(azureRmInputs({ type: "azurerm", authorization: { scheme: "WorkloadIdentityFederation" } })).toEqual(
    [],
  );
});

test("a take-over empties what ties the connection to the app registration of Azure DevOps (E1)", () => {
  const draft = {
    data: { creationMode: "Automatic", AppObjectId: "a", spnObjectId: "b", subscriptionId: "s" },
  };

  takeOver(draft);

  expect(draft.data).toEqual({
    creationMode: "Manual",
    AppObjectId: "",
    spnObjectId: "",
    azureSpnRoleAssignmentId: "",
    azureSpnPermissions: "",
    subscriptionId: "s",
  });
});

test("a new description loses no secret of any connection (E3)", async () => {
  const { port, project, simulator } = simulatedDevOps();
  const { connections } = valueOf(await port.list(project));
  const held = (id: string) => simulator.world.endpoints.find((one) => one.id === id)?.secrets;
  const lost: string[] = [];
  let saved = 0;
  for (const connection of connections.filter((one) => !one.incomplete && one.kind !== "automatic")) {
    const before = { ...held(connection.id) };
    const answer = await port.save({
      ref: refOf(connection),
      expectedModifiedAt: null,
      inputs: null,
      describe: (text) => `${text} seen`,
      takeOver: false,
      leave: () => true,
    });
    if (answer.ok) saved += 1;
    if (JSON.stringify(held(connection.id)) !== JSON.stringify(before)) lost.push(connection.name);
  }

  expect(lost).toEqual([]);
  expect(saved).toBeGreaterThan(20);
});
