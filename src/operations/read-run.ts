import type { Failure, Result } from "../domain/failure";
import type { ConnectionRecord } from "../domain/record";
import { diagnoseRun, type RunDiagnosis } from "../domain/run/diagnosis";
import type { Run, RunRecord } from "../domain/run/run";
import type { ProjectRef, ServiceConnection } from "../domain/service-connection";
import type { Ports } from "../ports/ports";
import type { Runs } from "../ports/runs";

/** What reading a run needs of the outside. */
export type RunPorts = Pick<Ports, "connections"> & {
  readonly records: Pick<Ports["records"], "ofProject">;
  readonly runs: Runs;
};

/** The first answer about a run, with what could not be read beside it. */
export type RunReading = {
  readonly project: ProjectRef;
  readonly run: Run;
  /** Why the timeline could not be read; null where it could. */
  readonly timelineFailure: Failure | null;
  /** Null where Azure DevOps keeps no timeline of the run, or it could not be read. */
  readonly diagnosis: RunDiagnosis | null;
  readonly connections: readonly ServiceConnection[];
  readonly connectionsFailure: Failure | null;
  /** By connection id, lower-case; empty where they could not be read. */
  readonly records: ReadonlyMap<string, ConnectionRecord>;
  readonly recordsFailure: Failure | null;
};

/**
 * Reads a run in four requests at a time: the run, its timeline, the project's connections and what the hub remembers of
 * them. A run that cannot be read is the failure; whatever else fails stands in the answer.
 */
export async function readRun(
  { runs, connections, records }: RunPorts,
  project: ProjectRef,
  runId: number,
): Promise<Result<RunReading>> {
  const [run, timeline, listed, kept] = await Promise.all([
    runs.read(project, runId),
    runs.timeline(project, runId),
    connections.list(project),
    records.ofProject(project.id),
  ]);
  if (!run.ok) return run;
  const visible = listed.ok ? listed.value.connections : [];
  return {
    ok: true,
    value: {
      project,
      run: run.value,
      timelineFailure: timeline.ok ? null : timeline.failure,
      diagnosis: diagnosisOf(timeline, visible),
      connections: visible,
      connectionsFailure: listed.ok ? null : listed.failure,
      records: kept.ok ? kept.value.records : new Map(),
      recordsFailure: kept.ok ? null : kept.failure,
    },
  };
}

const diagnosisOf = (
  timeline: Result<readonly RunRecord[] | null>,
  connections: readonly ServiceConnection[],
): RunDiagnosis | null =>
  timeline.ok && timeline.value !== null ? diagnoseRun(timeline.value, connections) : null;
