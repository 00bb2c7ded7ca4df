import type { StepVerdict } from "./evaluate";
import type { ConnectionIdentity } from "./connection-identity";
import type { FederationData } from "./data/federation-data";
import { changedFeedStep, isFeeds } from "./feed-step";
import type { PipelineStep } from "./pipeline-definition";
import { scriptFor, type Script } from "./snippets/script";
import { inputOf, type GapCode } from "./snippets/snippet";
import { lookUpTask } from "./task-reference";
import { hasAzCopy7Switches, upgradeOf, type BreakCode, type Upgrade } from "./upgrades";
import { stepToYaml, type YamlStep } from "./yaml-text";

/** What a person may have to find out, where no text can be proposed (W16). */
export type ReviewCode =
  | "rewrite-secret-use"
  | "open-script-file"
  | "settle-agent"
  | "settle-value"
  | "settle-connection"
  | "use-registry-connection"
  | "drop-key-from-overrides"
  | "install-az-accounts"
  | "use-az-cmdlets"
  | "ask-publisher"
  | "try-it"
  | "check-terraform";

/**
 * One way forward for one step, best first. `before` and `after` are the step as YAML, for a diff; `script` is the
 * text to copy into a classic pipeline's Azure CLI task. Nothing is ever changed by the hub itself.
 */
export type Replacement =
  | {
      readonly kind: "unpin";
      readonly task: string;
      readonly minimum: string;
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly kind: "upgrade";
      readonly task: string;
      readonly minimum: string | null;
      readonly breaks: readonly BreakCode[];
      readonly roles: readonly string[];
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly kind: "script";
      readonly task: "AzureCLI@2";
      readonly scriptType: Script["scriptType"];
      readonly script: string;
      readonly env: Readonly<Record<string, string>>;
      readonly roles: readonly string[];
      readonly gaps: readonly GapCode[];
      /** Values the definition does not tell; each stands in the script's environment as `<name>`. */
      readonly missing: readonly string[];
      readonly before: string;
      readonly after: string;
    }
  | {
      /** The sign-in to a feed with the connection that replaces a token (N1). */
      readonly kind: "feed";
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: "review"; readonly code: ReviewCode }
  | { readonly kind: "split-off" };

/**
 * What to do with a step that is not a plain yes; nothing for one that is. `connection` gives the name the new step
 * is written with. Where neither a version nor a script is known the answer is to split off a narrow secret
 * connection for this step (W41). Pure.
 */
export function replacementsFor(
  step: PipelineStep,
  verdict: StepVerdict,
  connection: ConnectionIdentity,
  data: FederationData,
): readonly Replacement[] {
  if (verdict.outcome === "supported" || verdict.outcome === "not-a-use") return [];
  if (verdict.outcome === "supported-from") return unpinOptions(step, verdict, data);
  if (verdict.fact.code === "feed-input-refuses") return [feedOption(step, connection)];
  const found = lookUpTask(data, step.task);
  const task = found.found === "nothing" ? null : found.task.name;
  const review = reviewsOf(verdict);
  if (task === null || verdict.outcome === "unknown") return [...review, { kind: "split-off" }];
  // The scripts sign in with an Azure connection, which a registry connection is not (F11).
  if (connection.type.toLowerCase() === "dockerregistry") return [...review, { kind: "split-off" }];
  const name = connection.names[0] ?? connection.id;
  const upgrade = upgradeOf(task, step.task.major ?? -1, verdict.upgradeTo);
  const options: Replacement[] = [...review];
  if (upgrade !== null && mayUpgrade(upgrade, step, verdict)) {
    options.push(upgradeOption(step, verdict, upgrade, name, task));
  }
  if (verdict.outcome !== "not-supported") return options;
  const script = scriptOption(
    step,
    verdict,
    task,
    name,
    found.found === "row" && found.row.runsOn === "windows",
  );
  if (script !== null) options.push(script);
  return options.length > 0 ? options : [{ kind: "split-off" }];
}

/** AzureFileCopy@6 needs Windows as the older ones do (W15); offering it for another agent would help nobody. */
const mayUpgrade = (upgrade: Upgrade, step: PipelineStep, verdict: StepVerdict): boolean =>
  !(upgrade.task === "AzureFileCopy" && step.agentOs !== null && step.agentOs !== "windows") &&
  !(upgrade.task === "AzureResourceGroupDeployment" && isVmAction(step)) &&
  verdict.fact.code !== "script-reads-secret" &&
  verdict.fact.code !== "script-own-login";

/** Actions on virtual machines exist in the task's own versions alone (F7). */
const isVmAction = (step: PipelineStep): boolean =>
  !/^(create or update resource group|deleterg)$/i.test(
    (inputOf(step, "action") ?? "Create Or Update Resource Group").trim(),
  );

function reviewsOf(verdict: StepVerdict): readonly Replacement[] {
  const codes = new Set(
    [verdict.fact, ...verdict.remarks.filter((remark) => remark.level === "review").map((r) => r.fact)]
      .map((said) => reviewOf(said.code))
      .filter((code): code is ReviewCode => code !== null),
  );
  return [...codes].map((code) => ({ kind: "review", code }));
}

