import type { ConsumerKind } from "./data/federation-data";

/** Operating system of the agent a job runs on. */
export type AgentOs = "windows" | "linux" | "macos";

/** Where a step was written. A step that came through a task group says so, its definition is the caller's. */
export type StepSource = "classic-build" | "release" | "task-group" | "yaml" | "check";

/** The pipeline a step belongs to, as Azure DevOps numbers it within its project. */
export type DefinitionRef = {
  readonly kind: "classic-build" | "release" | "yaml" | "environment-check";
  readonly id: string;
  readonly name: string;
  readonly revision: number | null;
};

/** A task as a step names it. `pinned` is minor and patch where the step fixes them (W5). */
export type TaskReference = {
  readonly id: string | null;
  readonly name: string | null;
  readonly major: number | null;
  readonly pinned: string | null;
  readonly written: string;
};

/** One step reduced to what the verdict needs. Values keep the macros that could not be resolved. */
export type PipelineStep = {
  readonly definition: DefinitionRef;
  readonly source: StepSource;
  /** Name of the task group the step came through. */
  readonly via: string | null;
  readonly stage: string | null;
  readonly job: string | null;
  readonly name: string;
  readonly task: TaskReference;
  readonly inputs: Readonly<Record<string, string>>;
  readonly enabled: boolean;
  readonly condition: string | null;
  readonly agentOs: AgentOs | null;
};

/** A use without a task: a variable group, a container, an artifact (W39). */
export type OtherUse = {
  readonly kind: ConsumerKind;
  readonly definition: DefinitionRef | null;
  readonly where: string;
  /** Id or name of the connection as written there; may hold macros. */
  readonly connection: string;
};

/** What could not be looked at. With any, a connection isn't called convertible. */
export type UnreadCode =
  | "no-right"
  | "not-found"
  | "not-compiled"
  | "could-not-read"
  | "task-group-missing"
  | "task-group-loop"
  | "run-time-expression"
  | "other-branches"
  | "preview-cap"
  | "not-listed"
  | "too-large"
  | "project-unreadable"
  | "history-incomplete"
  | "cancelled";

export type Unread = { readonly code: UnreadCode; readonly what: string; readonly detail: string | null };

/** A definition as far as it could be read. */
export type ReadDefinition = {
  readonly definition: DefinitionRef;
  readonly steps: readonly PipelineStep[];
  readonly others: readonly OtherUse[];
  readonly unread: readonly Unread[];
};

/** A plain JSON or YAML value of which nothing is known yet. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The elements of a list that are objects; nothing for everything else. */
export const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Text of a scalar; null for lists, objects and absent values. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return null;
}

/** Inputs as texts, null and nested values left out. */
export function inputsOf(value: unknown): Record<string, string> {
  const inputs: Record<string, string> = {};
  if (!isObject(value)) return inputs;
  for (const [name, raw] of Object.entries(value)) {
    const text = textOf(raw);
    if (text !== null) inputs[name] = text;
  }
  return inputs;
}
