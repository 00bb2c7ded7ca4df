import { judgeStep } from "../../../src/domain/federation/evaluate";
import { describeFact, factCodes } from "../../../src/domain/federation/facts";
import { federationData } from "../../../src/domain/federation/data/current";
import type {
  Condition,
  ConnectionInput,
  MajorRow,
  Sourced,
  TaskRow,
  When,
} from "../../../src/domain/federation/data/federation-data";
import { sourceLink } from "../../../src/domain/federation/data/sources";
import { aStep, connection, connectionId } from "./builders";

const tasks = federationData.tasks;
const majors = tasks.flatMap((task) => task.majors.map((row) => ({ task, row })));

const records: readonly (readonly [string, Sourced])[] = [
  ...majors.flatMap(({ task, row }) => [
    [`${task.name}@${row.major}`, row] as const,
    ...row.inputs.map((input) => [`${task.name}@${row.major} input ${input.name}`, input] as const),
    ...(row.conditions ?? []).map((c) => [`${task.name}@${row.major} condition ${c.code}`, c] as const),
    ...(row.cautions ?? []).map((c) => [`${task.name}@${row.major} caution ${c.code}`, c] as const),
  ]),
  ...federationData.registry.map((row) => [`registry ${row.name}@${row.major}`, row] as const),
  ...federationData.consumers.map((row) => [`consumer ${row.kind}`, row] as const),
];

