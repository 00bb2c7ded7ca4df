import { judgeStep } from "../../../src/domain/federation/evaluate";
import { federationData } from "../../../src/domain/federation/data/current";
import { describeFact } from "../../../src/domain/federation/facts";
import type { PipelineStep } from "../../../src/domain/federation/pipeline-definition";
import { replacementsFor, type Replacement } from "../../../src/domain/federation/replacement";
import { aStep, connection } from "./builders";

/** Each replacement either does what the step did or lists what it does not. Cases of our own (F7 to F11). */
type Case = {
  readonly name: string;
  readonly step: PipelineStep;
  /** The command that does the work; null where no script may be offered. */
  readonly command: string | null;
  readonly losses: readonly string[];
};

const template = (inputs: Readonly<Record<string, string>>) =>
  aStep(
    "AzureResourceGroupDeployment@1",
    {
      ConnectedServiceName: "azure-prod",
      resourceGroupName: "web",
      csmFile: "main.json",
      ...inputs,
    },
    { agentOs: "linux" },
  );

const terraform = (inputs: Readonly<Record<string, string>>) =>
  aStep(
    "TerraformTaskV2@2",
    { environmentServiceNameAzureRM: "azure-prod", ...inputs },
    { agentOs: "linux" },
  );

const cases: readonly Case[] = [
  {
    name: "an incremental deployment",
    step: template({}),
    command: "az deployment group create -g 'web' -f 'main.json'",
    losses: [],
  },
  {
    name: "a complete deployment stays complete",
    step: template({ deploymentMode: "Complete" }),
    command: "az deployment group create --mode Complete -g 'web' -f 'main.json'",
    losses: [],
  },
  {
    name: "a validation deploys nothing",
    step: template({ deploymentMode: "Validation" }),
    command: "az deployment group validate -g 'web' -f 'main.json'",
    losses: [],
  },
  {
    name: "the removal of a group stays one",
    step: template({ action: "DeleteRG" }),
    command: "az group delete -n 'web' --yes",
    losses: [],
  },
  { name: "stopping machines has no script", step: template({ action: "Stop" }), command: null, losses: [] },
  {
    name: "a mode known in a run only has no script",
    step: template({ deploymentMode: "$(mode)" }),
    command: null,
    losses: [],
  },
  {
    name: "Terraform apply needs nobody to confirm",
    step: terraform({ command: "apply", commandOptions: "-var a=b" }),
    command: "terraform 'apply' '-auto-approve' '-var' 'a=b'",
    losses: ["terraform-outputs"],
  },
  {
    name: "Terraform destroy that confirms already is not told twice",
    step: terraform({ command: "destroy", commandOptions: "-auto-approve" }),
    command: "terraform 'destroy' '-auto-approve'",
    losses: [],
  },
  {
    name: "a command of its own",
    step: terraform({ command: "custom", customCommand: "fmt" }),
    command: "terraform 'fmt'",
    losses: ["terraform-outputs"],
  },
  {
    name: "Terraform init",
    step: terraform({ command: "init", backendAzureRmKey: "k" }),
    command: "terraform 'init' -backend-config=key='k' '-backend-config=use_oidc=true'",
    losses: ["service-connection-of-backend", "terraform-cli"],
  },
  {
    name: "kubectl with a file in a namespace",
    step: aStep(
      "Kubernetes@0",
      {
        azureSubscriptionEndpoint: "azure-prod",
        secretName: "s",
        command: "apply",
        namespace: "shop",
        useConfigurationFile: "true",
        configuration: "k8s.yml",
        kubectlOutput: "o",
      },
      { agentOs: "linux" },
    ),
    command: "kubectl 'apply' -n 'shop' -f 'k8s.yml'",
    losses: ["cluster", "kubectl-output"],
  },
  {
    name: "a web app whose slot is named but off",
    step: aStep(
      "AzureRmWebAppDeployment@2",
      {
        ConnectedServiceName: "azure-prod",
        WebAppName: "shop",
        Package: "a.zip",
        ResourceGroupName: "web",
        DeployToSlotFlag: "false",
        SlotName: "stage",
      },
      { agentOs: "linux" },
    ),
    command: "az webapp deploy -g 'web' -n 'shop' --src-path 'a.zip' --type zip",
    losses: ["web-app-settings"],
  },
  {
    name: "a Packer template",
    step: aStep(
      "PackerBuild@0",
      { ConnectedServiceName: "azure-prod", customTemplateLocation: "i.pkr.hcl" },
      { agentOs: "linux" },
    ),
    command: 'packer build "$template"',
    losses: ["packer-template"],
  },
  {
    name: "module images",
    step: aStep(
      "AzureIoTEdge@2",
      {
        action: "Push module images",
        azureSubscriptionEndpoint: "azure-prod",
        templateFilePath: "d.json",
        defaultPlatform: "arm32v7",
      },
      { agentOs: "linux" },
    ),
    command: "iotedgedev push --no-build --file 'd.json' --platform 'arm32v7'",
    losses: [],
  },
  {
    name: "a gate without an agent",
    step: aStep("AzureMonitor@0", { ConnectedServiceNameARM: "azure-prod" }),
    command: null,
    losses: [],
  },
];

const optionsFor = (step: PipelineStep, of = connection): readonly Replacement[] => {
  const verdict = judgeStep(step, of, federationData);
  if (verdict === null) throw new Error("the step does not use the connection");
  expect(verdict.outcome).toBe("not-supported");
  return replacementsFor(step, verdict, of, federationData);
};

