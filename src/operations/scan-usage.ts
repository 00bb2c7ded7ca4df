import pLimit from "p-limit";
import type { ProjectRef, ServiceConnection } from "../domain/service-connection";
import { parallelCalls, planUsage } from "../domain/federation/usage-plan";
import type { Clock } from "../ports/clock";
import type { PipelineUsage } from "../ports/pipeline-usage";
import { CallMeter, type ScanControl } from "./federation/call-meter";
import { lookAt, previewOrder, refsOf, type Look } from "./federation/look";
import { readChecks, readRelease, readYaml } from "./federation/read-definitions";
import { surveyProject, type ProjectSurvey } from "./federation/survey";
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
    notChecked: sum((part) => part.notChecked),
  };
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
  const readings = await readAll(ports, visit, { survey, looks, cap: request.previewCap, meter });
  const context = { at: ports.clock.now(), cancelled: meter.cancelled };
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
};

async function readAll(
  { usage }: ScanPorts,
  visit: UsageVisit,
  { survey, looks, cap, meter }: Reading,
): Promise<ReadonlyMap<string, ProjectReading>> {
  const limit = pLimit(parallelCalls);
  const projects = survey.projects.map((project) => {
    const order = previewOrder(looks.filter((look) => look.survey === project));
    const others = order.length < project.yaml.length;
    return { project, others, previews: cap === null ? order : order.slice(0, cap) };
  });
  const fresh = projects.map(({ project, previews }) => [
    ...project.releases.filter((one) => visit.definition("release", project, one.id, one.revision) === null),
    ...previews.filter(
      ({ definition }) => visit.definition("preview", project, definition.id, definition.revision) === null,
    ),
  ]);
  meter.expect(fresh.flat().length);
  const readings = await Promise.all(
    projects.map(async ({ project, others, previews }): Promise<readonly [string, ProjectReading]> => {
      const releases = await Promise.all(
        project.releases.map((release) => limit(() => readRelease(usage, visit, project, release, meter))),
      );
      const yaml = await Promise.all(
        previews.map((pipeline) =>
          limit(async (): Promise<readonly [string, ReadOrUnread]> => [
            pipeline.definition.id,
            await readYaml(usage, visit, project, pipeline, meter),
          ]),
        ),
      );
      return [
        project.project.id,
        {
          survey: project,
          releases: releases.filter((one) => one !== null),
          yaml: new Map(yaml),
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
