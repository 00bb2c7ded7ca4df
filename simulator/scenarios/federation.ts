import type { Endpoint, World } from "../world";
import { shareWith, startWorld } from "./builder";
import type { Builder } from "./builder";
import { tenantOfCloud } from "./empty-world";
import type { Setting } from "./empty-world";
import {
  addCheck,
  addClassicBuild,
  addRelease,
  addRun,
  addYaml,
  allow,
  classicStep,
  inlineCli,
  releaseStep,
  taskIds,
} from "./federation-definitions";

export const automatic = (builder: Builder, name: string): Endpoint =>
  builder.azure({
    name,
    app: builder.app({ name: `contoso-Fabrikam-${name}`, secretDays: [12] }),
    creationMode: "Automatic",
    savedDaysAgo: 60,
  });

/** Every kind of answer to "can it do without a secret": yes, after review, no, not fully visible, refused. */
export function federationMixed(setting: Setting): World {
  const builder = startWorld(setting);
  builder.world.projects.push({ id: "33333333-aaaa-4bbb-8ccc-444444444444", name: "Tailspin Toys" });
  convertible(builder, "shop-convertible");
  fileCopies(builder);
  yamlPipelines(builder);
  reviews(builder);
  unreadable(builder);
  checked(builder);
  refusals(builder);
  return builder.world;
}

/** One automatic connection that two classic steps use; nothing is unknown of it. */
export function federationAutomatic(setting: Setting): World {
  const builder = startWorld(setting);
  convertible(builder, "shop-automatic");
  return builder.world;
}

/** The same, where Azure DevOps may not make the credential (W24). */
export function federationNoRights(setting: Setting): World {
  const world = federationAutomatic(setting);
  world.switches.conversion = "no-rights";
  return world;
}

/** Six that nothing blocks, each with an app registration and a pipeline of its own. */
export function federationMany(setting: Setting): World {
  const builder = startWorld(setting);
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const name = `shop-${String(number)}`;
    convertible(builder, name, { id: 100 + number, name: `${name} classic build` });
  }
  return builder.world;
}

function convertible(
  builder: Builder,
  name: string,
  pipeline = { id: 101, name: "shop classic build" },
): void {
  const endpoint = automatic(builder, name);
  addClassicBuild(builder, {
    ...pipeline,
    steps: [
      classicStep(taskIds.azureCli, "2.*", "Show the account", inlineCli(endpoint.id)),
      classicStep(taskIds.keyVault, "2.*", "Read secrets", {
        ConnectedServiceName: endpoint.id,
        KeyVaultName: "shop-vault",
        SecretsFilter: "*",
      }),
    ],
  });
  allow(builder, endpoint, []);
  addRun(builder, endpoint, { id: 101, name: "shop classic build" }, 1);
}

/** Older versions of Azure file copy: a newer version, and a script that does the same (W37). */
function fileCopies(builder: Builder): void {
  const endpoint = automatic(builder, "shop-file-copy");
  const copy = (version: string, container: string) =>
    classicStep(taskIds.fileCopy, version, "Copy the site", {
      SourcePath: "$(Build.ArtifactStagingDirectory)/site",
      ConnectedServiceNameARM: endpoint.id,
      Destination: "AzureBlob",
      storage: "shopstorage",
      ContainerName: container,
    });
  addClassicBuild(builder, { id: 102, name: "shop site upload", steps: [copy("4.*", "web")] });
  addClassicBuild(builder, {
    id: 103,
    name: "shop old upload",
    steps: [copy("3.*", "legacy")],
    queueStatus: "disabled",
  });
  const groupId = "0c9b3f5e-1111-4222-8333-444455556666";
  builder.world.taskGroups.push({
    projectId: builder.project.id,
    id: 1,
    name: "Upload assets",
    body: {
      id: groupId,
      name: "Upload assets",
      revision: 2,
      version: { major: 1, minor: 0, patch: 0, isTest: false },
      inputs: [{ name: "Connection", type: "connectedService:AzureRM", defaultValue: "" }],
      tasks: [
        classicStep(taskIds.fileCopy, "5.*", "Copy assets", {
          SourcePath: "assets",
          ConnectedServiceNameARM: "$(Connection)",
          Destination: "AzureBlob",
          storage: "shopassets",
          ContainerName: "assets",
        }),
      ],
    },
  });
  addClassicBuild(builder, {
    id: 104,
    name: "shop assets",
    steps: [classicStep(groupId, "1.*", "Upload assets", { Connection: endpoint.id }, "metaTask")],
  });
  allow(builder, endpoint, []);
}