describe("a script in place of a step", () => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_name, { step, command, losses }) => {
    const script = optionsFor(step).find((option) => option.kind === "script");
    if (command === null) {
      expect(script).toBe(undefined);
      return;
    }
    if (script?.kind !== "script") throw new Error("no script");
    expect(script.script.trimEnd().split("\n").pop()).toBe(command);
    expect(script.gaps).toEqual(losses);
  });
});

describe("a newer version", () => {
  const after = (step: PipelineStep): string => {
    const upgrade = optionsFor(step).find((option) => option.kind === "upgrade");
    return upgrade?.kind === "upgrade" ? upgrade.after : "";
  };

  test("of Azure PowerShell does not keep a version of AzureRM", () => {
    const step = aStep("AzurePowerShell@1", {
      ConnectedServiceNameSelector: "ConnectedServiceNameARM",
      ConnectedServiceNameARM: "azure-prod",
      TargetAzurePs: "OtherVersion",
      CustomTargetAzurePs: "5.1.1",
    });
    expect(after(step)).toContain("azurePowerShellVersion: LatestVersion");
    expect(after(step)).not.toContain("5.1.1");
  });

  const copy = (task: string, inputs: Readonly<Record<string, string>>) =>
    optionsFor(aStep(task, { SourcePath: "out", ...inputs })).find((option) => option.kind === "upgrade");

  test.each([
    ["AzureFileCopy@1", "AdditionalArguments"],
    ["AzureFileCopy@2", "AdditionalArgumentsForBlobCopy"],
    ["AzureFileCopy@3", "additionalargumentsforvmcopy"],
  ])("of %s leaves %s for AzCopy 7 out and says so (F9)", (task, input) => {
    const upgrade = copy(task, { azureSubscription: "azure-prod", [input]: "/Y" });
    if (upgrade?.kind !== "upgrade") throw new Error("no upgrade");
    expect(upgrade.after).not.toContain("/Y");
    expect(upgrade.breaks).toContain("azcopy-switches");
  });

  test("of a copy without arguments names no lost ones", () => {
    const upgrade = copy("AzureFileCopy@3", { azureSubscription: "azure-prod" });
    if (upgrade?.kind !== "upgrade") throw new Error("no upgrade");
    expect(upgrade.breaks).not.toContain("azcopy-switches");
  });

  test("of a copy that runs AzCopy 10 already keeps its arguments", () => {
    const upgrade = copy("AzureFileCopy@4", {
      azureSubscription: "azure-prod",
      AdditionalArgumentsForBlobCopy: "--recursive",
    });
    if (upgrade?.kind !== "upgrade") throw new Error("no upgrade");
    expect(upgrade.after).toContain("AdditionalArgumentsForBlobCopy: '--recursive'");
  });

  test("of a deployment is none for machines to be stopped", () => {
    expect(after(template({ action: "Stop" }))).toBe("");
    expect(after(template({}))).toContain("AzureResourceManagerTemplateDeployment@3");
  });
});

test.each([
  [
    aStep("TerraformTaskV1@0", { environmentServiceNameAzureRM: "azure-prod" }),
    "TerraformTaskV1@0 is deprecated since 2026-08-12. Use TerraformTask@5 instead.",
  ],
  [
    aStep("AzureMonitor@0", { connectedServiceNameARM: "azure-prod" }),
    "AzureMonitor@0 is deprecated. Its publisher's date for removal is 2024-01-31. Use AzureMonitor@1 instead.",
  ],
])("a deprecated step that needs its secret says what to use (F14)", (step, sentence) => {
  const verdict = judgeStep(step, connection, federationData);
  expect(verdict?.remarks.map((remark) => describeFact(remark.fact))).toContain(sentence);
});

const tokenMade = (inputs: Readonly<Record<string, string>>): readonly string[] => {
  const step = aStep("TerraformTask@5", { environmentServiceNameAzureRM: "azure-prod", ...inputs });
  const verdict = judgeStep(step, connection, federationData);
  if (verdict === null) throw new Error("the step does not use the connection");
  expect(verdict.outcome).toBe("depends");
  return [verdict.fact, ...verdict.remarks.map((remark) => remark.fact)].map((said) => said.code);
};

test("TerraformTask@5 with ID token generation needs no new provider, but a short run (F1)", () => {
  const provider = { environmentAzureRmUseIdTokenGeneration: "true" };
  const backend = { backendAzureRmUseIdTokenGeneration: "true" };
  expect(tokenMade({})).toEqual(["terraform-versions", "terraform-state-role"]);
  expect(tokenMade(provider)).toEqual([
    "terraform-versions",
    "terraform-generated-token",
    "terraform-state-role",
  ]);
  expect(tokenMade(backend)).toEqual([
    "terraform-versions",
    "terraform-generated-token",
    "terraform-state-role",
  ]);
  expect(tokenMade({ ...provider, ...backend })).toEqual([
    "terraform-generated-token",
    "terraform-state-role",
  ]);
});

test("a registry connection gets no Azure connection in its place (F11)", () => {
  const registry = { ...connection, type: "dockerregistry" };
  const step = aStep("AzureRmWebAppDeployment@3", { AzureContainerRegistryLoginServer: "azure-prod" });
  expect(optionsFor(step, registry).map((option) => option.kind)).toEqual(["review", "split-off"]);
});
