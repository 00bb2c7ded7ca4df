import { branchName } from "../../domain/federation/branches";
import { deploysToEnvironment, extractChecks } from "../../domain/federation/extract-checks";
import { extractRelease } from "../../domain/federation/extract-classic";
import { extractYaml } from "../../domain/federation/extract-yaml";
import type { PipelineUsage, ReleaseRef } from "../../ports/pipeline-usage";
import type { CallMeter } from "./call-meter";
import type { ProjectSurvey, YamlPipeline } from "./survey";
import { unreadOf } from "./unread-of";
import type { ReadOrUnread, UsageVisit } from "./usage-visit";

/** One release definition, distilled; from the visit's memory where its revision is known there. Null where it is off. */
export async function readRelease(
  usage: PipelineUsage,
  visit: UsageVisit,
  survey: ProjectSurvey,
  release: ReleaseRef,
  meter: CallMeter,
): Promise<ReadOrUnread | null> {
  const kept = visit.definition("release", survey, release.id, release.revision);
  if (kept !== null) return { read: kept, unread: null };
  const answer = await usage.release(survey.project, release.id, meter.usage);
  if (!answer.ok) return { read: null, unread: unreadOf(`release ${release.name}`, answer.failure) };
  if (answer.value["isDisabled"] === true) return null;
  await meter.turn();
  const read = extractRelease(answer.value, survey.context);
  visit.keepDefinition("release", survey, release.id, { revision: release.revision, read });
  return { read, unread: null };
}

/** A YAML pipeline as it stands in one branch; `ref` is null for its default branch. */
export type PipelineAt = { readonly pipeline: YamlPipeline; readonly ref: string | null };

/** Names a pipeline at a branch among all of its project. */
export const keyAt = (pipelineId: string, ref: string | null): string =>
  ref === null ? pipelineId : `${pipelineId} ${ref}`;

/** One YAML pipeline, compiled and distilled; the document is dropped at once, it may hold secrets. */
export async function readYaml(
  usage: PipelineUsage,
  visit: UsageVisit,
  survey: ProjectSurvey,
  { pipeline, ref }: PipelineAt,
  meter: CallMeter,
): Promise<ReadOrUnread> {
  const { variables } = pipeline;
  const { id, name, revision } = pipeline.definition;
  const definition =
    ref === null ? pipeline.definition : { ...pipeline.definition, name: `${name} (${branchName(ref)})` };
  const key = keyAt(id, ref);
  const kept = visit.definition("preview", survey, key, revision);
  if (kept !== null) return { read: kept, unread: null };
  const answer = await usage.preview(survey.project, id, meter.usage, ref);
  if (!answer.ok) return { read: null, unread: unreadOf(`YAML pipeline ${definition.name}`, answer.failure) };
  await meter.turn();
  if (deploysToEnvironment(answer.value)) visit.noteDeployment(survey.project.id);
  const read = extractYaml(answer.value, definition, survey.context, variables);
  visit.keepDefinition("preview", survey, key, { revision, read });
  return { read, unread: null };
}

/** The checks of a project, read once a visit. */
export async function readChecks(
  usage: PipelineUsage,
  visit: UsageVisit,
  { project, context }: ProjectSurvey,
  meter: CallMeter,
): Promise<readonly ReadOrUnread[]> {
  const kept = visit.checks(project.id);
  if (kept !== null) return kept.map((read) => ({ read, unread: null }));
  const answer = await usage.checks(project, meter.usage);
  if (!answer.ok) return [{ read: null, unread: unreadOf(`checks of ${project.name}`, answer.failure) }];
  const checks = extractChecks(answer.value, context);
  visit.keepChecks(project.id, checks);
  return checks.map((read) => ({ read, unread: null }));
}
