import { build, group, id, otherId, task, taskIds, type Case } from "./cases";

const fileCopy = {
  SourcePath: "$(Build.ArtifactStagingDirectory)",
  Destination: "AzureBlob",
  StorageAccountRM: "shop",
  ContainerName: "drop",
};
const inline = { scriptType: "bash", scriptLocation: "inlineScript", inlineScript: "az account show" };

const stampGroup = "0c9b3f5e-1111-4222-8333-444455556666";
const outerGroup = "0c9b3f5e-9999-4222-8333-444455556666";

const deployGroup = {
  id: stampGroup,
  name: "Deploy stamp",
  version: { major: 1, minor: 0, patch: 4, isTest: false },
  inputs: [
    { name: "Subscription", type: "connectedService:AzureRM", defaultValue: "" },
    { name: "Where", type: "string", defaultValue: "westeurope" },
  ],
  tasks: [
    task(taskIds.armTemplate, "3.*", {
      ConnectedServiceName: "$(Subscription)",
      location: "$(Where)",
      csmFile: "main.json",
    }),
    task(taskIds.fileCopy, "4.*", { ...fileCopy, ConnectedServiceNameARM: "$(Subscription)" }),
  ],
};

const nestingGroup = {
  id: outerGroup,
  name: "Deploy all",
  version: { major: 2, minor: 0, patch: 0 },
  inputs: [{ name: "Target", type: "connectedService:AzureRM", defaultValue: id }],
  tasks: [group(stampGroup, "1.*", { Subscription: "$(Target)" })],
};

const withGroups = { taskGroups: [deployGroup, nestingGroup], variableGroups: [] };