describe("every record", () => {
  test.each(records)("%s names its source and its date", (_name, record) => {
    expect(record.source).toMatch(/^(tasks|common|docs|yaml|rest):\S+$|^github\.com\/\S+$/);
    expect(record.date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    expect(record.date <= federationData.asOf).toBe(true);
    expect(sourceLink(record)).toMatch(/^https:\/\/(github\.com|learn\.microsoft\.com)\//);
  });

  test("is known under an id and major only once, or under its name where it has no id", () => {
    const keys = majors.map(({ task, row }) => `${task.id ?? task.name.toLowerCase()}@${row.major ?? "*"}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test("covers 49 built-in tasks in 82 majors and 45 tasks of the Marketplace", () => {
    const builtIn = tasks.filter((task) => task.extension === null);
    expect(builtIn).toHaveLength(49);
    expect(builtIn.flatMap((task) => task.majors)).toHaveLength(82);
    expect(tasks.filter((task) => task.extension !== null)).toHaveLength(45);
  });

  test("that is yes has a version to start from, unless the server decides (W6, W7)", () => {
    const without = majors
      .filter(({ row }) => row.federation === "yes" && row.safe === null)
      .map(({ task, row }) => `${task.name}@${row.major}`);
    expect(without).toEqual([
      "AutomatedAnalysis@0",
      "AzureMonitor@1",
      "AzurePolicyCheckGate@0",
      "InvokeRESTAPI@1",
    ]);
  });
});

describe("the verdicts of W8", () => {
  const named = (support: string) =>
    majors
      .filter(({ task, row }) => task.extension === null && row.federation === support)
      .map(({ task, row }) => `${task.name}@${row.major}`)
      .sort();

  test("no", () => {
    expect(named("no")).toEqual(
      [
        ...[1, 2, 3, 4, 5].map((major) => `AzureFileCopy@${major}`),
        "AzureCloudPowerShellDeployment@1",
        "AzureMonitor@0",
        "AzureMonitorAlerts@0",
        "AzureNLBManagement@1",
        "PackerBuild@0",
        "Kubernetes@0",
        "ServiceFabricDeploy@1",
        "ServiceFabricComposeDeploy@0",
        "AzureCLI@0",
        "AzurePowerShell@1",
        "AzureResourceGroupDeployment@1",
        "AzureRmWebAppDeployment@2",
      ].sort(),
    );
  });

  test("partial, without a connection, and unknown", () => {
    expect(named("partial")).toEqual(["AzureIoTEdge@2", "AzurePowerShell@4", "Kubernetes@1"]);
    expect(named("n/a")).toEqual([
      "AzureFunctionOnKubernetes@0",
      "KubernetesManifest@0",
      "PublishToAzureServiceBus@1",
    ]);
    expect(named("unknown")).toEqual(["AzureFunction@2"]);
  });
});

describe("corrections by evidence", () => {
  const judged = (task: string, inputs: Readonly<Record<string, string>>) =>
    judgeStep(aStep(task, inputs), connection, federationData);

  test("a step pinned to the Packer that refuses the configuration is told from which version on (F4)", () => {
    const inputs = { templateType: "builtin", ConnectedServiceName: connectionId };

    expect(judged("PackerBuild@1.239.0", inputs)).toMatchObject({
      outcome: "supported-from",
      from: "1.240.0",
    });
    expect(judged("PackerBuild@1.240.0", inputs)?.outcome).not.toBe("supported-from");
  });

  test.each(["azureWebAppRouteTraffic@0", "aafd0d72-ff21-4439-b282-44be5e9d4d90@0"])(
    "%s is known to read the key (F13)",
    (task) => {
      expect(judged(task, { ConnectedServiceName: connectionId })?.outcome).toBe("not-supported");
      expect(judged("RouteTraffic@0", { ConnectedServiceName: connectionId })?.outcome).toBe("unknown");
    },
  );
});

/** Inputs that make a rule of the form `a = b && c != d` true, read by hand-made means: first alternative only. */
function satisfying(rule: string | undefined): Record<string, string> {
  if (rule === undefined) return {};
  const first = rule.split("||")[0] ?? "";
  return Object.fromEntries(
    first.split("&&").map((clause) => {
      const [name = "", constant = ""] = clause.split(/!=|==|=/).map((text) => text.trim());
      return [name, clause.includes("!=") ? `not ${constant}` : constant];
    }),
  );
}

function matching(when: When): {
  readonly inputs: Record<string, string>;
  readonly agentOs: "linux" | "windows";
} {
  if ("not" in when) {
    const { inputs, agentOs } = matching(when.not);
    return {
      inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, "something else"])),
      agentOs,
    };
  }
  if ("agentOs" in when) return { inputs: {}, agentOs: "linux" };
  if ("agentLacks" in when || "scriptMatches" in when) return { inputs: {}, agentOs: "windows" };
  const value = "equals" in when ? when.equals : `-a ${when.contains}`;
  const rest = when.and === undefined ? {} : matching(when.and).inputs;
  return { inputs: { ...rest, [when.input]: value }, agentOs: "windows" };
}

const reference = (task: TaskRow, row: MajorRow) => `${task.id ?? task.name}@${row.major ?? 1}`;

const inputRows = majors.flatMap(({ task, row }) =>
  row.inputs.map((input) => [`${task.name}@${row.major} ${input.name}`, task, row, input] as const),
);

function judged(
  task: TaskRow,
  row: MajorRow,
  input: ConnectionInput,
  more: Record<string, string>,
  os = "windows",
) {
  const quiet: Record<string, string> =
    row.script === undefined
      ? {}
      : { [row.script.selector]: row.script.inlineValue, [row.script.inline]: "echo" };
  const inputs = { ...quiet, ...satisfying(input.visible), ...satisfying(input.group), ...more };
  const step = aStep(
    reference(task, row),
    { ...inputs, [input.name]: connectionId },
    {
      agentOs: os === "linux" ? "linux" : "windows",
    },
  );
  return judgeStep(step, connection, federationData);
}

describe("every input of every record", () => {
  // Conditions that hold, or cannot be told, with the rules satisfied and a Windows agent.
  const special: Readonly<Record<string, string>> = {
    "AzurePowerShell@2 ConnectedServiceNameARM": "depends",
    "AzurePowerShell@3 ConnectedServiceNameARM": "depends",
    // The key is read for a push, and for a secret that has a name (F12).
    "AzureIoTEdge@2 azureSubscriptionEndpoint": "supported",
    "Kubernetes@1 azureSubscriptionEndpointForSecrets": "supported",
    "Kubernetes@0 azureSubscriptionEndpoint": "not-a-use",
    // Versions of Terraform and of its providers decide (F1, F2).
    "TerraformTask@5 environmentServiceNameAzureRM": "depends",
    "TerraformTask@5 backendServiceArm": "depends",
    "TerraformTaskV4@4 environmentServiceNameAzureRM": "depends",
    "TerraformTaskV4@4 backendServiceArm": "depends",
    "TerraformCLI@1 environmentServiceName": "depends",
    "TerraformCLI@1 backendServiceArm": "depends",
  };
  const expected = {
    yes: "supported",
    partial: "supported",
    no: "not-supported",
    unknown: "unknown",
    "n/a": "not-a-use",
  };

  test.each(inputRows)("%s has its base verdict", (name, task, row, input) => {
    expect(judged(task, row, input, {})?.outcome).toBe(special[name] ?? expected[row.federation]);
  });

  test.each(inputRows.filter(([, , , input]) => (input.visible ?? input.group) !== undefined))(
    "%s is no use where its rule is false",
    (_name, task, row, input) => {
      const rule = input.visible ?? input.group ?? "";
      const off = Object.fromEntries(
        Object.keys(satisfying(rule)).map((name) => {
          const clause = rule.split("&&").find((part) => part.includes(name)) ?? "";
          const constant = clause.split(/!=|==|=/)[1]?.trim() ?? "";
          return [name, clause.includes("!=") ? constant : "none of these"];
        }),
      );
      expect(judged(task, row, input, off)?.outcome).toBe("not-a-use");
    },
  );

  test.each(inputRows.filter(([, , row]) => row.safe !== null && row.major !== null))(
    "%s pinned to .0.0 waits for its first safe version",
    (_name, task, row, input) => {
      const first = `${row.major}.0.0`;
      const step = aStep(`${reference(task, row)}.0.0`, {
        ...satisfying(input.visible),
        ...satisfying(input.group),
        ...(row.script === undefined ? {} : { [row.script.selector]: row.script.inlineValue }),
        [input.name]: connectionId,
      });
      const verdict = judgeStep(step, connection, federationData);
      if (row.safe === first) expect(verdict?.outcome).toBe("supported");
      else expect([verdict?.outcome, verdict?.from]).toEqual(["supported-from", row.safe]);
    },
  );
});

const conditionRows = majors.flatMap(({ task, row }) =>
  (row.conditions ?? []).map(
    (condition) => [`${task.name}@${row.major} ${condition.code}`, task, row, condition] as const,
  ),
);

describe("every condition", () => {
  const inputFor = (row: MajorRow, condition: Condition): ConnectionInput => {
    const found = row.inputs.find((input) => condition.input === undefined || input.name === condition.input);
    if (found === undefined) throw new Error("a condition names an input its row does not have");
    return found;
  };

  test.each(conditionRows)("%s decides where it matches", (_name, task, row, condition) => {
    const { inputs, agentOs } = matching(condition.when);
    const verdict = judged(task, row, inputFor(row, condition), inputs, agentOs);
    const unknowable = "agentLacks" in condition.when;
    const meant = condition.federation === "no" ? "not-supported" : "not-a-use";
    expect(verdict?.outcome).toBe(unknowable ? "depends" : meant);
  });

  test.each(conditionRows)(
    "%s is left to a person where it cannot be evaluated",
    (_name, task, row, condition) => {
      const { inputs } = matching(condition.when);
      const open = Object.fromEntries(Object.keys(inputs).map((name) => [name, "$(decidedLater)"]));
      const input = inputFor(row, condition);
      const step = aStep(
        reference(task, row),
        {
          secretName: "shop-registry",
          ...satisfying(input.visible),
          ...satisfying(input.group),
          ...open,
          [input.name]: connectionId,
        },
        { agentOs: null },
      );
      // A task that runs on Windows alone is on a Windows agent, known or not (F12).
      const settled = row.runsOn === "windows" && "agentOs" in condition.when;
      expect(judgeStep(step, connection, federationData)?.outcome).toBe(settled ? "supported" : "depends");
    },
  );
});

const cautionRows = majors.flatMap(({ task, row }) =>
  (row.cautions ?? []).map(
    (caution) => [`${task.name}@${row.major} ${caution.code}`, task, row, caution] as const,
  ),
);

describe("every caution", () => {
  test.each(cautionRows)("%s is heard", (_name, task, row, caution) => {
    const [input] = row.inputs;
    if (input === undefined) throw new Error("a caution on a row without inputs");
    const script: Record<string, string> =
      row.script === undefined
        ? {}
        : {
            [row.script.selector]: row.script.inlineValue,
            [row.script.inline]: "Get-AzureRmVM; az login -p $servicePrincipalKey",
          };
    const inputs = caution.when === undefined ? {} : matching(caution.when).inputs;
    const verdict = judged(task, row, input, { ...script, ...inputs });

    if (caution.level === "block-if-matched") expect(verdict?.outcome).toBe("not-supported");
    if (caution.level === "review") expect(verdict?.outcome).toBe("depends");
    const heard = [verdict?.fact.code, ...(verdict?.remarks ?? []).map((remark) => remark.fact.code)];
    expect(heard).toContain(caution.code);
  });
});

test("every fact has a sentence that names its values", () => {
  const params = {
    task: "T@1",
    input: "i",
    found: "f",
    line: "3",
    safe: "1.2.3",
    pinned: "1.0.0",
    where: "w",
    value: "v",
    file: "a.sh",
  };
  for (const code of factCodes) {
    const sentence = describeFact({ code, params, source: null });
    expect(sentence).toMatch(/^[A-Z].*\.$/s);
    expect(sentence).not.toContain("?");
  }
});
