import { id, yaml, type Case } from "./cases";

export const yamlCases: readonly Case[] = [
  {
    name: "steps at the root, connection by name",
    read: yaml(`
pool: { vmImage: ubuntu-latest }
steps:
- task: AzureCLI@2
  inputs: { azureSubscription: azure-prod, scriptType: bash, scriptLocation: inlineScript, inlineScript: az group list }
`),
    readiness: "convertible",
    uses: [["supported", "own-federated-sign-in"]],
  },
  {
    name: "connection by id and in another casing of the input",
    read: yaml(`
pool: { vmImage: windows-latest }
steps:
- task: AzureKeyVault@2
  inputs: { AZURESUBSCRIPTION: ${id.toUpperCase()}, KeyVaultName: kv }
`),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a name that differs in casing",
    read: yaml(`
steps:
- task: AzureWebApp@1
  inputs: { azureSubscription: Azure-Prod, appName: shop }
`),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a script that reads the key",
    read: yaml(`
pool: { vmImage: ubuntu-latest }
steps:
- task: AzureCLI@2
  inputs:
    azureSubscription: azure-prod
    scriptType: bash
    scriptLocation: inlineScript
    addSpnToEnvironment: true
    inlineScript: |
      export ARM_CLIENT_ID=$servicePrincipalId
      export ARM_CLIENT_SECRET=$servicePrincipalKey
`),
    readiness: "after-review",
    uses: [["depends", "script-reads-secret"]],
  },
  {
    name: "a script that signs in with a password of its own",
    read: yaml(`
steps:
- task: AzureCLI@2
  inputs:
    azureSubscription: azure-prod
    scriptType: bash
    scriptLocation: inlineScript
    inlineScript: az login --service-principal -u $(id) -p $(pw) --tenant $(t)
`),
    readiness: "after-review",
    uses: [["depends", "script-own-login"]],
  },
  {
    name: "a script whose whole text is a variable",
    read: yaml(`
steps:
- task: AzureCLI@2
  inputs: { azureSubscription: azure-prod, scriptType: bash, scriptLocation: inlineScript, inlineScript: $(script) }
`),
    readiness: "after-review",
    uses: [["depends", "script-own-login"]],
  },
  {
    name: "a script with macros and command substitutions that are no secret",
    read: yaml(`
steps:
- task: AzureCLI@2
  inputs:
    azureSubscription: azure-prod
    scriptType: bash
    scriptLocation: inlineScript
    inlineScript: |
      name=$(az group list --query "[0].name" -o tsv)
      az webapp restart -g "$name" -n $(appName)
`),
    readiness: "convertible",
    uses: [["supported", "own-federated-sign-in"]],
  },
  {
    name: "whether the script gets the service principal is a variable",
    read: yaml(`
steps:
- task: AzureCLI@2
  inputs: { azureSubscription: azure-prod, scriptType: bash, scriptLocation: inlineScript, inlineScript: ls, addSpnToEnvironment: $(give) }
`),
    readiness: "after-review",
    uses: [["depends", "script-reads-secret"]],
  },
  {
    name: "file copy 6 pinned to the version with the defect",
    read: yaml(`
pool: { vmImage: windows-2022 }
steps:
- task: AzureFileCopy@6.238.1
  inputs: { SourcePath: drop, azureSubscription: azure-prod, Destination: AzureBlob, storage: shop, ContainerName: c }
`),
    readiness: "blocked",
    uses: [["supported-from", "pinned-below-safe"]],
  },
  {
    name: "an ARM deployment pinned to a version from before federation",
    read: yaml(`
steps:
- task: AzureResourceManagerTemplateDeployment@3.175.1
  inputs: { azureResourceManagerConnection: azure-prod, resourceGroupName: rg }
`),
    readiness: "blocked",
    uses: [["supported-from", "pinned-below-safe"]],
  },
  {
    name: "jobs whose pools differ",
    read: yaml(`
pool: { vmImage: windows-latest }
jobs:
- job: a
  steps:
  - task: AzureFileCopy@6
    inputs: { SourcePath: drop, azureSubscription: azure-prod, Destination: AzureBlob, storage: shop, ContainerName: c }
- job: b
  pool: { vmImage: ubuntu-latest }
  steps:
  - task: AzureFileCopy@6
    inputs: { SourcePath: drop, azureSubscription: azure-prod, Destination: AzureBlob, storage: shop, ContainerName: c }
`),
    readiness: "blocked",
    uses: [
      ["supported", "own-federated-sign-in"],
      ["not-supported", "windows-agents-only"],
    ],
  },
  {
    name: "a matrix over agents",
    read: yaml(`
jobs:
- job: test
  strategy:
    matrix:
      win: { image: windows-2022 }
      mac: { image: macOS-14 }
    maxParallel: 2
  pool: { vmImage: $(image) }
  steps:
  - task: AzurePowerShell@4
    inputs: { azureSubscription: azure-prod, ScriptType: InlineScript, Inline: Get-AzVM, azurePowerShellVersion: LatestVersion }
`),
    readiness: "blocked",
    uses: [
      ["supported", "federated-in-part"],
      ["not-supported", "key-only-off-windows"],
    ],
  },
  {
    name: "a matrix over connections",
    read: yaml(`
jobs:
- job: deploy
  strategy:
    matrix:
      dev: { conn: azure-dev }
      prod: { conn: azure-prod }
  steps:
  - task: AzureKeyVault@2
    inputs: { azureSubscription: $(conn), KeyVaultName: kv }
`),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a matrix that is made in the run",
    read: yaml(`
jobs:
- job: deploy
  strategy:
    matrix: $[ dependencies.plan.outputs['m.legs'] ]
  steps:
  - task: AzureKeyVault@2
    inputs: { azureSubscription: $(conn), KeyVaultName: kv }
`),
    readiness: "not-fully-visible",
    uses: [["unknown", "connection-not-known"]],
    unread: ["run-time-expression"],
  },
  {
    name: "a deployment job that runs once, with a failure hook",
    read: yaml(`
stages:
- stage: Deploy
  pool: { vmImage: ubuntu-latest }
  jobs:
  - deployment: web
    environment: prod
    strategy:
      runOnce:
        deploy:
          steps:
          - task: AzureWebApp@1
            inputs: { azureSubscription: azure-prod, appName: shop }
        on:
          failure:
            steps:
            - task: AzureCLI@0
              inputs: { connectedServiceNameARM: azure-prod, scriptLocation: inlineScript, inlineScript: az webapp restart }
`),
    readiness: "blocked",
    uses: [
      ["supported", "sign-in-library"],
      ["not-supported", "older-than-federation"],
    ],
  },
  {
    name: "a canary deployment with all its hooks",
    read: yaml(`
jobs:
- deployment: api
  environment: prod.ns
  pool: { vmImage: ubuntu-latest }
  strategy:
    canary:
      increments: [10, 20]
      preDeploy: { steps: [{ task: AzureKeyVault@2, inputs: { azureSubscription: azure-prod } }] }
      deploy: { steps: [{ task: KubernetesManifest@1, inputs: { action: deploy, connectionType: azureResourceManager, azureSubscriptionConnection: azure-prod } }] }
      routeTraffic: { steps: [{ task: AzureAppServiceManage@0, inputs: { azureSubscription: azure-prod } }] }
      postRouteTraffic: { steps: [{ task: AzureMonitor@1, inputs: { connectedServiceNameARM: azure-prod } }] }
      on:
        success: { steps: [{ task: AzureContainerApps@1, inputs: { azureSubscription: azure-prod } }] }
`),
    readiness: "convertible",
    uses: [
      ["supported", "sign-in-library"],
      ["supported", "own-federated-sign-in"],
      ["supported", "sign-in-library"],
      ["supported", "stated-by-documentation"],
      ["supported", "own-federated-sign-in"],
    ],
  },
  {
    name: "a rolling deployment whose hook has a pool of its own",
    read: yaml(`
jobs:
- deployment: vm
  environment: { name: prod, resourceType: VirtualMachine }
  strategy:
    rolling:
      maxParallel: 2
      deploy:
        pool: { vmImage: windows-2022 }
        steps:
        - task: AzureFileCopy@6
          inputs: { SourcePath: drop, azureSubscription: azure-prod, Destination: AzureBlob, storage: s, ContainerName: c }
`),
    readiness: "convertible",
    uses: [["supported", "own-federated-sign-in"]],
  },
  {
    name: "variables of the document, a stage and a job: the nearest wins",
    read: yaml(`
variables: { conn: azure-a }
stages:
- stage: one
  variables: [{ name: conn, value: azure-b }]
  jobs:
  - job: x
    variables: { conn: azure-prod }
    steps: [{ task: AzureKeyVault@2, inputs: { azureSubscription: $(conn) } }]
  - job: y
    steps: [{ task: AzureFileCopy@3, inputs: { azureSubscription: $(conn) } }]
`),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a variable of the definition's own settings",
    read: yaml(`steps: [{ task: AzureFileCopy@3, inputs: { azureSubscription: $(Conn) } }]`, {
      variables: { conn: "azure-prod" },
    }),
    readiness: "blocked",
    uses: [["not-supported", "documented-unsupported"]],
  },
  {
    name: "a variable made of variables",
    read: yaml(`
variables:
- { name: stage, value: prod }
- { name: conn, value: azure-$(stage) }
steps: [{ task: AzureKeyVault@2, inputs: { azureSubscription: $(conn) } }]
`),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a variable group by name",
    read: yaml(
      `
variables: [{ group: shared }]
steps: [{ task: AzureKeyVault@2, inputs: { azureSubscription: $(conn) } }]
`,
      {
        context: {
          taskGroups: [],
          variableGroups: [
            { id: 3, name: "Shared", type: "Vsts", variables: { conn: { value: "azure-prod" } } },
          ],
        },
      },
    ),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a variable that is an expression of the run",
    read: yaml(`
variables: [{ name: conn, value: "$[ variables.x ]" }]
steps: [{ task: AzureKeyVault@2, inputs: { azureSubscription: $(conn) } }]
`),
    readiness: "not-fully-visible",
    uses: [["unknown", "connection-not-known"]],
  },
  {
    name: "a compile-time expression that was left over",
    read: yaml(`
steps:
- \${{ if eq(parameters.copy, true) }}:
  - task: AzureFileCopy@5
    inputs: { azureSubscription: azure-prod, Destination: AzureBlob }
- template: more.yml
`),
    readiness: "blocked",
    uses: [["not-supported", "refuses-other-schemes"]],
    unread: ["not-compiled", "not-compiled"],
  },
  {
    name: "a step switched off and a job whose condition is false",
    read: yaml(`
jobs:
- job: a
  steps: [{ task: AzureFileCopy@1, enabled: false, inputs: { azureSubscription: azure-prod } }]
- job: b
  condition: false
  steps: [{ task: AzureFileCopy@1, condition: succeeded(), inputs: { azureSubscription: azure-prod } }]
`),
    readiness: "convertible",
    uses: [
      ["not-a-use", "step-disabled"],
      ["not-a-use", "step-disabled"],
    ],
  },
  {
    name: "a classic connection selected by the YAML alias",
    read: yaml(`
steps:
- task: SqlAzureDacpacDeployment@1
  inputs: { azureConnectionType: ConnectedServiceName, azureSubscription: azure-prod, azureClassicSubscription: old }
`),
    readiness: "convertible",
    uses: [["not-a-use", "input-not-read"]],
  },
  {
    name: "a REST call through Azure Resource Manager, selected by the YAML alias",
    read: yaml(`
pool: server
steps:
- task: InvokeRESTAPI@1
  inputs: { connectionType: connectedServiceNameARM, azureServiceConnection: azure-prod, method: GET }
`),
    readiness: "convertible",
    uses: [["supported", "stated-by-documentation"]],
  },
  {
    name: "Docker 1 with an Azure registry, and Docker 2 with a registry connection of its own",
    read: yaml(`
steps:
- task: Docker@1
  inputs: { containerregistrytype: Azure Container Registry, azureSubscriptionEndpoint: azure-prod, command: Build an image }
- task: Docker@2
  inputs: { containerRegistry: acr-shop, command: buildAndPush }
`),
    readiness: "convertible",
    uses: [["supported", "registry-token"]],
  },
  {
    name: "IoT Edge that deploys and IoT Edge that pushes",
    read: yaml(`
pool: { vmImage: ubuntu-latest }
steps:
- task: AzureIoTEdge@2
  inputs: { action: Push module images, containerregistrytype: Azure Container Registry, azureSubscriptionEndpoint: azure-prod }
- task: AzureIoTEdge@2
  inputs: { action: Deploy to IoT Edge devices, azureSubscription: azure-prod }
`),
    readiness: "blocked",
    uses: [
      ["not-supported", "registry-path-reads-the-key"],
      ["supported", "federated-in-part"],
    ],
  },
  {
    name: "a registry type that only the run knows",
    read: yaml(`
steps:
- task: AzureIoTEdge@2
  inputs: { action: Push module images, containerregistrytype: $(kind), azureSubscriptionEndpoint: azure-prod }
`),
    readiness: "after-review",
    uses: [["depends", "input-rule-open"]],
  },
  {
    name: "Packer 0 with a template of its own, and with the built-in one",
    read: yaml(`
steps:
- task: PackerBuild@0
  inputs: { templateType: custom, ConnectedServiceName: azure-prod, customTemplateLocation: image.json }
- task: PackerBuild@0
  inputs: { ConnectedServiceName: azure-prod, imageUri: uri }
`),
    readiness: "blocked",
    uses: [
      ["not-a-use", "input-not-read"],
      ["not-supported", "reads-the-key"],
    ],
  },
  {
    name: "Marketplace tasks by full name, and the same short name from someone else",
    read: yaml(`
steps:
- task: ms-devlabs.custom-terraform-tasks.custom-terraform-release-task.TerraformTaskV4@4
  inputs: { command: apply, environmentServiceNameAzureRM: azure-prod }
- task: someone.else.task.TerraformTaskV4@4
  inputs: { command: apply, environmentServiceNameAzureRM: azure-prod }
`),
    readiness: "after-review",
    uses: [
      ["depends", "terraform-init-token"],
      ["unknown", "task-not-listed"],
    ],
  },
  {
    name: "a Marketplace task without federation by its short name, in any input",
    read: yaml(`
steps:
- task: TerraformTaskV2@2
  inputs: { command: init, backendServiceArm: azure-prod }
- task: ARM Outputs@6
  inputs: { ConnectedServiceNameARM: azure-prod }
`),
    readiness: "blocked",
    uses: [
      ["not-supported", "reads-the-key"],
      ["not-supported", "reads-the-key"],
    ],
  },
  {
    name: "a service container written in place, and one by its alias (F18)",
    read: yaml(`jobs:
- job: Test
  services:
    cache: redis
    store:
      image: shop.azurecr.io/store
      endpoint: azure-prod
  steps:
  - script: npm test
`),
    readiness: "after-review",
    uses: [["depends", "consumer-untried"]],
  },
  {
    name: "a container image from a registry and a Key Vault step",
    read: yaml(`
resources:
  containers:
  - container: tools
    type: ACR
    azureSubscription: azure-prod
    resourceGroup: rg
    registry: shop
    repository: tools
  repositories:
  - { repository: templates, type: github, endpoint: gh, name: org/templates }
jobs:
- job: a
  container: tools
  steps: [{ task: AzureKeyVault@2, inputs: { azureSubscription: azure-prod } }]
`),
    readiness: "after-review",
    uses: [
      ["depends", "consumer-untried"],
      ["supported", "sign-in-library"],
    ],
  },
  {
    name: "expanded templates: nested stages with the same step many times",
    read: yaml(`
stages:
- stage: dev
  jobs: [{ job: j, pool: { vmImage: ubuntu-latest }, steps: [{ task: BicepDeploy@0, inputs: { azureResourceManagerConnection: azure-dev } }] }]
- stage: prod
  dependsOn: dev
  jobs:
  - job: j
    pool: { vmImage: ubuntu-latest }
    steps:
    - task: 6d15af64-176c-496d-b583-fd2ae21d4df4@1
      inputs: { repository: self }
    - task: CmdLine@2
      inputs: { script: echo azure }
    - task: BicepDeploy@0
      inputs: { azureResourceManagerConnection: azure-prod }
`),
    readiness: "convertible",
    uses: [["supported", "own-federated-sign-in"]],
  },
  {
    name: "a connection's name that is some other text by chance",
    read: yaml(`
steps:
- task: AzureWebApp@1
  inputs: { azureSubscription: azure-dev, appName: azure-prod }
`),
    readiness: null,
    uses: [],
  },
  {
    name: "a document that is no pipeline",
    read: yaml(`just text`),
    readiness: null,
    uses: [],
    unread: ["could-not-read"],
  },
];
