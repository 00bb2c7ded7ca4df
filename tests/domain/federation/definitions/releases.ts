import { id, otherId, release, taskIds, workflowTask, type Case } from "./cases";

const stampGroup = "0c9b3f5e-1111-4222-8333-444455556666";

export const releaseCases: readonly Case[] = [
  {
    name: "App Service deployment 4 to a Web App",
    read: release([
      workflowTask(taskIds.webApp, "4.*", {
        ConnectionType: "AzureRM",
        ConnectedServiceName: id,
        WebAppName: "shop",
      }),
    ]),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "App Service deployment 4 with a publish profile: the connection is left over",
    read: release([
      workflowTask(taskIds.webApp, "4.*", { ConnectionType: "PublishProfile", ConnectedServiceName: id }),
    ]),
    readiness: "convertible",
    uses: [["not-a-use", "input-not-read"]],
  },
  {
    name: "Azure PowerShell 4 on a Windows agent",
    read: release([
      workflowTask(taskIds.powerShell, "4.*", {
        ConnectedServiceNameARM: id,
        ScriptType: "InlineScript",
        Inline: "Get-AzVM",
      }),
    ]),
    readiness: "convertible",
    uses: [["supported", "federated-in-part"]],
  },
  {
    name: "Azure PowerShell 4 on an Ubuntu agent",
    read: release(
      [
        workflowTask(taskIds.powerShell, "4.*", {
          ConnectedServiceNameARM: id,
          ScriptType: "InlineScript",
          Inline: "Get-AzVM",
        }),
      ],
      { image: "ubuntu-latest" },
    ),
    readiness: "blocked",
    uses: [["not-supported", "key-only-off-windows"]],
  },
  {
    name: "Azure PowerShell 4 that runs a file on an agent nobody knows",
    read: release(
      [
        workflowTask(taskIds.powerShell, "4.*", {
          ConnectedServiceNameARM: id,
          ScriptType: "FilePath",
          ScriptPath: "a.ps1",
        }),
      ],
      { image: null },
    ),
    readiness: "after-review",
    uses: [["depends", "key-only-off-windows"]],
  },
  {
    name: "a gate that asks Azure Monitor with its first version",
    read: release([], {
      stage: {
        preDeploymentGates: {
          id: 3,
          gates: [{ tasks: [workflowTask(taskIds.monitor, "0.*", { connectedServiceNameARM: id })] }],
        },
      },
    }),
    readiness: "blocked",
    uses: [["not-supported", "documented-unsupported"]],
  },
  {
    name: "a gate after the deployment that invokes a REST API through Azure Resource Manager",
    read: release([], {
      stage: {
        postDeploymentGates: {
          id: 4,
          gates: [
            {
              tasks: [
                workflowTask(taskIds.invokeRest, "1.*", {
                  connectedServiceNameSelector: "connectedServiceNameARM",
                  connectedServiceNameARM: id,
                }),
              ],
            },
          ],
        },
      },
    }),
    readiness: "convertible",
    uses: [["supported", "stated-by-documentation"]],
  },
  {
    name: "the same gate with a generic connection selected",
    read: release([
      workflowTask(taskIds.invokeRest, "1.*", { connectedServiceName: otherId, connectedServiceNameARM: id }),
    ]),
    readiness: "convertible",
    uses: [["not-a-use", "input-not-read"]],
  },
  {
    name: "an artifact from a container registry",
    read: release([], {
      over: {
        artifacts: [
          {
            type: "AzureContainerRepository",
            alias: "_image",
            definitionReference: { connection: { id, name: "azure-prod" } },
          },
        ],
      },
    }),
    readiness: "after-review",
    uses: [["unknown", "consumer-untried"]],
  },
  {
    name: "a stage variable that wins over the release's",
    read: release([workflowTask(taskIds.keyVault, "2.*", { ConnectedServiceName: "$(Connection)" })], {
      stage: { variables: { Connection: { value: id } } },
      over: { variables: { Connection: { value: otherId } } },
    }),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "Kubernetes 0 with a registry secret",
    read: release([
      workflowTask(taskIds.kubernetes, "0.*", {
        secretType: "dockerRegistry",
        secretName: "shop-registry",
        containerRegistryType: "Azure Container Registry",
        azureSubscriptionEndpoint: id,
      }),
    ]),
    readiness: "blocked",
    uses: [["not-supported", "reads-the-key"]],
  },
  {
    name: "Kubernetes 0 with a generic secret: the connection is left over",
    read: release([
      workflowTask(taskIds.kubernetes, "0.*", { secretType: "generic", azureSubscriptionEndpoint: id }),
    ]),
    readiness: "convertible",
    uses: [["not-a-use", "input-not-read"]],
  },
  {
    name: "Kubernetes 1 with the cluster and the registry secret from the same connection",
    read: release([
      workflowTask(taskIds.kubernetes, "1.*", {
        connectionType: "Azure Resource Manager",
        azureSubscriptionEndpoint: id,
        command: "apply",
        secretType: "dockerRegistry",
        containerRegistryType: "Azure Container Registry",
        secretName: "shop-registry",
        azureSubscriptionEndpointForSecrets: id,
      }),
    ]),
    readiness: "blocked",
    uses: [["not-supported", "registry-path-reads-the-key"]],
  },
  {
    name: "Helm 1 that packages: the cluster's connection is left over",
    read: release([
      workflowTask(taskIds.helm, "1.*", {
        connectionType: "Azure Resource Manager",
        azureSubscriptionEndpoint: id,
        command: "package",
      }),
    ]),
    readiness: "convertible",
    uses: [["not-a-use", "input-not-read"]],
  },
  {
    name: "Helm 1 that upgrades a cluster",
    read: release([
      workflowTask(taskIds.helm, "1.*", {
        connectionType: "Azure Resource Manager",
        azureSubscriptionEndpoint: id,
        command: "upgrade",
      }),
    ]),
    readiness: "convertible",
    uses: [["supported", "own-federated-sign-in"]],
  },
  {
    name: "Service Fabric without registry settings",
    read: release([workflowTask(taskIds.serviceFabric, "1.*", { azureSubscriptionEndpoint: id })]),
    readiness: "convertible",
    uses: [["not-a-use", "input-not-read"]],
  },
  {
    name: "Service Fabric that signs in to a registry with the connection",
    read: release([
      workflowTask(taskIds.serviceFabric, "1.*", {
        configureDockerSettings: "true",
        registryCredentials: "AzureResourceManagerEndpoint",
        azureSubscriptionEndpoint: id,
      }),
    ]),
    readiness: "blocked",
    uses: [["not-supported", "refuses-other-schemes"]],
  },
  {
    name: "Terraform 3 and its backend, told from Terraform 5 by the major alone",
    read: release([
      workflowTask(taskIds.terraform, "3.*", { command: "apply", environmentServiceNameAzureRM: id }),
      workflowTask(taskIds.terraform, "5.*", { command: "apply", environmentServiceNameAzureRM: id }),
    ]),
    readiness: "blocked",
    uses: [
      ["not-supported", "reads-the-key"],
      ["depends", "terraform-versions"],
    ],
  },
  {
    name: "a task group in a release",
    read: release([workflowTask(stampGroup, "1.*", { Subscription: id }, { definitionType: "metaTask" })], {
      context: {
        variableGroups: [],
        taskGroups: [
          {
            id: stampGroup,
            name: "Vault",
            version: { major: 1 },
            inputs: [{ name: "Subscription", defaultValue: "" }],
            tasks: [
              {
                displayName: "secrets",
                enabled: true,
                task: { id: taskIds.keyVault, versionSpec: "2.*", definitionType: "task" },
                inputs: { ConnectedServiceName: "$(Subscription)" },
              },
            ],
          },
        ],
      },
    }),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a phase that multiplies over connections",
    read: release([workflowTask(taskIds.keyVault, "2.*", { ConnectedServiceName: "$(Connection)" })], {
      over: { variables: { Connection: { value: `${id},${otherId}` } } },
      input: {
        parallelExecution: { parallelExecutionType: "multiConfiguration", multipliers: "Connection" },
      },
    }),
    readiness: "not-fully-visible",
    uses: [["unknown", "connection-not-known"]],
  },
];
