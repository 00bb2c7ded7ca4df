import type { Result } from "../../domain/failure";
import type { ProjectRef } from "../../domain/service-connection";
import { nearest, type Variables } from "../../domain/federation/expressions";
import { extractClassicBuild } from "../../domain/federation/extract-classic";
import {
  definitionVariables,
  groupVariables,
  keyVaultGroups,
  unread,
  type ExtractContext,
} from "../../domain/federation/extract-context";
import {
  isObject,
  textOf,
  type DefinitionRef,
  type JsonObject,
  type OtherUse,
  type ReadDefinition,
  type Unread,
} from "../../domain/federation/pipeline-definition";
import type { Listed, PipelineUsage, ReleaseRef } from "../../ports/pipeline-usage";
import type { CallMeter } from "./call-meter";
import { unreadOf } from "./unread-of";

/** A YAML pipeline that can be compiled. */
export type YamlPipeline = {
  readonly definition: DefinitionRef;
  readonly variables: Variables;
  /** The ref that is compiled unless another is named; null where the list does not tell it. */
  readonly defaultBranch: string | null;
};

/** The lists of one project: enough to know what a scan costs. Classic builds are read with them (W17 C, D, F, G, I). */
export type ProjectSurvey = {
  readonly project: ProjectRef;
  readonly classic: readonly ReadDefinition[];
  readonly yaml: readonly YamlPipeline[];
  readonly releases: readonly ReleaseRef[];
  readonly others: readonly OtherUse[];
  readonly context: ExtractContext;
  /** Changes when a task or variable group does, so that what was distilled with it is distilled anew. */
  readonly contextKey: string;
  /** Ids of all builds and YAML pipelines in the lists, the disabled ones among them, and of all releases. */
  readonly listed: { readonly builds: ReadonlySet<string>; readonly releases: ReadonlySet<string> };
  /** Definitions that are switched off: nothing runs them, so they are no uses. */
  readonly disabled: number;
  readonly unread: readonly Unread[];
};

/** Reads the lists of a project, about six requests. Each that cannot be read is said to be unread (W19). */
export async function surveyProject(
  usage: PipelineUsage,
  project: ProjectRef,
  meter: CallMeter,
): Promise<ProjectSurvey> {
  const [taskGroups, variableGroups] = await Promise.all([
    usage.taskGroups(project, meter.usage),
    usage.variableGroups(project, meter.usage),
  ]);
  const [classic, yaml, releases] = await Promise.all([
    usage.classicBuilds(project, meter.usage),
    usage.yamlPipelines(project, meter.usage),
    usage.releases(project, meter.usage),
  ]);
  if ([classic, yaml, releases].every((list) => !list.ok && list.failure.code === "not-found")) {
    return unreadableProject(project);
  }
  const gaps: Unread[] = [];
  const context: ExtractContext = {
    taskGroups: itemsOf(taskGroups, `task groups of ${project.name}`, gaps),
    variableGroups: itemsOf(variableGroups, `variable groups of ${project.name}`, gaps),
  };
  const classicItems = pagesOf(classic, `classic builds of ${project.name}`, gaps);
  const yamlItems = pagesOf(yaml, `YAML pipelines of ${project.name}`, gaps);
  const enabled = (definition: JsonObject): boolean => !isDisabled(definition);
  const releaseItems = pagesOf(releases, `release definitions of ${project.name}`, gaps);
  const disabled = [...classicItems, ...yamlItems].filter(isDisabled).length;
  const classicRead: ReadDefinition[] = [];
  for (const definition of classicItems.filter(enabled)) {
    await meter.turn();
    classicRead.push(extractClassicBuild(definition, context));
  }
  return {
    project,
    classic: classicRead,
    yaml: yamlItems.filter(enabled).map((definition) => yamlPipeline(definition, context)),
    releases: releaseItems,
    listed: {
      builds: new Set([...classicItems, ...yamlItems].map((item) => textOf(item["id"]) ?? "")),
      releases: new Set(releaseItems.map((release) => release.id)),
    },
    others: keyVaultGroups(context.variableGroups ?? []),
    context,
    contextKey: keyOf(context),
    disabled,
    unread: gaps,
  };
}

const unreadableProject = (project: ProjectRef): ProjectSurvey => ({
  project,
  classic: [],
  yaml: [],
  releases: [],
  listed: { builds: new Set(), releases: new Set() },
  others: [],
  context: { taskGroups: null, variableGroups: null },
  contextKey: "",
  disabled: 0,
  unread: [unread("project-unreadable", project.name)],
});

function itemsOf(
  answer: Result<readonly JsonObject[]>,
  what: string,
  gaps: Unread[],
): readonly JsonObject[] | null {
  if (answer.ok) return answer.value;
  gaps.push(unreadOf(what, answer.failure));
  return null;
}

function pagesOf<T>(answer: Result<Listed<T>>, what: string, gaps: Unread[]): readonly T[] {
  if (!answer.ok) {
    gaps.push(unreadOf(what, answer.failure));
    return [];
  }
  if (!answer.value.complete) gaps.push(unread("could-not-read", `further ${what}`));
  return answer.value.items;
}

/** `queueStatus` as text or as the number of its enumeration: 2 is disabled (W17 D). */
const isDisabled = (definition: JsonObject): boolean =>
  ["disabled", "2"].includes((textOf(definition["queueStatus"]) ?? "").toLowerCase());

/** Variables set in the pipeline's settings are no part of the compiled document. */
const yamlPipeline = (definition: JsonObject, context: ExtractContext): YamlPipeline => ({
  definition: {
    kind: "yaml",
    id: textOf(definition["id"]) ?? "",
    name: textOf(definition["name"]) ?? "",
    revision: typeof definition["revision"] === "number" ? definition["revision"] : null,
  },
  variables: nearest(
    definitionVariables(definition["variables"]),
    groupVariables(context, definition["variableGroups"]),
  ),
  defaultBranch: isObject(definition["repository"])
    ? textOf(definition["repository"]["defaultBranch"])
    : null,
});

const keyOf = (context: ExtractContext): string =>
  JSON.stringify(
    [context.taskGroups, context.variableGroups].map(
      (groups) => groups?.map((group) => [group["id"], group["revision"], group["modifiedOn"]]) ?? null,
    ),
  );