function yamlPipelines(builder: Builder): void {
  const endpoint = automatic(builder, "shop-yaml");
  const fine = automatic(builder, "shop-yaml-fine");
  const steps = (connection: string, task: string) => `
stages:
- stage: Deploy
  jobs:
  - deployment: Web
    pool:
      vmImage: windows-2022
    environment: production
    strategy:
      runOnce:
        deploy:
          steps:
          - task: AzureCLI@2
            displayName: Show the account
            inputs:
              azureSubscription: ${connection}
              scriptType: bash
              scriptLocation: inlineScript
              inlineScript: az account show
${task}`;
  const copy = `          - task: AzureFileCopy@5
            displayName: Copy the web site
            inputs:
              SourcePath: $(Build.ArtifactStagingDirectory)/web
              azureSubscription: shop-yaml
              Destination: AzureBlob
              storage: shopweb
              ContainerName: web
`;
  addYaml(builder, { id: 201, name: "shop-deploy", finalYaml: steps("shop-yaml", copy) });
  addYaml(builder, { id: 202, name: "shop-check", finalYaml: steps("shop-yaml-fine", "") });
  allow(builder, endpoint, [201]);
  allow(builder, fine, [202]);
  addRun(builder, endpoint, { id: 201, name: "shop-deploy" }, 2);
  addRun(builder, fine, { id: 202, name: "shop-check" }, 3);
}

/** A script nobody sees, and a variable group that reads a key vault. */
function reviews(builder: Builder): void {
  const endpoint = automatic(builder, "shop-script-file");
  addRelease(builder, {
    id: 301,
    name: "shop release",
    steps: [
      releaseStep(taskIds.azureCli, "2.*", "Run deploy.sh", {
        connectedServiceNameARM: endpoint.id,
        scriptType: "bash",
        scriptLocation: "scriptPath",
        scriptPath: "deploy.sh",
      }),
    ],
  });
  allow(builder, endpoint, []);
  const vault = automatic(builder, "shop-key-vault");
  builder.world.variableGroups.push({
    projectId: builder.project.id,
    id: 1,
    name: "shop vault",
    body: {
      type: "AzureKeyVault",
      modifiedOn: "2026-10-01T08:00:00Z",
      variables: { dbPassword: { isSecret: true, value: null } },
      providerData: { serviceEndpointId: vault.id, vault: "shop-vault" },
    },
  });
  allow(builder, vault, []);
}

/** A connection that nothing uses but a check on an environment, with a task that needs the secret. */
function checked(builder: Builder): void {
  const endpoint = automatic(builder, "shop-environment-check");
  addCheck(
    builder,
    {
      id: 1,
      name: "No open alerts",
      environment: "production",
      task: { id: taskIds.monitor, version: "0.0.8", name: "AzureMonitor" },
    },
    { connectedServiceNameARM: endpoint.id, ResourceGroupName: "shop" },
  );
  allow(builder, endpoint, []);
}

/** Pipelines that cannot be compiled, one the user may not compile, and a connection named only in a run. */
function unreadable(builder: Builder): void {
  const endpoint = automatic(builder, "shop-not-visible");
  addYaml(builder, {
    id: 211,
    name: "shop-secretive",
    finalYaml: null,
    error: {
      status: 403,
      message:
        "TF215106: Access denied. Alice Adminson needs Queue builds permissions for build definition 211: shop-secretive in team project Fabrikam to perform the action.",
      typeKey: "AccessDeniedException",
    },
  });
  addYaml(builder, {
    id: 212,
    name: "shop-parameters",
    finalYaml: null,
    error: {
      status: 400,
      message: "/azure-pipelines.yml: A value for the 'environment' parameter must be provided.",
      typeKey: "PipelineValidationException",
    },
  });
  addYaml(builder, {
    id: 213,
    name: "shop-run-time",
    finalYaml: `
jobs:
- job: Deploy
  pool:
    vmImage: ubuntu-24.04
  steps:
  - task: AzureCLI@2
    displayName: Choose in the run
    inputs:
      azureSubscription: $(chosenConnection)
      scriptType: bash
      scriptLocation: inlineScript
      inlineScript: az account show
`,
  });
  allow(builder, endpoint, [211, 212, 213]);
}

/** What the platform does not convert, or not from here (W24-W26). */
function refusals(builder: Builder): void {
  const manual = builder.azure({
    name: "shop-manual",
    app: builder.app({ name: "shop-manual-deployer", secretDays: [20] }),
  });
  addClassicBuild(builder, {
    id: 105,
    name: "shop manual build",
    steps: [classicStep(taskIds.azureCli, "2.*", "Show the account", inlineCli(manual.id))],
  });
  allow(builder, manual, []);
  const shared = automatic(builder, "shop-shared");
  const [, tailspin] = builder.world.projects;
  if (tailspin !== undefined) shareWith(shared, tailspin);
  const stackApp = builder.app({ name: "shop-stack", secretDays: [40] });
  builder.azure({ name: "shop-azure-stack", app: stackApp, environment: "AzureStack" });
  const government = tenantOfCloud("d0d00000-0000-4000-8000-0000000000a1", "Contoso US", "AzureUSGovernment");
  builder.world.tenants.push(government);
  builder.azure({
    name: "shop-us-government",
    app: builder.app({ name: "shop-us", tenant: government, secretDays: [40] }),
    environment: "AzureUSGovernment",
  });
}