export const classicCases: readonly Case[] = [
  {
    name: "Azure CLI 2 with an inline script",
    read: build([task(taskIds.azureCli, "2.*", { connectedServiceNameARM: id, ...inline })], {
      image: "ubuntu-22.04",
    }),
    readiness: "convertible",
    uses: [["supported", "own-federated-sign-in"]],
  },
  {
    name: "Azure CLI 2 with a script file",
    read: build([
      task(taskIds.azureCli, "2.*", {
        connectedServiceNameARM: id,
        scriptType: "ps",
        scriptLocation: "scriptPath",
        scriptPath: "deploy.ps1",
      }),
    ]),
    readiness: "after-review",
    uses: [["depends", "script-file"]],
  },
  {
    name: "Azure CLI 1 that gives the service principal to its script",
    read: build([
      task(taskIds.azureCli, "1.*", {
        connectedServiceNameARM: id,
        scriptLocation: "inlineScript",
        inlineScript: "terraform apply",
        addSpnToEnvironment: "true",
      }),
    ]),
    readiness: "after-review",
    uses: [["depends", "script-reads-secret"]],
  },
  {
    name: "Azure file copy 4 on Windows",
    read: build([task(taskIds.fileCopy, "4.*", { ConnectedServiceNameARM: id, ...fileCopy })]),
    readiness: "blocked",
    uses: [["not-supported", "refuses-other-schemes"]],
  },
  {
    name: "Azure file copy 6 on Windows",
    read: build([task(taskIds.fileCopy, "6.*", { ConnectedServiceNameARM: id, ...fileCopy })]),
    readiness: "convertible",
    uses: [["supported", "own-federated-sign-in"]],
  },
  {
    name: "Azure file copy 6 on agents of an own pool, whose system nobody states: it runs on Windows alone",
    read: build([task(taskIds.fileCopy, "6.*", { ConnectedServiceNameARM: id, ...fileCopy })], {
      image: null,
    }),
    readiness: "convertible",
    uses: [["supported", "own-federated-sign-in"]],
  },
  {
    name: "Azure file copy 2 with a classic connection selected: the value is left over",
    read: build([
      task(taskIds.fileCopy, "2.*", {
        ...fileCopy,
        ConnectedServiceNameSelector: "ConnectedServiceName",
        ConnectedServiceName: otherId,
        ConnectedServiceNameARM: id,
      }),
    ]),
    readiness: "convertible",
    uses: [["not-a-use", "input-not-read"]],
  },
  {
    name: "a step that is switched off",
    read: build([
      task(taskIds.fileCopy, "1.*", { ConnectedServiceNameARM: id, ...fileCopy }, { enabled: false }),
    ]),
    readiness: "convertible",
    uses: [["not-a-use", "step-disabled"]],
  },
  {
    name: "the same tasks with another connection",
    read: build([
      task(taskIds.fileCopy, "1.*", { ConnectedServiceNameARM: otherId, ...fileCopy }),
      task(taskIds.bash, "3.*", { targetType: "inline", script: "echo hello" }),
    ]),
    readiness: null,
    uses: [],
  },
  {
    name: "a connection in a variable of the definition",
    read: build(
      [task(taskIds.keyVault, "2.*", { ConnectedServiceName: "$(Connection)", KeyVaultName: "kv" })],
      {
        over: { variables: { Connection: { value: id, allowOverride: false } } },
      },
    ),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a connection in a variable nobody knows",
    read: build([
      task(taskIds.keyVault, "2.*", { ConnectedServiceName: "$(Connection)", KeyVaultName: "kv" }),
    ]),
    readiness: "not-fully-visible",
    uses: [["unknown", "connection-not-known"]],
  },
  {
    name: "a connection in a linked variable group",
    read: build([task(taskIds.keyVault, "1.*", { ConnectedServiceName: "$(Connection)" })], {
      over: { variableGroups: [{ id: 14, name: "shared" }] },
      context: {
        taskGroups: [],
        variableGroups: [{ id: 14, name: "shared", type: "Vsts", variables: { connection: { value: id } } }],
      },
    }),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a multi-configuration variable, which has a list instead of a value",
    read: build([], {
      over: {
        variables: { Connection: { value: `${id},${otherId}` } },
        process: {
          type: 1,
          phases: [
            {
              name: "each",
              target: { type: 1, executionOptions: { type: 1, multipliers: ["Connection"] } },
              steps: [task(taskIds.keyVault, "2.*", { ConnectedServiceName: "$(Connection)" })],
            },
          ],
        },
      },
    }),
    readiness: "not-fully-visible",
    uses: [["unknown", "connection-not-known"]],
  },
  {
    name: "a task group with its caller's connection",
    read: build([group(stampGroup, "1.*", { Subscription: id })], { context: withGroups }),
    readiness: "blocked",
    uses: [
      ["supported", "sign-in-library"],
      ["not-supported", "refuses-other-schemes"],
    ],
  },
  {
    name: "a task group in a task group, with the parameter's default",
    read: build([group(outerGroup, "2.*", {})], { context: withGroups }),
    readiness: "blocked",
    uses: [
      ["supported", "sign-in-library"],
      ["not-supported", "refuses-other-schemes"],
    ],
  },
  {
    name: "a task group that is switched off by its caller",
    read: build([group(stampGroup, "1.*", { Subscription: id }, { enabled: false })], {
      context: withGroups,
    }),
    readiness: "convertible",
    uses: [
      ["not-a-use", "step-disabled"],
      ["not-a-use", "step-disabled"],
    ],
  },
  {
    name: "a task group nobody may read",
    read: build([group(stampGroup, "1.*", { Subscription: id })], {
      context: { taskGroups: null, variableGroups: [] },
    }),
    readiness: null,
    uses: [],
    unread: ["task-group-missing"],
  },
  {
    name: "a version of a task group that is not among those read",
    read: build([group(stampGroup, "3.*", { Subscription: id })], { context: withGroups }),
    readiness: null,
    uses: [],
    unread: ["task-group-missing"],
  },
  {
    name: "a task group that contains itself",
    read: build([group(stampGroup, "1.*", { Subscription: id })], {
      context: {
        taskGroups: [
          { ...deployGroup, tasks: [group(stampGroup, "1.*", { Subscription: "$(Subscription)" })] },
        ],
        variableGroups: [],
      },
    }),
    readiness: null,
    uses: [],
    unread: ["task-group-loop"],
  },
  {
    name: "Azure PowerShell 5 with an inline script of Az cmdlets",
    read: build([
      task(taskIds.powerShell, "5.*", {
        ConnectedServiceNameARM: id,
        ScriptType: "InlineScript",
        Inline: "Get-AzVM",
        azurePowerShellVersion: "LatestVersion",
      }),
    ]),
    readiness: "convertible",
    uses: [["supported", "az-module-sign-in"]],
  },
  {
    name: "Azure PowerShell 3, which needs a module on the agent",
    read: build([
      task(taskIds.powerShell, "3.*", {
        ConnectedServiceNameARM: id,
        ScriptType: "InlineScript",
        Inline: "Get-AzVM",
      }),
    ]),
    readiness: "after-review",
    uses: [["depends", "needs-az-accounts"]],
  },
  {
    name: "a template whose override parameters take the key",
    read: build([
      task(taskIds.armTemplate, "3.*", {
        ConnectedServiceName: id,
        addSpnToEnvironment: "true",
        overrideParameters: "-adminSecret $servicePrincipalKey",
      }),
    ]),
    readiness: "blocked",
    uses: [["not-supported", "arm-override-secret"]],
  },
  {
    name: "a template whose override parameters do not",
    read: build([
      task(taskIds.armTemplate, "2.*", {
        ConnectedServiceName: id,
        addSpnToEnvironment: "false",
        overrideParameters: "-name $(name)",
      }),
    ]),
    readiness: "convertible",
    uses: [["supported", "sign-in-library"]],
  },
  {
    name: "a database deployment pinned below its first safe version",
    read: build([task(taskIds.dacpac, "1.231.0", { ConnectedServiceNameARM: id })]),
    readiness: "blocked",
    uses: [["supported-from", "pinned-below-safe"]],
  },
  {
    name: "a task of an unknown extension that holds the connection's id",
    read: build([task("deadbeef-0000-4000-8000-00000000beef", "1.*", { target: id })]),
    readiness: "after-review",
    uses: [["unknown", "task-not-listed"]],
  },
  {
    name: "a major version nobody has looked at",
    read: build([task(taskIds.azureCli, "9.*", { connectedServiceNameARM: id, ...inline })]),
    readiness: "after-review",
    uses: [["unknown", "major-not-listed"]],
  },
  {
    name: "a definition from before phases",
    read: build([], {
      over: {
        process: { type: 1 },
        build: [task(taskIds.webApp, "2.*", { ConnectedServiceName: id, WebAppName: "shop" })],
      },
    }),
    readiness: "blocked",
    uses: [["not-supported", "older-than-federation"]],
  },
  {
    name: "a phase with an agent of its own, which demands Linux",
    read: build([], {
      over: {
        process: {
          type: 1,
          target: { agentSpecification: { identifier: "windows-2022" } },
          phases: [
            {
              name: "on linux",
              target: {
                type: 1,
                queue: { id: 3, pool: { name: "Own pool" } },
                demands: ["Agent.OS -equals Linux"],
              },
              steps: [
                task(taskIds.powerShell, "4.*", {
                  ConnectedServiceNameARM: id,
                  ScriptType: "InlineScript",
                  Inline: "Get-AzVM",
                }),
              ],
            },
          ],
        },
      },
    }),
    readiness: "blocked",
    uses: [["not-supported", "key-only-off-windows"]],
  },
];
