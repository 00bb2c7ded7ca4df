import { firstOs, osOfDemands, osOfImage } from "./agent-os";
import { nearest, resolveInputs, resolveMacros, variablesFrom, type Variables } from "./expressions";
import { groupVariables, unread, type ExtractContext } from "./extract-context";
import { hasRoom, isFull, roomForOne, type Room } from "./extract-room";
import {
  inputsOf,
  isObject,
  objectsIn,
  textOf,
  type AgentOs,
  type DefinitionRef,
  type JsonObject,
  type OtherUse,
  type PipelineStep,
  type ReadDefinition,
  type Unread,
} from "./pipeline-definition";
import { isScriptTask, parseTaskReference } from "./task-reference";

/** What holds at a place of the document. `pool` is the nearest one, resolved where it is used. */
type Scope = {
  readonly stage: string | null;
  readonly job: string | null;
  readonly pool: unknown;
  readonly variables: Variables;
  readonly condition: string | null;
};

type Findings = { readonly steps: PipelineStep[]; readonly others: OtherUse[]; readonly unread: Unread[] };
/** Branches that hold no steps and whose texts may look like some. */
const leaves = new Set([
  "variables",
  "parameters",
  "pool",
  "inputs",
  "env",
  "resources",
  "trigger",
  "pr",
  "matrix",
  "services",
]);

/**
 * Reads the document of an expanded pipeline (`finalYaml`, W17 E), already parsed: every `steps` list in stages,
 * jobs, deployment strategies and their hooks, once per matrix leg. Pure.
 */
export function extractYaml(
  document: unknown,
  definition: DefinitionRef,
  context: ExtractContext,
  definitionVariables: Variables,
): ReadDefinition {
  const found: Findings = { steps: [], others: [], unread: [] };
  if (!isObject(document)) {
    return { definition, steps: [], others: [], unread: [unread("could-not-read", definition.name)] };
  }
  const scope: Scope = {
    stage: null,
    job: null,
    pool: undefined,
    variables: definitionVariables,
    condition: null,
  };
  resourcesOf(document, definition, found.others);
  const room = roomForOne();
  walk(document, scope, { definition, context, found, room });
  if (isFull(room)) found.unread.push(unread("too-large", definition.name));
  return { definition, ...found };
}

type Walk = {
  readonly room: Room;
  readonly definition: DefinitionRef;
  readonly context: ExtractContext;
  readonly found: Findings;
};

function walk(node: JsonObject, outer: Scope, at: Walk): void {
  for (const scope of legsOf(node, scopeOf(node, outer, at.context), at)) {
    if (!hasRoom(at.room)) return;
    containerOf(node["container"], "container", scope, at);
    servicesOf(node["services"], scope, at);
    if (Array.isArray(node["steps"])) stepsOf(node["steps"], scope, at);
    for (const [name, child] of Object.entries(node)) {
      if (leaves.has(name) || name === "steps") continue;
      if (name.startsWith("${{")) leftOver(name, at);
      for (const inner of isObject(child) ? [child] : objectsIn(child)) walk(inner, scope, at);
    }
  }
}

function scopeOf(node: JsonObject, outer: Scope, context: ExtractContext): Scope {
  const stage = textOf(node["stage"]);
  const job = textOf(node["job"]) ?? textOf(node["deployment"]);
  const shown = textOf(node["displayName"]);
  return {
    stage: stage === null ? outer.stage : (shown ?? stage),
    job: job === null ? outer.job : (shown ?? job),
    pool: node["pool"] ?? outer.pool,
    variables: nearest(variablesOf(node["variables"], context), outer.variables),
    condition: conditionWithin(outer, textOf(node["condition"])),
  };
}

/** A part of something that never runs never runs either, whatever its own condition says. */
const conditionWithin = (outer: Scope, own: string | null): string | null =>
  /^\s*(false|never\(\))\s*$/i.test(outer.condition ?? "") ? outer.condition : (own ?? outer.condition);

/** Variables as a mapping or as a list with groups. */
function variablesOf(variables: unknown, context: ExtractContext): Variables {
  if (isObject(variables)) return variablesFrom(inputsOf(variables));
  const items = objectsIn(variables);
  const table = Object.fromEntries(
    items.flatMap((item) => {
      const [name, value] = [textOf(item["name"]), textOf(item["value"])];
      return name === null || value === null ? [] : [[name, value]];
    }),
  );
  const groups = items.map((item) => textOf(item["group"])).filter((name) => name !== null);
  return nearest(variablesFrom(table), groupVariables(context, groups));
}

