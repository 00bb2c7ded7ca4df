import type { Binder } from "../binder";
import type { PipelineStep } from "../pipeline-definition";

/** What a snippet cannot carry over, as codes with words in `../replacement-words.ts`. */
export type GapCode =
  | "wildcard"
  | "copy-arguments"
  | "vm-target"
  | "sas-token"
  | "output-variables"
  | "file-or-folder"
  | "override-parameters"
  | "packer-template"
  | "cluster"
  | "network-interface"
  | "alert-filter"
  | "service-connection-of-backend"
  | "inputs-to-check"
  | "bash-on-windows"
  | "cmd-signs"
  | "terraform-outputs"
  | "terraform-cli"
  | "web-app-settings"
  | "kubectl-output";

/** A script for `AzureCLI@2` that does what the step did; the binder's shell puts its guard in front of the lines. */
export type Snippet = {
  readonly lines: readonly string[];
  readonly roles: readonly string[];
  readonly gaps: readonly GapCode[];
  /** True where the script reads the identity from its environment (W4). */
  readonly needsIdentity: boolean;
};

export type SnippetMaker = (step: PipelineStep, bind: Binder) => Snippet | null;

/** Value of the first of several input names, without case; null where none is given or it is empty. */
export function inputOf(step: PipelineStep, ...names: readonly string[]): string | null {
  for (const name of names) {
    const entry = Object.entries(step.inputs).find(([key]) => key.toLowerCase() === name.toLowerCase());
    if (entry !== undefined && entry[1].trim() !== "") return entry[1];
  }
  return null;
}

export const isOn = (value: string | null): boolean => value?.trim().toLowerCase() === "true";
