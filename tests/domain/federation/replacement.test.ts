import { execFileSync } from "node:child_process";

import { parse } from "yaml";

import { judgeStep } from "../../../src/domain/federation/evaluate";
import { federationData } from "../../../src/domain/federation/data/current";
import type { PipelineStep } from "../../../src/domain/federation/pipeline-definition";
import { replacementsFor, type Replacement } from "../../../src/domain/federation/replacement";
import { breakWords, gapWords, reviewWords } from "../../../src/domain/federation/replacement-words";
import { upgrades } from "../../../src/domain/federation/upgrades";
import { stepToYaml } from "../../../src/domain/federation/yaml-text";
import { aStep, connection } from "./builders";

function optionsFor(step: PipelineStep): readonly Replacement[] {
  const verdict = judgeStep(step, connection, federationData);
  if (verdict === null) throw new Error("the step does not use the connection");
  return replacementsFor(step, verdict, connection, federationData);
}

/** The script for bash, which a step gets that ran on Linux. */
function scriptFor(step: PipelineStep): Extract<Replacement, { kind: "script" }> {
  const script = optionsFor({ ...step, agentOs: "linux" }).find((option) => option.kind === "script");
  if (script?.kind !== "script") throw new Error("no script for this step");
  return script;
}

/** Runs a script with `az` and others replaced by functions that print one line per call, words between bars. */
function run(script: string, env: Readonly<Record<string, string>>): readonly string[] {
  const say = (name: string) => `${name}() { local IFS='|'; printf '%s\\n' "${name}|$*" >&2; }\n`;
  const shims = ["az", "terraform", "packer", "kubectl", "kubelogin", "iotedgedev"].map(say).join("");
  const printed = execFileSync("bash", ["--norc", "-c", `exec 2>&1\n${shims}${script}`], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
    encoding: "utf8",
  });
  return printed.trim().split("\n");
}

const fileCopy = (inputs: Readonly<Record<string, string>>, task = "AzureFileCopy@4"): PipelineStep =>
  aStep(
    task,
    {
      SourcePath: "out/site",
      azureSubscription: "azure-prod",
      Destination: "AzureBlob",
      storage: "shopdata",
      ContainerName: "$web",
      ...inputs,
    },
    { name: "Upload site" },
  );

