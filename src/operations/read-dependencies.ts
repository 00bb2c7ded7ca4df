import type { Result } from "../domain/failure";
import { federationData } from "../domain/federation/data/current";
import { extractClassicBuild } from "../domain/federation/extract-classic";
import {
  definitionVariables,
  groupVariables,
  unread,
  type ExtractContext,
} from "../domain/federation/extract-context";
import { nearest } from "../domain/federation/expressions";
import { extractYaml } from "../domain/federation/extract-yaml";
import {
  isObject,
  textOf,
  type JsonObject,
  type ReadDefinition,
  type Unread,
} from "../domain/federation/pipeline-definition";
import { dependenciesOf, type Dependencies } from "../domain/run/dependencies";
import type { Run } from "../domain/run/run";
import type { ProjectRef, ServiceConnection } from "../domain/service-connection";
import type { Clock } from "../ports/clock";
import type { PipelineUsage, UsageControl } from "../ports/pipeline-usage";
import type { Runs } from "../ports/runs";
import { unreadOf } from "./federation/unread-of";

export type DependencyPorts = { readonly runs: Runs; readonly usage: PipelineUsage; readonly clock: Clock };

/** Process type of a definition that is a YAML file (W17 D). */
const yaml = "2";

/**
 * What the definition of a run uses, expanded as in a look at federation, in four requests at most. It is the definition
 * as it is now: a YAML pipeline is compiled from the run's branch, else from its default branch, which is said.
 */
export async function readDependencies(
  ports: DependencyPorts,
  project: ProjectRef,
  { definition, branch }: Run,
  connections: readonly ServiceConnection[],
): Promise<Result<Dependencies>> {
  if (definition === null)
    return { ok: false, failure: { code: "not-found", system: "azure-devops", what: "definition" } };
  const body = await ports.runs.definition(project, definition.id);
  if (!body.ok) return body;
  const control: UsageControl = {
    signal: new AbortController().signal,
    called: () => undefined,
    turn: () => ports.clock.sleep(0),
  };
  const gaps: Unread[] = [];
  const context = await contextOf(ports.usage, project, control, gaps);
  const process = body.value["process"];
  const read =
    isObject(process) && textOf(process["type"]) === yaml
      ? await compiled(ports.usage, { project, body: body.value, context, control, branch })
      : extractClassicBuild(body.value, context);
  const found = dependenciesOf(read, connections, federationData);
  return { ok: true, value: { ...found, unread: [...gaps, ...found.unread] } };
}

async function contextOf(
  usage: PipelineUsage,
  project: ProjectRef,
  control: UsageControl,
  gaps: Unread[],
): Promise<ExtractContext> {
  const [taskGroups, variableGroups] = await Promise.all([
    usage.taskGroups(project, control),
    usage.variableGroups(project, control),
  ]);
  if (!taskGroups.ok) gaps.push(unreadOf("task groups", taskGroups.failure));
  if (!variableGroups.ok) gaps.push(unreadOf("variable groups", variableGroups.failure));
  return {
    taskGroups: taskGroups.ok ? taskGroups.value : null,
    variableGroups: variableGroups.ok ? variableGroups.value : null,
  };
}

type Compiling = {
  readonly project: ProjectRef;
  readonly body: JsonObject;
  readonly context: ExtractContext;
  readonly control: UsageControl;
  readonly branch: string | null;
};

async function compiled(
  usage: PipelineUsage,
  { project, body, context, control, branch }: Compiling,
): Promise<ReadDefinition> {
  const reference = {
    kind: "yaml" as const,
    id: textOf(body["id"]) ?? "",
    name: textOf(body["name"]) ?? "",
    revision: null,
  };
  // A branch of the repository can be compiled; the ref of a pull request cannot be relied on to be.
  const ref = branch !== null && /^refs\/(heads|tags)\//.test(branch) ? branch : null;
  const preview = await usage.preview(project, reference.id, control, ref);
  if (!preview.ok)
    return {
      definition: reference,
      steps: [],
      others: [],
      unread: [unreadOf(reference.name, preview.failure)],
    };
  const variables = nearest(
    definitionVariables(body["variables"]),
    groupVariables(context, body["variableGroups"]),
  );
  const read = extractYaml(preview.value, reference, context, variables);
  return ref === null
    ? { ...read, unread: [...read.unread, unread("other-branches", reference.name)] }
    : read;
}
