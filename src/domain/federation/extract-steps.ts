import { nearest, resolveInputs, resolveMacros, variablesFrom, type Variables } from "./expressions";
import { findTaskGroup, groupDefaults, unread, type ExtractContext } from "./extract-context";
import { hasRoom, type Room } from "./extract-room";
import {
  inputsOf,
  isObject,
  objectsIn,
  textOf,
  type AgentOs,
  type DefinitionRef,
  type JsonObject,
  type PipelineStep,
  type StepSource,
  type Unread,
} from "./pipeline-definition";
import { classicTaskReference, isScriptTask } from "./task-reference";

/** The place a list of classic steps stands in. */
export type StepPlace = {
  readonly definition: DefinitionRef;
  readonly source: StepSource;
  readonly via: string | null;
  readonly stage: string | null;
  readonly job: string | null;
  readonly agentOs: AgentOs | null;
  readonly variables: Variables;
  readonly condition: string | null;
  readonly enabled: boolean;
  /** Shared by all places of one definition. */
  readonly room: Room;
};

export type ExtractedSteps = { readonly steps: readonly PipelineStep[]; readonly unread: readonly Unread[] };

export const merge = (parts: readonly ExtractedSteps[]): ExtractedSteps => ({
  steps: parts.flatMap((part) => part.steps),
  unread: parts.flatMap((part) => part.unread),
});

/** A classic step in one shape, whether it comes from a build, a task group or a release. */
type Raw = {
  readonly id: string;
  readonly version: string;
  readonly isGroup: boolean;
  readonly name: string;
  readonly inputs: Record<string, string>;
  readonly enabled: boolean;
  readonly condition: string | null;
};

/** Build and task group steps keep the task in an object, releases keep its fields flat (W17 C, F, G). */
function rawOf(step: JsonObject): Raw | null {
  const task = isObject(step["task"]) ? step["task"] : step;
  const id = textOf(task["id"]) ?? textOf(task["taskId"]);
  if (id === null) return null;
  return {
    id,
    version: textOf(task["versionSpec"]) ?? textOf(task["version"]) ?? "",
    isGroup: (textOf(task["definitionType"]) ?? "").toLowerCase() === "metatask",
    name: textOf(step["displayName"]) ?? textOf(step["name"]) ?? "",
    inputs: inputsOf(step["inputs"]),
    enabled: step["enabled"] !== false,
    condition: textOf(step["condition"]),
  };
}

/** Turns classic steps into distilled ones; task groups are expanded with the caller's parameters. Pure. */
export function extractSteps(
  list: unknown,
  place: StepPlace,
  context: ExtractContext,
  path: readonly string[] = [],
): ExtractedSteps {
  return merge(
    objectsIn(list).map((step) => {
      if (!hasRoom(place.room)) return { steps: [], unread: [] };
      const raw = rawOf(step);
      if (raw === null) return { steps: [], unread: [unread("could-not-read", place.definition.name)] };
      if (raw.isGroup) return expand(raw, place, context, path);
      const distilled = plain(raw, place);
      hasRoom(place.room, distilled.inputs);
      return { steps: isScriptTask(distilled.task) ? [] : [distilled], unread: [] };
    }),
  );
}

function plain(raw: Raw, place: StepPlace): PipelineStep {
  return {
    definition: place.definition,
    source: place.source,
    via: place.via,
    stage: place.stage,
    job: place.job,
    name: resolveMacros(raw.name, place.variables),
    task: classicTaskReference(raw.id, raw.version, null),
    inputs: resolveInputs(raw.inputs, place.variables),
    enabled: raw.enabled && place.enabled,
    condition: raw.condition ?? place.condition,
    agentOs: place.agentOs,
  };
}

/** A task group's steps: `$(param)` means the caller's value, else the parameter's default (W17 G). */
function expand(
  raw: Raw,
  place: StepPlace,
  context: ExtractContext,
  path: readonly string[],
): ExtractedSteps {
  const what = `${place.definition.name} / ${raw.name === "" ? raw.id : raw.name}`;
  if (path.includes(raw.id.toLowerCase())) return { steps: [], unread: [unread("task-group-loop", what)] };
  const major = /^\d+/.exec(raw.version)?.[0];
  const group =
    context.taskGroups === null
      ? null
      : findTaskGroup(context.taskGroups, raw.id, major === undefined ? null : Number(major));
  if (group === null) return { steps: [], unread: [unread("task-group-missing", what, raw.id)] };
  const parameters = { ...groupDefaults(group), ...resolveInputs(raw.inputs, place.variables) };
  const inner: StepPlace = {
    ...place,
    source: "task-group",
    via: textOf(group["name"]) ?? raw.id,
    variables: nearest(variablesFrom(parameters), place.variables),
    enabled: place.enabled && raw.enabled,
    condition: raw.condition ?? place.condition,
  };
  return extractSteps(group["tasks"], inner, context, [...path, raw.id.toLowerCase()]);
}