/** What a person finds out or does where a verdict rests on this fact; null where there is nothing to propose. */
export function reviewOf(code: StepVerdict["fact"]["code"]): ReviewCode | null {
  switch (code) {
    case "script-reads-secret":
    case "script-own-login":
      return "rewrite-secret-use";
    case "script-file":
      return "open-script-file";
    case "windows-agents-only":
    case "key-only-off-windows":
      return "settle-agent";
    case "input-rule-open":
    case "input-not-read":
      return "settle-value";
    case "connection-not-known":
      return "settle-connection";
    case "registry-path-reads-the-key":
    case "registry-unsupported":
      return "use-registry-connection";
    case "arm-override-secret":
      return "drop-key-from-overrides";
    case "needs-az-accounts":
      return "install-az-accounts";
    case "azurerm-cmdlets":
      return "use-az-cmdlets";
    case "task-not-listed":
    case "major-not-listed":
    case "nothing-stated":
    case "registry-not-listed":
    case "input-not-listed":
      return "ask-publisher";
    case "terraform-versions":
    case "terraform-init-token":
    case "terraform-generated-token":
      return "check-terraform";
    case "consumer-untried":
    case "token-step-untried":
      return "try-it";
    default:
      return null;
  }
}

/** A classic step names its connection by id; it is shown by name, so that a diff shows changes alone. */
function inputsShown(step: PipelineStep, holder: string | null, connection: string): YamlStep["inputs"] {
  if (step.source === "yaml" || holder === null) return step.inputs;
  const entries = Object.entries(step.inputs).map(([name, value]) =>
    name.toLowerCase() === holder.toLowerCase() ? [name, connection] : [name, value],
  );
  return Object.fromEntries(entries) as YamlStep["inputs"];
}

const asWritten = (
  step: PipelineStep,
  task: string | null,
  inputs: YamlStep["inputs"] = step.inputs,
): YamlStep => ({
  task: step.source === "yaml" || task === null ? step.task.written : `${task}@${step.task.major ?? "?"}`,
  displayName: step.name === "" || step.name === step.task.written ? null : step.name,
  condition: step.condition,
  inputs,
  env: {},
});

/** The step as it is, and as it becomes: the feeds that stay, and a step of its own for the one that goes. */
function feedOption(step: PipelineStep, connection: ConnectionIdentity): Replacement {
  const name = connection.names[0] ?? connection.id;
  const isId = (text: string): boolean => text.trim().toLowerCase() === connection.id.toLowerCase();
  // Shown by name where it is named by id, so that a diff shows changes alone.
  const shown = (value: string): string =>
    value
      .split(",")
      .map((text) => (isId(text) ? name : text))
      .join(",");
  const inputs = Object.entries(step.inputs).map(([input, value]) => [
    input,
    isFeeds(input) ? shown(value) : value,
  ]);
  const before = asWritten(step, step.task.name, Object.fromEntries(inputs) as YamlStep["inputs"]);
  return { kind: "feed", ...changedFeedStep(connection.names, before) };
}

function unpinOptions(
  step: PipelineStep,
  verdict: StepVerdict,
  data: FederationData,
): readonly Replacement[] {
  const found = lookUpTask(data, step.task);
  const name = found.found === "nothing" ? (step.task.name ?? step.task.written) : found.task.name;
  const major = String(step.task.major ?? "");
  const subject = step.source === "yaml" ? step.task.written.split("@", 1).join("") : name;
  const before = asWritten(step, name);
  const pinned =
    step.source === "yaml" ? before : { ...before, task: `${name}@${major}.${step.task.pinned ?? ""}` };
  return [
    {
      kind: "unpin",
      task: `${name}@${major}`,
      minimum: verdict.from ?? major,
      before: stepToYaml(pinned),
      after: stepToYaml({ ...pinned, task: `${subject}@${major}` }),
    },
  ];
}

/** The step on its new version: inputs renamed, dropped and required as the new version has them. */
function upgradeOption(
  step: PipelineStep,
  verdict: StepVerdict,
  upgrade: Upgrade,
  connection: string,
  task: string,
): Replacement {
  const fold = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()));
  const dropped = fold(upgrade.drop);
  const renames = new Map(Object.entries(upgrade.rename).map(([from, to]) => [from.toLowerCase(), to]));
  const holder = verdict.input?.toLowerCase() ?? "";
  const inputs: Record<string, string> = {};
  for (const [name, value] of Object.entries(step.inputs)) {
    const key = name.toLowerCase();
    if (dropped.has(key) && key !== holder) continue;
    inputs[renames.get(key) ?? name] = key === holder ? connection : value;
  }
  const present = fold(Object.keys(inputs));
  for (const [name, value] of Object.entries(upgrade.require)) {
    if (!present.has(name.toLowerCase())) inputs[name] = value;
  }
  const before = asWritten(step, task, inputsShown(step, verdict.input, connection));
  return {
    kind: "upgrade",
    task: upgrade.to,
    minimum: upgrade.minimum,
    breaks: upgrade.breaks.filter((code) => code !== "azcopy-switches" || hasAzCopy7Switches(step.inputs)),
    roles: upgrade.roles,
    before: stepToYaml(before),
    after: stepToYaml({ ...before, task: upgrade.to, inputs }),
  };
}

function scriptOption(
  step: PipelineStep,
  verdict: StepVerdict,
  task: string,
  connection: string,
  runsOnWindows: boolean,
): Replacement | null {
  const made = scriptFor(task, step, step.agentOs === "windows" || (step.agentOs === null && runsOnWindows));
  if (made === null) return null;
  const before = asWritten(step, task, inputsShown(step, verdict.input, connection));
  const after: YamlStep = {
    ...before,
    task: "AzureCLI@2",
    inputs: {
      azureSubscription: connection,
      scriptType: made.scriptType,
      scriptLocation: "inlineScript",
      ...(made.needsIdentity ? { addSpnToEnvironment: "true" } : {}),
      inlineScript: made.script,
    },
    env: made.env,
  };
  const { scriptType, script, env, roles, gaps, missing } = made;
  return {
    kind: "script",
    task: "AzureCLI@2",
    ...{ scriptType, script, env, roles, gaps, missing },
    before: stepToYaml(before),
    after: stepToYaml(after),
  };
}
