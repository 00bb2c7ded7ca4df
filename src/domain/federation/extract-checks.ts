import { resolveInputs } from "./expressions";
import { groupVariables, type ExtractContext } from "./extract-context";
import {
  inputsOf,
  isObject,
  textOf,
  type JsonObject,
  type PipelineStep,
  type ReadDefinition,
} from "./pipeline-definition";
import { classicTaskReference } from "./task-reference";

/**
 * Checks that run a task of their own before a pipeline may use a resource, one definition each (W38). Approvals and
 * other checks without a task use no connection. Pure.
 */
export const extractChecks = (
  checks: readonly JsonObject[],
  context: ExtractContext,
): readonly ReadDefinition[] => checks.flatMap((check) => checkOf(check, context) ?? []);

function checkOf(check: JsonObject, context: ExtractContext): ReadDefinition | null {
  const settings = isObject(check["settings"]) ? check["settings"] : {};
  const task = isObject(settings["definitionRef"]) ? settings["definitionRef"] : null;
  const taskId = task === null ? null : textOf(task["id"]);
  if (task === null || taskId === null) return null;
  const resource = isObject(check["resource"]) ? check["resource"] : {};
  const title = textOf(settings["displayName"]) ?? textOf(task["name"]) ?? taskId;
  const guarded = [textOf(resource["type"]), textOf(resource["name"]) ?? textOf(resource["id"])];
  const on = guarded.filter((part) => part !== null).join(" ");
  const definition = {
    kind: "environment-check",
    id: textOf(check["id"]) ?? title,
    name: on === "" ? title : `${title} on ${on}`,
    revision: typeof check["version"] === "number" ? check["version"] : null,
  } as const;
  const linked = textOf(settings["linkedVariableGroup"]);
  const variables = groupVariables(context, linked === null ? [] : [linked]);
  const step: PipelineStep = {
    definition,
    source: "check",
    via: null,
    stage: null,
    job: null,
    name: title,
    task: classicTaskReference(taskId, textOf(task["version"]) ?? "", textOf(task["name"])),
    inputs: resolveInputs(inputsOf(settings["inputs"]), variables),
    enabled: check["isDisabled"] !== true,
    condition: null,
    // Checks run on the server (W6).
    agentOs: null,
  };
  return { definition, steps: [step], others: [], unread: [] };
}

/** Whether the document of an expanded pipeline deploys to an environment, whose checks then run. */
export function deploysToEnvironment(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(deploysToEnvironment);
  if (!isObject(node)) return false;
  if (node["deployment"] !== undefined && node["environment"] !== undefined) return true;
  return ["stages", "jobs"].some((name) => deploysToEnvironment(node[name]));
}
