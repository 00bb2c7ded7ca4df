import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { Language, Parser, type Node } from "web-tree-sitter";
import { parse } from "yaml";
import type { PipelineStep } from "../../../src/domain/federation/pipeline-definition";
import { powerShell } from "../../../src/domain/federation/shells";
import { scriptFor, snippets, type Script } from "../../../src/domain/federation/snippets/script";
import { stepToYaml } from "../../../src/domain/federation/yaml-text";
import { aStep } from "./builders";

/** Every input that a snippet reads, so that each value of a contributor reaches its script. */
const inputs: Readonly<Record<string, readonly string[]>> = {
  AzureFileCopy: ["storage", "ContainerName", "BlobPrefix", "SourcePath"],
  AzureRmWebAppDeployment: ["WebAppName", "ResourceGroupName", "SlotName", "Package"],
  AzureResourceGroupDeployment: ["resourceGroupName", "location", "csmFile", "csmParametersFile"],
  Kubernetes: [
    "azureResourceGroup",
    "kubernetesCluster",
    "azureContainerRegistry",
    "namespace",
    "configuration",
    "command",
    "arguments",
  ],
  AzureNLBManagement: ["ResourceGroupName", "LoadBalancer"],
  AzureIoTEdge: ["azureContainerRegistry", "templateFilePath", "defaultPlatform"],
  AzureMonitorAlerts: [],
  "ARM Outputs": ["resourceGroupName", "deploymentNameFilter"],
  ...Object.fromEntries(["PackerBuild", "Packer"].map((task) => [task, ["customTemplateLocation"]])),
  ...Object.fromEntries(
    ["TerraformTaskV1", "TerraformTaskV2", "TerraformTaskV3"].map((task) => [
      task,
      [
        "customCommand",
        "commandOptions",
        "workingDirectory",
        "backendAzureRmResourceGroupName",
        "backendAzureRmStorageAccountName",
        "backendAzureRmContainerName",
        "backendAzureRmKey",
      ],
    ]),
  ),
};

/** What turns a branch of a snippet on; drawn beside the hostile values. */
const switches: Readonly<Record<string, readonly string[]>> = {
  CleanTargetBeforeCopy: ["true", "false"],
  DeployToSlotFlag: ["true", "false"],
  action: ["Create Or Update Resource Group", "DeleteRG", "Push module images"],
  deploymentMode: ["Incremental", "Complete", "Validation"],
  useConfigurationFile: ["true", "false"],
  Action: ["Connect", "Disconnect"],
  command: ["init", "apply", "custom"],
};

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."'\"`;|&<>()%^!\\*?#~$@{}[], \n\t",
        "\u2018",
        "\u2019",
        "\u201a",
        "\u201b",
        "\u201c",
        "\u2028",
        "$(canary)",
        "`canary`",
        "'; canary; '",
        '"; canary; "',
        "\n canary\n",
        "& canary",
        "| canary",
        "%COMSPEC%",
        "--%",
        "@'",
        "${canary}",
        "-e",
        "word",
      ),
      fc.string({ unit: "grapheme", maxLength: 4 }).map((text) => text.replaceAll("\0", "")),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""));

type Case = { readonly task: string; readonly step: PipelineStep };

const hostileStep: fc.Arbitrary<Case> = fc
  .constantFrom(...Object.keys(snippets))
  .chain((task) =>
    fc.record({
      task: fc.constant(task),
      values: fc.tuple(...(inputs[task] ?? []).map(() => fc.option(hostileText, { freq: 6, nil: "" }))),
      chosen: fc.record(
        Object.fromEntries(Object.entries(switches).map(([name, all]) => [name, fc.constantFrom(...all)])),
      ),
    }),
  )
  .map(({ task, values, chosen }) => {
    const given = Object.fromEntries((inputs[task] ?? []).map((name, index) => [name, values[index] ?? ""]));
    const isTerraform = task.startsWith("Terraform");
    const step = aStep(`${task}@4`, { ...chosen, ...given, ...(isTerraform ? {} : { command: "apply" }) });
    return { task, step };
  });

const commands = ["az", "terraform", "packer", "kubectl", "kubelogin", "iotedgedev", "cd"];

/** What a real bash runs: the names of all commands that it started, and whether any was not one of ours. */
function runInBash({ script, env }: Script, folder: string) {
  const shims = commands.map((name) => `${name}() { printf '%s\\0' "${name}" "$@" $'\\x01' >&2; }`);
  const { stderr, error } = spawnSync(
    "bash",
    ["--norc", "-c", `PATH=/nowhere\n${shims.join("\n")}\ncanary() { printf CANARY >&2; }\n${script}`],
    // Nothing else can be started: there is no path to it.
    { cwd: folder, env: { PATH: process.env["PATH"] ?? "", ...env }, encoding: "utf8" },
  );
  if (error !== undefined) throw error;
  return {
    ranCanary:
      stderr.split("\0").some((word) => word.startsWith("CANARY")) || /command not found/.test(stderr),
    calls: stderr.split("\0\x01\0").map((call) => call.split("\0")),
  };
}

