import { failed, success, type Result } from "../../domain/failure";
import { textOf, type JsonObject } from "../../domain/federation/pipeline-definition";
import type { PipelineGrant, RecentUse, ReleaseRef } from "../../ports/pipeline-usage";
import { documentInSlices } from "./yaml-slices";
import { field, instantField, listOf, objectField, objectOf, textField } from "./wire-fields";

export const unexpected = (detail: string): Result<never> =>
  failed({ code: "unexpected-answer", system: "azure-devops", detail });

/** The objects of a list, bare or wrapped; null where it is no list, so that it is never taken for an empty one. */
export function objectsFromWire(value: unknown): readonly JsonObject[] | null {
  const list = listOf(value);
  return list === null ? null : list.map(objectOf).filter((item): item is JsonObject => item !== null);
}

/** One record of the execution history (W17 A); null where it names no pipeline. */
export function recentUseFromWire(value: unknown): RecentUse | null {
  const data = objectField(objectOf(value), "data");
  const definition = objectField(data, "definition");
  const definitionId = textOf(field(definition, "id"));
  if (definitionId === null) return null;
  return {
    planType: textField(data, "planType") ?? "",
    definitionId,
    definitionName: textField(definition, "name") ?? definitionId,
    runId: textOf(field(objectField(data, "owner"), "id")),
    startedAt: instantField(data, "startTime"),
  };
}

/** Who may use the connection (W17 B). A pipeline listed without authorization has none. */
export function grantFromWire(value: unknown): Result<PipelineGrant> {
  const body = objectOf(value);
  const pipelines = objectsFromWire(field(body, "pipelines") ?? []);
  if (body === null || pipelines === null) return unexpected("no permissions");
  const allowed = pipelines.filter((pipeline) => field(pipeline, "authorized") !== false);
  return success({
    allPipelines: field(objectField(body, "allPipelines"), "authorized") === true,
    pipelineIds: allowed.map((pipeline) => textOf(field(pipeline, "id"))).filter((id) => id !== null),
  });
}

/** A run with the ref it was started from, such as `refs/heads/main` (F17); null where it names none. */
export function runBranchFromWire(item: JsonObject): readonly [runId: string, ref: string] | null {
  const id = textOf(field(item, "id"));
  const ref = textField(item, "sourceBranch");
  return id === null || ref === null || ref === "" ? null : [id, ref];
}

/** A release definition in the list (W17 F); null where it has no id. */
export function releaseRefFromWire(item: JsonObject): ReleaseRef | null {
  const id = textOf(field(item, "id"));
  if (id === null) return null;
  const revision = field(item, "revision");
  return {
    id,
    name: textField(item, "name") ?? id,
    revision: typeof revision === "number" ? revision : null,
  };
}

/** Aliases a document may resolve: Azure Pipelines writes none, and counting many takes seconds. */
const mostAliases = 100;

/** Characters of a document that are parsed: more would hold the page up. */
const longestDocument = 1_048_576;

/** The document in a preview's `finalYaml`. Neither it nor the parser's words about it get into a failure. */
export async function documentFromWire(
  value: unknown,
  turn: () => Promise<void> = () => Promise.resolve(),
): Promise<Result<unknown>> {
  const text = textField(objectOf(value), "finalYaml");
  if (text === null) return unexpected("no finalYaml");
  if (text.length > longestDocument) return unexpected("too long to check");
  try {
    const document = await documentInSlices(text, turn);
    if (document === null) return unexpected("too long to check");
    if (document.errors.length > 0) return unexpected("not YAML");
    return success(document.toJS({ maxAliasCount: mostAliases }));
  } catch (error: unknown) {
    // What the parser throws for unknown or too many aliases, and for nesting deeper than its stack.
    if (error instanceof ReferenceError || error instanceof RangeError) return unexpected("not YAML");
    throw error;
  }
}
