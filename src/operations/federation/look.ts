import type { Result } from "../../domain/failure";
import { branchesRan, isRecentRun, type RanOn } from "../../domain/federation/branches";
import type { Instant } from "../../domain/instant";
import { refOf, type ConnectionRef, type ServiceConnection } from "../../domain/service-connection";
import type { Listed, PipelineGrant, PipelineUsage, RecentUse } from "../../ports/pipeline-usage";
import type { CallMeter } from "./call-meter";
import type { ProjectSurvey, YamlPipeline } from "./survey";

/** What Azure DevOps says of one connection in one of its projects (W17 A, B). */
export type Look = {
  readonly connection: ServiceConnection;
  readonly survey: ProjectSurvey;
  readonly history: Result<Listed<RecentUse>>;
  readonly grant: Result<PipelineGrant>;
};

/** The connection as each project sees it: its own first, then those it is shared with (A11). */
export function refsOf(connection: ServiceConnection): readonly ConnectionRef[] {
  const own = refOf(connection);
  const others = connection.shares
    .filter((share) => share.project.id !== own.project.id)
    .map((share) => ({ id: connection.id, project: share.project }));
  return [own, ...others];
}

/** Two requests. */
export async function lookAt(
  usage: PipelineUsage,
  connection: ServiceConnection,
  survey: ProjectSurvey,
  meter: CallMeter,
): Promise<Look> {
  const ref: ConnectionRef = { id: connection.id, project: survey.project };
  const [history, grant] = await Promise.all([
    usage.history(ref, meter.usage),
    usage.permissions(ref, meter.usage),
  ]);
  return { connection, survey, history, grant };
}

const ranIn = (look: Look): readonly RecentUse[] =>
  look.history.ok ? look.history.value.items.filter((use) => use.planType.toLowerCase() !== "release") : [];

/**
 * YAML pipelines that may use the connection: those that ran with it and those with a permission (W39). A pipeline
 * without permission cannot run with it; where permissions could not be read or all have one, that is every pipeline.
 */
export function candidatesOf(look: Look): readonly YamlPipeline[] {
  const { grant, survey } = look;
  if (!grant.ok || grant.value.allPipelines) return survey.yaml;
  const ids = new Set([...grant.value.pipelineIds, ...ranIn(look).map((use) => use.definitionId)]);
  return survey.yaml.filter((pipeline) => ids.has(pipeline.definition.id));
}

/**
 * Branches beside the default one from which a pipeline ran with the connection of late, where `refs` tells the branch of
 * each run (F17). A history that ends before it reaches back so far may miss some.
 */
export function ranOn(
  look: Look,
  { definition, defaultBranch }: YamlPipeline,
  refs: ReadonlyMap<string, string>,
  now: Instant,
): RanOn {
  const runs = ranIn(look).map(({ definitionId, runId, startedAt }) => ({
    definitionId,
    startedAt,
    branch: runId === null ? null : (refs.get(runId) ?? null),
  }));
  const own = runs.filter((run) => run.definitionId === definition.id);
  const { branches, whole } = branchesRan(own, defaultBranch, now);
  const complete = !look.history.ok || look.history.value.complete;
  return { branches, whole: whole && (complete || runs.some((run) => !isRecentRun(run, now))) };
}

/** Recent runs of these pipelines with the connection, by id: whose branches are worth asking for. */
export const recentRuns = (look: Look, pipelineIds: ReadonlySet<string>, now: Instant): readonly string[] =>
  ranIn(look)
    .filter((use) => pipelineIds.has(use.definitionId) && isRecentRun(use, now))
    .flatMap(({ runId }) => (runId === null ? [] : [runId]));

/** YAML pipelines with a permission of their own or a run with the connection, by id. */
export function namedIn(look: Look): ReadonlySet<string> {
  const granted = look.grant.ok ? look.grant.value.pipelineIds : [];
  return new Set([...granted, ...ranIn(look).map((use) => use.definitionId)]);
}

/**
 * Pipelines and releases that ran with the connection or have a permission, and that no list holds: lists show what the
 * person may see, so nobody could look at these. By name where the history tells one.
 */
export function notListed({ grant, history, survey }: Look): readonly string[] {
  const missing = new Map<string, string>();
  for (const use of history.ok ? history.value.items : []) {
    const isRelease = use.planType.toLowerCase() === "release";
    const listed = isRelease ? survey.listed.releases : survey.listed.builds;
    const kind = isRelease ? "release" : "pipeline";
    if (!listed.has(use.definitionId))
      missing.set(`${kind} ${use.definitionId}`, `${kind} ${use.definitionName}`);
  }
  for (const id of grant.ok ? grant.value.pipelineIds : []) {
    const key = `pipeline ${id}`;
    if (!survey.listed.builds.has(id) && !missing.has(key)) missing.set(key, key);
  }
  return [...missing.values()];
}

/** Pipelines of one project to compile, the newest run first, so that a cap leaves out the least used (W39). */
export function previewOrder(looks: readonly Look[]): readonly YamlPipeline[] {
  const lastRun = new Map<string, number>();
  for (const use of looks.flatMap(ranIn)) {
    const before = lastRun.get(use.definitionId) ?? 0;
    lastRun.set(use.definitionId, Math.max(before, use.startedAt ?? 1));
  }
  const wanted = new Map(looks.flatMap(candidatesOf).map((pipeline) => [pipeline.definition.id, pipeline]));
  const age = (pipeline: YamlPipeline): number => lastRun.get(pipeline.definition.id) ?? 0;
  return [...wanted.values()].sort(
    (a, b) => age(b) - age(a) || Number(b.definition.id) - Number(a.definition.id),
  );
}