describe("a script for bash, with values that a contributor chose", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "hostile-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("has every input of every snippet in this test", () => {
    expect(Object.keys(inputs).sort()).toEqual(Object.keys(snippets).sort());
  });

  test("runs nothing but its own commands, in a real bash", () => {
    fc.assert(
      fc.property(hostileStep, ({ task, step }) => {
        const made = scriptFor(task, step, false);
        if (made === null) return;
        expect(made.scriptType).toBe("bash");
        expect(runInBash(made, folder).ranCanary).toBe(false);
      }),
      { numRuns: 250 },
    );
  });

  test("hands each value over as it is", () => {
    const verbatim = ["resourceGroupName", "location"] as const;
    fc.assert(
      fc.property(hostileText, hostileText, (group, location) => {
        fc.pre([group, location].every((text) => text.trim() !== "" && !/\$\(|\$\[|\$\{\{/.test(text)));
        const step = aStep("AzureResourceGroupDeployment@2", {
          [verbatim[0]]: group,
          [verbatim[1]]: location,
          csmFile: "main.json",
        });
        const made = scriptFor("AzureResourceGroupDeployment", step, false);
        if (made === null) throw new Error("no script");
        expect(runInBash(made, folder).calls.slice(0, 2)).toEqual([
          ["az", "group", "create", "-g", group, "-l", location],
          ["az", "deployment", "group", "create", "-g", group, "-f", "main.json"],
        ]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a script for PowerShell on Windows, with values that a contributor chose", () => {
  let parser: Parser;
  beforeAll(async () => {
    await Parser.init();
    parser = new Parser();
    parser.setLanguage(
      await Language.load(
        readFileSync(require.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm")),
      ),
    );
  });

  const all = (node: Node): readonly Node[] => [
    node,
    ...node.children.flatMap((one) => (one === null ? [] : all(one))),
  ];
  const treeOf = (script: string): readonly Node[] => {
    const root = parser.parse(script)?.rootNode;
    if (root === undefined) throw new Error("not parsed");
    expect(root.hasError).toBe(false);
    return all(root);
  };
  const own = [...commands, "Split-Path", "Test-Path", "ConvertFrom-Json", "exit"];

  test("calls nothing but its own commands, as a parser of PowerShell reads it", () => {
    fc.assert(
      fc.property(hostileStep, ({ task, step }) => {
        const made = scriptFor(task, step, true);
        if (made?.scriptType !== "pscore") return;
        const called = treeOf(made.script).filter((node) => node.type === "command_name");
        expect(called.map((node) => node.text).filter((name) => !own.includes(name))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("holds no value that cmd would read, since az is a batch file there (F10)", () => {
    const guard = powerShell.guard(["ANY"]).join("\n");
    fc.assert(
      fc.property(hostileStep, ({ task, step }) => {
        const made = scriptFor(task, step, true);
        if (made === null) return;
        if (made.scriptType === "bash") {
          expect(made.gaps).toContain("bash-on-windows");
          return;
        }
        const literals = treeOf(made.script)
          .filter((node) => node.type === "verbatim_string_characters" && !guard.includes(node.text))
          .map((node) => node.text.slice(1, -1));
        expect(literals.filter((text) => /[%&|<>^"!()\u0000-\u001f]/.test(text))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test.each(["a&calc", "a|b", "100%", "a^b", 'say "hi"', "f(x)", "C:\\drop\\", "a\nb", "hi!"])(
    "gives way to bash for %j",
    (value) => {
      const step = aStep("AzureResourceGroupDeployment@2", { action: "DeleteRG", resourceGroupName: value });
      expect(scriptFor("AzureResourceGroupDeployment", step, true)).toMatchObject({
        scriptType: "bash",
        gaps: ["bash-on-windows"],
      });
    },
  );

  test("stops where a value that a run supplies holds such a sign", () => {
    const step = aStep("AzureResourceGroupDeployment@2", {
      action: "DeleteRG",
      resourceGroupName: "$(group)",
    });
    expect(scriptFor("AzureResourceGroupDeployment", step, true)).toEqual({
      scriptType: "pscore",
      script:
        "# On Windows az is a batch file, so cmd reads each value once more.\n" +
        "foreach ($value in $env:GROUP) {\n" +
        `  if ($value -match '[%&|<>^"!()\\x00-\\x1f]|\\\\$') { throw 'A value holds a sign that cmd acts on.' }\n` +
        "}\n" +
        'az group delete -n "$env:GROUP" --yes\n' +
        "if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }\n",
      env: { GROUP: "$(group)" },
      missing: [],
      roles: [],
      needsIdentity: false,
      gaps: ["cmd-signs"],
    });
  });

  /** `about_Quoting_Rules`: within single quotes only a doubled quote of the same kind is more than itself. */
  function read(word: string): string {
    const quote = /['\u2018-\u201b]/;
    expect([word[0], word[word.length - 1]]).toEqual(["'", "'"]);
    let text = "";
    for (let at = 1; at < word.length - 1; at += 1) {
      const character = word[at] ?? "";
      if (quote.test(character)) {
        expect(word[at + 1]).toBe(character);
        at += 1;
        expect(at).toBeLessThan(word.length - 1);
      }
      text += character;
    }
    return text;
  }

  test("reads each quoted word back as its value, whichever quotes it holds", () => {
    fc.assert(fc.property(hostileText, (value) => expect(read(powerShell.quoted(value))).toBe(value)));
  });
});

test("each step to copy reads back from YAML as it was made, whatever its values", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(fc.constantFrom("yes", "null", "a"), hostileText), hostileText, { maxKeys: 4 }),
      hostileText,
      (table, displayName) => {
        const step = { task: "AzureCLI@2", displayName, condition: null, inputs: table, env: {} };
        const [read] = parse(stepToYaml(step), { version: "1.1" }) as {
          inputs?: unknown;
          displayName: string;
        }[];
        expect(read?.displayName).toBe(displayName);
        expect(read?.inputs ?? {}).toEqual(table);
      },
    ),
    { numRuns: 1_000 },
  );
});
