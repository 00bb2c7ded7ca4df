import { createBinder } from "../binder";
import type { PipelineStep } from "../pipeline-definition";
import { bash, powerShell, type Shell } from "../shells";
import { fileCopySnippet } from "./file-copy";
import {
  alertsSnippet,
  edgeSnippet,
  kubernetesSnippet,
  loadBalancerSnippet,
  outputsSnippet,
  packerSnippet,
  templateSnippet,
  terraformSnippet,
  webAppSnippet,
} from "./other-tasks";
import type { GapCode, Snippet, SnippetMaker } from "./snippet";

/** By the task's name. */
export const snippets: Readonly<Record<string, SnippetMaker>> = {
  AzureFileCopy: fileCopySnippet,
  TerraformTaskV1: terraformSnippet,
  TerraformTaskV2: terraformSnippet,
  TerraformTaskV3: terraformSnippet,
  AzureRmWebAppDeployment: webAppSnippet,
  AzureResourceGroupDeployment: templateSnippet,
  PackerBuild: packerSnippet,
  Packer: packerSnippet,
  Kubernetes: kubernetesSnippet,
  AzureNLBManagement: loadBalancerSnippet,
  AzureIoTEdge: edgeSnippet,
  AzureMonitorAlerts: alertsSnippet,
  "ARM Outputs": outputsSnippet,
};

/** A script with all that it needs around it. */
export type Script = Pick<Snippet, "roles" | "needsIdentity" | "gaps"> & {
  readonly scriptType: Shell["scriptType"];
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** Values the definition does not tell; each stands in `env` as `<name>`. */
  readonly missing: readonly string[];
};

/**
 * The script that does what a step of this task did; null where none is known. A step that ran on Windows gets
 * PowerShell, and bash where one of its values holds a sign that cmd acts on (F10).
 */
export function scriptFor(task: string, step: PipelineStep, onWindows: boolean): Script | null {
  const maker = snippets[task];
  if (maker === undefined) return null;
  if (!onWindows) return scriptIn(bash, maker, step, []);
  return scriptIn(powerShell, maker, step, ["cmd-signs"]) ?? scriptIn(bash, maker, step, ["bash-on-windows"]);
}

function scriptIn(
  shell: Shell,
  maker: SnippetMaker,
  step: PipelineStep,
  remarks: readonly GapCode[],
): Script | null {
  const bind = createBinder(shell);
  const snippet = maker(step, bind);
  if (snippet === null || bind.misfits()) return null;
  const env = bind.env();
  const guard = shell.guard(Object.keys(env));
  return {
    scriptType: shell.scriptType,
    script: `${[...guard, ...snippet.lines].join("\n")}\n`,
    env,
    missing: bind.missing(),
    roles: snippet.roles,
    needsIdentity: snippet.needsIdentity,
    // Without a guard there is nothing that could stop it.
    gaps: [...snippet.gaps, ...remarks.filter((code) => code !== "cmd-signs" || guard.length > 0)],
  };
}