/** One scope per leg of a matrix, with the leg's variables before all others. */
function legsOf(node: JsonObject, scope: Scope, at: Walk): readonly Scope[] {
  const strategy = node["strategy"];
  const matrix = isObject(strategy) ? strategy["matrix"] : undefined;
  if (matrix === undefined || matrix === null) return [scope];
  if (!isObject(matrix)) {
    const what = `${at.definition.name} / ${scope.job ?? "job"}`;
    at.found.unread.push(unread("run-time-expression", what, textOf(matrix)));
    return [scope];
  }
  return Object.entries(matrix).map(([leg, values]) => ({
    ...scope,
    job: `${scope.job ?? "job"} (${leg})`,
    variables: nearest(variablesFrom(inputsOf(values)), scope.variables),
  }));
}

function stepsOf(list: readonly unknown[], scope: Scope, at: Walk): void {
  for (const step of list) {
    if (!hasRoom(at.room)) return;
    if (!isObject(step)) continue;
    const task = textOf(step["task"]);
    if (task !== null && !isScriptTask(parseTaskReference(task))) {
      at.found.steps.push(stepOf(step, task, scope, at));
    }
    if (step["template"] !== undefined) leftOver(textOf(step["template"]) ?? "template", at);
    for (const [name, inner] of Object.entries(step)) {
      if (!name.startsWith("${{")) continue;
      leftOver(name, at);
      if (Array.isArray(inner)) stepsOf(inner, scope, at);
    }
  }
}

/** Something that an expansion would have replaced: the document is not what runs. */
const leftOver = (what: string, at: Walk): void => {
  at.found.unread.push(unread("not-compiled", at.definition.name, what));
};

function stepOf(step: JsonObject, task: string, scope: Scope, at: Walk): PipelineStep {
  const enabled = textOf(step["enabled"]) ?? "true";
  const inputs = resolveInputs(inputsOf(step["inputs"]), scope.variables);
  hasRoom(at.room, inputs);
  return {
    definition: at.definition,
    source: "yaml",
    via: null,
    stage: scope.stage,
    job: scope.job,
    name: textOf(step["displayName"]) ?? textOf(step["name"]) ?? task,
    task: parseTaskReference(task),
    inputs,
    enabled: enabled.trim().toLowerCase() !== "false",
    condition: conditionWithin(scope, textOf(step["condition"])),
    agentOs: osOfPool(scope),
  };
}

function osOfPool({ pool, variables }: Scope): AgentOs | null {
  if (!isObject(pool)) {
    const name = textOf(pool);
    return name !== null && /^hosted/i.test(name) ? osOfImage(name) : null;
  }
  const image = textOf(pool["vmImage"]);
  return firstOs(
    osOfImage(image === null ? null : resolveMacros(image, variables)),
    osOfDemands(pool["demands"]),
  );
}

/** Containers and other resources that carry a connection of their own (W39). */
function resourcesOf(document: JsonObject, definition: DefinitionRef, others: OtherUse[]): void {
  const resources = document["resources"];
  if (!isObject(resources)) return;
  for (const [kind, list] of Object.entries(resources)) {
    for (const resource of objectsIn(list)) {
      const connection = ["azureSubscription", "endpoint", "connection"]
        .map((name) => textOf(resource[name]))
        .find((value) => value !== null);
      if (connection === undefined) continue;
      const name = textOf(resource["container"]) ?? textOf(Object.values(resource)[0]) ?? "?";
      others.push({
        kind: kind === "containers" ? "container-resource" : "other-resource",
        definition,
        where: kind === "containers" ? `container ${name}` : `resource ${name}`,
        connection,
      });
    }
  }
}

function containerOf(container: unknown, what: string, scope: Scope, at: Walk): void {
  if (!isObject(container)) return;
  const connection = textOf(container["azureSubscription"]) ?? textOf(container["endpoint"]);
  if (connection === null) return;
  at.found.others.push({
    kind: "container-resource",
    definition: at.definition,
    where: `${what} of ${scope.job ?? "the job"}`,
    connection: resolveMacros(connection, scope.variables),
  });
}

/** Containers beside a job's own; one written in place may name a connection too, though no page says so (F18). */
function servicesOf(services: unknown, scope: Scope, at: Walk): void {
  if (!isObject(services)) return;
  for (const [name, service] of Object.entries(services)) containerOf(service, `service ${name}`, scope, at);
}