describe("Azure file copy 4", () => {
  test("is offered its version 6 with the role it needs, then the script", () => {
    const options = optionsFor(fileCopy({ sasTokenTimeOutInMinutes: "30" }));

    expect(options.map((option) => option.kind)).toEqual(["upgrade", "script"]);
    const [upgrade] = options;
    if (upgrade?.kind !== "upgrade") throw new Error("no upgrade");
    expect([upgrade.task, upgrade.minimum]).toEqual(["AzureFileCopy@6", "6.239.6"]);
    expect(upgrade.roles).toEqual(["Storage Blob Data Contributor"]);
    expect(parse(upgrade.after)).toEqual([
      {
        task: "AzureFileCopy@6",
        displayName: "Upload site",
        inputs: {
          SourcePath: "out/site",
          azureSubscription: "azure-prod",
          Destination: "AzureBlob",
          storage: "shopdata",
          ContainerName: "$web",
        },
      },
    ]);
  });

  test("becomes an upload with the connection's own sign-in, its inputs filled in", () => {
    const option = scriptFor(fileCopy({ SourcePath: "out/site/*.html", BlobPrefix: "v1" }));

    expect(run(option.script, option.env)).toEqual([
      "az|storage|blob|upload-batch|--auth-mode|login|--account-name|shopdata|-d|$web|--destination-path|v1|-s|out/site|--pattern|*.html|--overwrite",
    ]);
    expect(option.roles).toEqual(["Storage Blob Data Contributor"]);
    expect(option.gaps).toEqual(["wildcard"]);
    const [step] = parse(option.after) as { task: string; inputs: Record<string, unknown> }[];
    expect(step?.task).toBe("AzureCLI@2");
    expect(step?.inputs["azureSubscription"]).toBe("azure-prod");
    expect(step?.inputs["inlineScript"]).toBe(option.script);
  });

  test("uploads a single file under its own name below the prefix, and a folder as a whole", () => {
    const file = scriptFor(fileCopy({ SourcePath: "/etc/hostname", BlobPrefix: "v1" }));
    const folder = scriptFor(
      fileCopy({ SourcePath: "/tmp/", CleanTargetBeforeCopy: "true", BlobPrefix: "v1" }),
    );

    expect(run(file.script, file.env)).toEqual([
      "az|storage|blob|upload|--auth-mode|login|--account-name|shopdata|-c|$web|-n|v1/hostname|-f|/etc/hostname|--overwrite",
    ]);
    expect(run(folder.script, folder.env)).toEqual([
      "az|storage|blob|delete-batch|--auth-mode|login|--account-name|shopdata|-s|$web|--pattern|v1/*",
      "az|storage|blob|upload-batch|--auth-mode|login|--account-name|shopdata|-d|$web|--destination-path|v1/tmp|-s|/tmp|--overwrite",
    ]);
  });

  test.each([
    "it's; az group delete -n prod",
    '"; az group delete -n prod; echo "',
    "`az group delete -n prod`",
    "a b\nc",
    "-x --y",
  ])("keeps %j one word of the command", (hostile) => {
    const literal = scriptFor(fileCopy({ ContainerName: hostile, SourcePath: "d/*" }));
    const calls = run(literal.script, literal.env).join("\n");
    expect(calls).toContain(`|-d|${hostile}|-s|d|--pattern|*|--overwrite`);
    expect(calls.match(/^az\|/gm)).toHaveLength(1);
    const [step] = parse(literal.after) as { inputs: Record<string, unknown> }[];
    expect(step?.inputs["inlineScript"]).toBe(literal.script);
  });

  test("carries macros in the environment, where the agent replaces them without touching the script", () => {
    const option = scriptFor(
      fileCopy({ SourcePath: "$(Build.ArtifactStagingDirectory)/drop/*", storage: "$(account)" }),
    );

    expect(option.script).not.toContain("$(Build");
    expect(option.env).toEqual({
      STORAGE_ACCOUNT: "$(account)",
      SOURCE: "$(Build.ArtifactStagingDirectory)/drop",
    });
    const replaced = { STORAGE_ACCOUNT: "a'; rm -rf /", SOURCE: "/agent/a/drop" };
    expect(run(option.script, replaced)).toEqual([
      "az|storage|blob|upload-batch|--auth-mode|login|--account-name|a'; rm -rf /|-d|$web|-s|/agent/a/drop|--pattern|*|--overwrite",
    ]);
  });

  test("names what the step does not tell and what the script cannot do", () => {
    const option = scriptFor(
      fileCopy(
        {
          ContainerName: "",
          AdditionalArgumentsForBlobCopy: "/NC:10",
          outputStorageContainerSasToken: "sas",
        },
        "AzureFileCopy@3",
      ),
    );
    expect(option.missing).toEqual(["container"]);
    expect(option.env["CONTAINER"]).toBe("<container>");
    expect(option.gaps).toEqual(["file-or-folder", "copy-arguments", "sas-token"]);
  });

  test("has no script for virtual machines, only the newer version", () => {
    const options = optionsFor(fileCopy({ Destination: "AzureVMs" }));
    expect(options.map((option) => option.kind)).toEqual(["upgrade"]);
  });

  test("has no newer version for a Linux agent, only the script", () => {
    const options = optionsFor({ ...fileCopy({}), agentOs: "linux" });
    expect(options.map((option) => option.kind)).toEqual(["script"]);
  });
});

