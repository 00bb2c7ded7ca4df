import pLimit from "p-limit";
import type { Instant } from "../domain/instant";
import type { ProjectRef, ServiceConnection } from "../domain/service-connection";
import { mostBranches } from "../domain/federation/branches";
import { parallelCalls, planUsage, type UsagePlan } from "../domain/federation/usage-plan";
import type { Clock } from "../ports/clock";
import type { PipelineUsage } from "../ports/pipeline-usage";
import { CallMeter, type ScanControl } from "./federation/call-meter";
import { lookAt, previewOrder, ranOn, recentRuns, refsOf, type Look } from "./federation/look";
import { keyAt, readChecks, readRelease, readYaml, type PipelineAt } from "./federation/read-definitions";
import { surveyProject, type ProjectSurvey, type YamlPipeline } from "./federation/survey";
import type { ConnectionScan, ReadOrUnread, UsageVisit } from "./federation/usage-visit";
import { verdictOn, type ProjectReading } from "./federation/verdicts";

/** What a scan needs of the outside. */
export type ScanPorts = { readonly usage: PipelineUsage; readonly clock: Clock };

export type ScanRequest = {
  readonly connections: readonly ServiceConnection[];
  /** Most YAML pipelines compiled per project; null for all of them. */
  readonly previewCap: number | null;
};

/** The lists of all projects concerned, and how many requests they took. */
export type UsageSurvey = { readonly projects: readonly ProjectSurvey[]; readonly calls: number };

/** What a scan costs, known before it starts. */
export type ScanPlan = {
  /** All requests of the look, the lists included: never more, often fewer (W19). */
  readonly total: number;
  /** What is still to be sent: reading again what the visit remembers costs nothing. */
  readonly remaining: number;
  readonly perConnection: number;
  readonly releases: number;
  readonly previews: number;
  /**
   * Lists of checks, one per project with YAML pipelines at most; asked for only where one of them deploys to an
   * environment or is not compiled. Beside `total`, whose formula knows none (W19).
   */
  readonly checks: number;
  /**
   * At most so many more requests for the branches that YAML pipelines ran from: lists of runs, and previews of at most ten
   * branches a pipeline (F17). Beside `total` too.
   */
  readonly branches: number;
  /** YAML pipelines that the cap would leave out. */
  readonly notChecked: number;
};

export type UsageScan = {
  readonly connections: readonly ConnectionScan[];
  readonly calls: number;
  readonly cancelled: boolean;
};

/** Lets the page answer: what it waits with comes before the next slice of a look. */
const turnOf = (clock: Clock) => (): Promise<void> => clock.sleep(0);

/** Reads the lists a scan of these connections starts from, each project once in a visit. About six requests a project. */
export async function surveyUsage(
  { usage, clock }: ScanPorts,
  visit: UsageVisit,
  connections: readonly ServiceConnection[],
  control: ScanControl,
): Promise<UsageSurvey> {
  const meter = new CallMeter(control, turnOf(clock));
  // A project's three lists are asked for side by side, so projects go one after the other.
  const limit = pLimit(1);
  const read = async (project: ProjectRef): Promise<ProjectSurvey> => {
    const kept = visit.survey(project.id);
    if (kept !== null) return kept;
    const survey = await surveyProject(usage, project, meter);
    if (!meter.cancelled) visit.keepSurvey(survey);
    return survey;
  };
  const projects = [...projectsOf(connections).values()];
  const surveys = await Promise.all(projects.map((project) => limit(() => read(project))));
  return { projects: surveys, calls: meter.done };
}

function projectsOf(connections: readonly ServiceConnection[]): ReadonlyMap<string, ProjectRef> {
  const refs = connections.flatMap(refsOf);
  return new Map(refs.map(({ project }) => [project.id, project]));
}

/** The requests of a scan, counted from the lists. Pure. */
export function planScan(visit: UsageVisit, survey: UsageSurvey, request: ScanRequest): ScanPlan {
  const refs = request.connections.flatMap(refsOf);
  const parts = survey.projects.map((project) => {
    const plan = planUsage({
      connections: refs.filter((ref) => ref.project.id === project.project.id).length,
      yaml: project.yaml.length,
      classic: project.classic.length,
      releases: project.releases.length,
      previews: null,
      previewCap: request.previewCap,
    });
    const releases = project.releases.filter(
      (one) => visit.definition("release", project, one.id, one.revision) === null,
    ).length;
    const compiled = project.yaml.filter(
      ({ definition }) => visit.definition("preview", project, definition.id, definition.revision) !== null,
    ).length;
    const checks = project.yaml.length > 0 && visit.checks(project.project.id) === null ? 1 : 0;
    return {
      ...plan,
      releases,
      checks,
      branches: mostForBranches(plan, request.previewCap),
      previews: Math.min(plan.previews, project.yaml.length - compiled),
    };
  });
  const sum = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  return {
    total: sum((part) => part.total),
    remaining: sum((part) => part.perConnection + part.releases + part.previews),
    perConnection: sum((part) => part.perConnection),
    releases: sum((part) => part.releases),
    previews: sum((part) => part.previews),
    checks: sum((part) => part.checks),
    branches: sum((part) => part.branches),
    notChecked: sum((part) => part.notChecked),
  };
}

/** One list for two connections, whose histories have 100 runs each, and ten branches a pipeline up to the cap. */
function mostForBranches({ perConnection, previews }: UsagePlan, cap: number | null): number {
  if (previews === 0) return 0;
  const most = previews * mostBranches;
  return Math.ceil(perConnection / 4) + (cap === null ? most : Math.min(most, cap));
}

