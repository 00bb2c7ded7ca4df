import { federationData } from "../../../src/domain/federation/data/current";
import { extractClassicBuild } from "../../../src/domain/federation/extract-classic";
import { noVariables } from "../../../src/domain/federation/expressions";
import { extractYaml } from "../../../src/domain/federation/extract-yaml";
import { dependenciesOf } from "../../../src/domain/run/dependencies";
import { aConnection } from "../../support/builders";

const azureCli = "46e4be58-730b-4389-8a2f-ea10b3e5e815";
const groups = { taskGroups: [], variableGroups: [] };
const step = (name: string, azureSubscription: string, enabled = true) => ({
  displayName: name,
  enabled,
  task: { id: azureCli, versionSpec: "2.*" },
  inputs: { connectedServiceNameARM: azureSubscription, scriptType: "bash", inlineScript: "az account show" },
});
const classic = (...steps: object[]) =>
  extractClassicBuild(
    { id: 1, name: "Shop", process: { type: 1, phases: [{ name: "Build", steps }] } } as never,
    groups,
  );
const production = aConnection();
const staging = aConnection({ id: "11111111-0a1b-4c5d-8e9f-101112131415", name: "azure-staging" });

test("a definition depends on the connections that its steps name, by id or by name", () => {
  const read = classic(step("a", production.id.toUpperCase()), step("b", "Azure-Staging"));

  expect(dependenciesOf(read, [production, staging], federationData)).toEqual({
    connectionIds: [production.id, staging.id],
    open: [],
    notVisible: [],
    unread: [],
  });
});

test("a step that is off is no use, and a name elsewhere in a step is none either", () => {
  const other = step("c", staging.id);
  const read = classic(step("a", production.id, false), {
    ...other,
    inputs: { ...other.inputs, inlineScript: production.name },
  });

  expect(dependenciesOf(read, [production, staging], federationData).connectionIds).toEqual([staging.id]);
});

test("a variable and a name that nobody here may see are told beside", () => {
  const read = classic(step("a", "$(connection)"), step("b", "hidden"));

  expect(dependenciesOf(read, [production], federationData)).toMatchObject({
    connectionIds: [],
    open: [{ step: "a", value: "$(connection)" }],
    notVisible: [{ step: "b", value: "hidden" }],
  });
});

test("a compiled YAML pipeline is read like a classic one", () => {
  const document = {
    jobs: [
      { job: "deploy", steps: [{ task: "AzureCLI@2", inputs: { azureSubscription: production.name } }] },
    ],
  };
  const definition = { kind: "yaml" as const, id: "2", name: "Shop", revision: null };
  const read = extractYaml(document, definition, groups, noVariables);

  expect(dependenciesOf(read, [production, staging], federationData).connectionIds).toEqual([production.id]);
});