describe("other tasks", () => {
  test("Terraform signs its provider in with the step's id token", () => {
    const option = scriptFor(
      aStep("TerraformTaskV3@3", {
        provider: "azurerm",
        command: "apply",
        workingDirectory: "/tmp",
        commandOptions: "-auto-approve -var $(v)",
        environmentServiceNameAzureRM: "azure-prod",
      }),
    );
    const calls = run(option.script, {
      ...option.env,
      OPTION_3: "a b",
      servicePrincipalId: "i",
      tenantId: "t",
      idToken: "x",
    });
    expect(calls[calls.length - 1]).toBe("terraform|apply|-auto-approve|-var|a b");
    expect(option.after).toContain("addSpnToEnvironment: true");
  });

  test.each([
    [
      "AzureNLBManagement@1",
      { azureSubscription: "azure-prod", ResourceGroupName: "rg", LoadBalancer: "lb", Action: "Connect" },
    ],
    [
      "AzureRmWebAppDeployment@2",
      { ConnectedServiceName: "azure-prod", WebAppName: "shop", Package: "a.zip" },
    ],
    [
      "AzureResourceGroupDeployment@1",
      {
        ConnectedServiceName: "azure-prod",
        resourceGroupName: "rg",
        location: "westeurope",
        csmFile: "m.json",
      },
    ],
    ["PackerBuild@0", { ConnectedServiceName: "azure-prod" }],
    [
      "Kubernetes@0",
      { azureSubscription: "azure-prod", secretName: "s", command: "apply", arguments: "-f k8s" },
    ],
    ["AzureMonitorAlerts@0", { azureSubscription: "azure-prod" }],
    [
      "AzureIoTEdge@2",
      {
        action: "Push module images",
        azureSubscriptionEndpoint: "azure-prod",
        azureContainerRegistry: '{"loginServer":"shop.azurecr.io"}',
      },
    ],
    ["ARM Outputs@6", { ConnectedServiceNameARM: "azure-prod", resourceGroupName: "rg" }],
  ])("%s has a script that bash accepts and that reads back from YAML", (task, inputs) => {
    const option = scriptFor(aStep(task, inputs));
    execFileSync("bash", ["--norc", "-n"], { input: option.script });
    const [step] = parse(option.after) as { task: string; inputs: Record<string, unknown> }[];
    expect(step?.task).toBe("AzureCLI@2");
    expect(step?.inputs["inlineScript"]).toBe(option.script);
  });

  test("a pinned version is unpinned", () => {
    const [option] = optionsFor(
      aStep("AzureResourceManagerTemplateDeployment@3.175.1", {
        azureResourceManagerConnection: "azure-prod",
      }),
    );
    if (option?.kind !== "unpin") throw new Error("not unpinned");
    expect([option.task, option.minimum]).toEqual(["AzureResourceManagerTemplateDeployment@3", "3.218.0"]);
    expect(option.before).toContain("- task: AzureResourceManagerTemplateDeployment@3.175.1\n");
    expect(option.after).toContain("- task: AzureResourceManagerTemplateDeployment@3\n");
  });

  test.each([
    ["someone.else.task.Deploy@1", { target: "azure-prod" }, ["ask-publisher", "split-off"]],
    ["AzureDevTestLabsCreateVM@3", { ConnectedServiceName: "azure-prod" }, ["split-off"]],
    [
      "ServiceFabricComposeDeploy@0",
      { azureSubscription: "azure-prod", registryCredentials: "AzureResourceManagerEndpoint" },
      ["split-off"],
    ],
  ])("%s, for which nothing is known, is split off", (task, inputs, expected) => {
    const said = optionsFor(aStep(task, inputs)).map((option) =>
      option.kind === "review" ? option.code : option.kind,
    );
    expect(said).toEqual(expected);
  });

  test("a script with a secret is to be rewritten, and nothing else is offered", () => {
    const said = optionsFor(
      aStep("AzureCLI@1", {
        azureSubscription: "azure-prod",
        scriptLocation: "inlineScript",
        addSpnToEnvironment: "true",
        inlineScript: "echo $servicePrincipalKey",
      }),
    );
    expect(said).toEqual([{ kind: "review", code: "rewrite-secret-use" }]);
  });

  test("a plain yes needs nothing", () => {
    expect(optionsFor(aStep("AzureKeyVault@2", { azureSubscription: "azure-prod" }))).toEqual([]);
  });
});

describe("the table of upgrades", () => {
  test.each(upgrades.map((upgrade) => [`${upgrade.task} to ${upgrade.to}`, upgrade] as const))(
    "%s ends at a version the data says yes to",
    (_name, upgrade) => {
      const target = federationData.tasks
        .flatMap((task) => task.majors.map((row) => ({ name: `${task.name}@${row.major}`, row })))
        .find(({ name }) => name === upgrade.to);
      expect(["yes", "partial"]).toContain(target?.row.federation);
      for (const code of upgrade.breaks) expect(breakWords[code]).toMatch(/\.$/);
    },
  );
});

test("every gap and every review has words", () => {
  for (const said of [...Object.values(gapWords), ...Object.values(reviewWords)])
    expect(said).toMatch(/^[A-Z].*\.$/);
});

test.each([
  "",
  "plain",
  "yes",
  "1.10",
  "a: b",
  "# no",
  "it's",
  "tab\there",
  " lead",
  "x\ny",
  "\nx",
  "x\n\n",
  "- a",
  "é",
  "$(x)",
  "*",
  "null",
])("the value %j reads back from YAML as it was", (text) => {
  const written = stepToYaml({
    task: "T@1",
    displayName: null,
    condition: null,
    inputs: { a: text, "odd key": text },
    env: {},
  });
  expect(parse(written)).toEqual([{ task: "T@1", inputs: { a: text, "odd key": text } }]);
});