/**
 * Looks at everything that may use these connections and judges each. At most four requests run at a time (W39). When
 * it is cancelled, what was read so far is judged as not fully visible and not remembered as a verdict.
 */
export async function scanUsage(
  ports: ScanPorts,
  visit: UsageVisit,
  survey: UsageSurvey,
  request: ScanRequest,
  control: ScanControl,
): Promise<UsageScan> {
  const meter = new CallMeter(control, turnOf(ports.clock));
  const plan = planScan(visit, survey, request);
  meter.expect(plan.remaining);
  const looks = await lookAll(ports, survey, request, meter);
  const at = ports.clock.now();
  const readings = await readAll(ports, visit, { survey, looks, cap: request.previewCap, meter, at });
  const context = { at, cancelled: meter.cancelled };
  const connections: ConnectionScan[] = [];
  for (const connection of request.connections) {
    const own = looks.filter((look) => look.connection.id === connection.id);
    connections.push(await verdictOn(connection, own, readings, { ...context, turn: meter.turn }));
  }
  if (!meter.cancelled) connections.forEach((scan) => visit.keepScan(scan));
  return { connections, calls: meter.done, cancelled: meter.cancelled };
}

/** Two requests at a time for each of two connections make four. */
async function lookAll(
  { usage }: ScanPorts,
  survey: UsageSurvey,
  { connections }: ScanRequest,
  meter: CallMeter,
): Promise<readonly Look[]> {
  const limit = pLimit(parallelCalls / 2);
  const surveyOf = new Map(survey.projects.map((one) => [one.project.id, one]));
  const wanted = connections.flatMap((connection) =>
    refsOf(connection).flatMap((ref) => {
      const own = surveyOf.get(ref.project.id);
      return own === undefined ? [] : [{ connection, own }];
    }),
  );
  return Promise.all(wanted.map(({ connection, own }) => limit(() => lookAt(usage, connection, own, meter))));
}

type Reading = {
  readonly survey: UsageSurvey;
  readonly looks: readonly Look[];
  readonly cap: number | null;
  readonly meter: CallMeter;
  readonly at: Instant;
};

async function readAll(
  { usage }: ScanPorts,
  visit: UsageVisit,
  { survey, looks, cap, meter, at }: Reading,
): Promise<ReadonlyMap<string, ProjectReading>> {
  const limit = pLimit(parallelCalls);
  const isFresh = (project: ProjectSurvey, { pipeline, ref }: PipelineAt): boolean => {
    const { id, revision } = pipeline.definition;
    return visit.definition("preview", project, keyAt(id, ref), revision) === null;
  };
  const projects = survey.projects.map((project) => {
    const own = looks.filter((look) => look.survey === project);
    const order = previewOrder(own);
    const others = order.length < project.yaml.length;
    const previews = cap === null ? order : order.slice(0, cap);
    return { project, own, others, previews };
  });
  const compiled = await Promise.all(
    projects.map(async (one) => {
      const refs = await limit(() => readRefs(usage, one.project, one.own, one.previews, { meter, at }));
      const main = one.previews.map((pipeline): PipelineAt => ({ pipeline, ref: null }));
      const further = atBranches(one.own, one.previews, refs, at);
      return { ...one, refs, wanted: [...main, ...(cap === null ? further : further.slice(0, cap))] };
    }),
  );
  const fresh = compiled.map(({ project, wanted }) => [
    ...project.releases.filter((one) => visit.definition("release", project, one.id, one.revision) === null),
    ...wanted.filter((one) => isFresh(project, one)),
  ]);
  meter.expect(fresh.flat().length);
  const readings = await Promise.all(
    compiled.map(async ({ project, others, refs, wanted }): Promise<readonly [string, ProjectReading]> => {
      const releases = await Promise.all(
        project.releases.map((release) => limit(() => readRelease(usage, visit, project, release, meter))),
      );
      const yaml = await Promise.all(
        wanted.map((one) =>
          limit(async (): Promise<readonly [string, ReadOrUnread]> => [
            keyAt(one.pipeline.definition.id, one.ref),
            await readYaml(usage, visit, project, one, meter),
          ]),
        ),
      );
      return [
        project.project.id,
        {
          survey: project,
          releases: releases.filter((one) => one !== null),
          yaml: new Map(yaml),
          refs,
          checks:
            others || visit.deploys(project.project.id)
              ? await readChecks(usage, visit, project, meter)
              : null,
        },
      ];
    }),
  );
  return new Map(readings);
}

/** From which branch each recent run of these pipelines was started; empty where that could not be read. */
async function readRefs(
  usage: PipelineUsage,
  { project }: ProjectSurvey,
  looks: readonly Look[],
  pipelines: readonly YamlPipeline[],
  { meter, at }: Pick<Reading, "meter" | "at">,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(pipelines.map(({ definition }) => definition.id));
  const runs = [...new Set(looks.flatMap((look) => recentRuns(look, ids, at)))];
  if (runs.length === 0) return new Map();
  const answer = await usage.branches(project, runs, meter.usage);
  return answer.ok ? answer.value : new Map();
}

/** Each further branch that a pipeline ran from, once, in the order of the pipelines. */
function atBranches(
  looks: readonly Look[],
  pipelines: readonly YamlPipeline[],
  refs: ReadonlyMap<string, string>,
  at: Instant,
): readonly PipelineAt[] {
  return pipelines.flatMap((pipeline) =>
    [...new Set(looks.flatMap((look) => ranOn(look, pipeline, refs, at).branches))].map((ref) => ({
      pipeline,
      ref,
    })),
  );
}
