import type { Instant } from "../../domain/instant";
import type { ServiceConnection } from "../../domain/service-connection";
import { holdsAzureDevOpsToken } from "../../domain/findings/azure-devops-token";
import type { ConnectionIdentity } from "../../domain/federation/connection-identity";
import { unread } from "../../domain/federation/extract-context";
import { federationData } from "../../domain/federation/data/current";
import type { ReadDefinition, Unread } from "../../domain/federation/pipeline-definition";
import { judging, withUnread, type ConnectionReadiness } from "../../domain/federation/roll-up";
import { candidatesOf, namedIn, notListed, ranOn, type Look } from "./look";
import { keyAt } from "./read-definitions";
import type { ProjectSurvey } from "./survey";
import { unreadOf } from "./unread-of";
import type { ConnectionScan, ReadOrUnread } from "./usage-visit";

/** All that was read of one project. */
export type ProjectReading = {
  readonly survey: ProjectSurvey;
  readonly releases: readonly ReadOrUnread[];
  /** By `keyAt` of pipeline and branch; one left out by the cap is not in it. */
  readonly yaml: ReadonlyMap<string, ReadOrUnread>;
  /** From which branch runs were started, by their ids. */
  readonly refs: ReadonlyMap<string, string>;
  /** Null where all pipelines were compiled and none deploys to an environment, so nobody asked. */
  readonly checks: readonly ReadOrUnread[] | null;
};

/** The connection under every name it goes by in the projects that see it. */
export const identityOf = (connection: ServiceConnection): ConnectionIdentity => ({
  id: connection.id,
  names: [...new Set([connection.name, ...connection.shares.map((share) => share.name)])],
  type: connection.type,
  azureDevOpsToken: holdsAzureDevOpsToken(connection),
});

/** The verdict on one connection from its looks and the projects' readings, in slices with a turn between them. */
export async function verdictOn(
  connection: ServiceConnection,
  looks: readonly Look[],
  readings: ReadonlyMap<string, ProjectReading>,
  context: { readonly at: Instant; readonly cancelled: boolean; readonly turn: () => Promise<void> },
): Promise<ConnectionScan> {
  const parts = looks.flatMap((look) => {
    const reading = readings.get(look.survey.project.id);
    return reading === undefined ? [] : [partOf(look, reading, context.at)];
  });
  const gaps = parts.flatMap((part) => part.unread);
  if (context.cancelled) gaps.push(unread("cancelled", "what was left to look at"));
  if (connection.shared && looks.length < 2) {
    gaps.push(unread("project-unreadable", "other projects that the connection is shared with"));
  }
  const read = {
    definitions: parts.flatMap((part) => part.definitions),
    others: looks.flatMap((look) => look.survey.others),
    unread: gaps,
  };
  const work = judging(identityOf(connection), read, federationData);
  let slice = work.next();
  while (slice.done !== true) {
    await context.turn();
    slice = work.next();
  }
  const judged = slice.value;
  const branches = looks.flatMap((look) => otherBranches(look, judged, readings, context.at));
  const readiness = withUnread(judged, branches);
  const further = parts.reduce((sum, part) => sum + part.branches, 0);
  const kinds = read.definitions.map((one) => one.definition.kind);
  const count = (kind: (typeof kinds)[number]): number => kinds.filter((one) => one === kind).length;
  return {
    connectionId: connection.id,
    readiness,
    at: context.at,
    modifiedAt: connection.modifiedAt,
    looked: {
      classic: count("classic-build"),
      releases: count("release"),
      yaml: count("yaml") - further,
      branches: further,
      checks: looks.some((look) => readings.get(look.survey.project.id)?.checks != null)
        ? count("environment-check")
        : null,
      disabled: looks.reduce((sum, look) => sum + look.survey.disabled, 0),
      projects: looks.map((look) => look.survey.project.name),
    },
  };
}

type Part = {
  readonly definitions: readonly ReadDefinition[];
  readonly unread: Unread[];
  /** How many of the definitions stand in another branch than the default one. */
  readonly branches: number;
};

function partOf(look: Look, { survey, releases, yaml, refs, checks }: ProjectReading, at: Instant): Part {
  const gaps: Unread[] = [...survey.unread];
  const definitions: ReadDefinition[] = [...survey.classic];
  const take = (one: ReadOrUnread): void => {
    if (one.unread === null) definitions.push(one.read);
    else if (one.unread.code !== "cancelled") gaps.push(one.unread);
  };
  releases.forEach(take);
  checks?.forEach(take);
  const candidates = candidatesOf(look);
  let leftOut = 0;
  let branches = 0;
  for (const pipeline of candidates) {
    const one = yaml.get(pipeline.definition.id);
    if (one === undefined) leftOut += 1;
    else take(one);
    for (const ref of ranOn(look, pipeline, refs, at).branches) {
      const further = yaml.get(keyAt(pipeline.definition.id, ref));
      if (further === undefined) continue;
      take(further);
      if (further.read !== null) branches += 1;
    }
  }
  if (leftOut > 0)
    gaps.push(unread("preview-cap", `${String(leftOut)} YAML pipelines of ${survey.project.name}`));
  gaps.push(...lookGaps(look, candidates.length < survey.yaml.length));
  return { definitions, unread: gaps, branches };
}

/** A history that ends early matters only where it chose what to look at. */
function lookGaps(look: Look, choseByHistory: boolean): readonly Unread[] {
  const { history, grant, survey } = look;
  if (survey.unread.some((gap) => gap.code === "project-unreadable")) return [];
  const gaps: Unread[] = [];
  const of = `in ${survey.project.name}`;
  if (!history.ok) gaps.push(unreadOf(`runs with the connection ${of}`, history.failure));
  else if (!history.value.complete && choseByHistory) {
    gaps.push(unread("history-incomplete", `runs with the connection ${of}`));
  }
  if (!grant.ok) gaps.push(unreadOf(`pipeline permissions ${of}`, grant.failure));
  const hidden = notListed(look);
  if (hidden.length > 0) gaps.push(unread("not-listed", namesOf(hidden)));
  return gaps.filter((gap) => gap.code !== "cancelled");
}

/**
 * A preview compiles one branch (W18). Beside the default one those that ran with the connection of late are compiled; where
 * not all of them are known, or some were left out, nobody looked at what the pipeline does there (F17).
 */
function otherBranches(
  look: Look,
  judged: ConnectionReadiness,
  readings: ReadonlyMap<string, ProjectReading>,
  at: Instant,
): readonly Unread[] {
  const reading = readings.get(look.survey.project.id);
  if (reading === undefined) return [];
  const { yaml, refs } = reading;
  const named = namedIn(look);
  const using = new Set(judged.pipelines.map((pipeline) => pipeline.definition));
  const names = candidatesOf(look)
    .filter(({ definition }) => yaml.get(definition.id)?.read != null)
    .filter(({ definition }) => named.has(definition.id) || using.has(definition))
    .filter((pipeline) => {
      const { branches, whole } = ranOn(look, pipeline, refs, at);
      return !whole || branches.some((ref) => !yaml.has(keyAt(pipeline.definition.id, ref)));
    })
    .map(({ definition }) => definition.name);
  if (names.length === 0) return [];
  return [unread("other-branches", namesOf(names))];
}

const mostNames = 5;

/** The first names, and how many more there are. */
function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(", ");
  const rest = names.length - mostNames;
  return rest > 0 ? `${shown} and ${String(rest)} more` : shown;
}
