import type { Result } from "../domain/failure";
import type { JsonObject } from "../domain/federation/pipeline-definition";
import type { Run, RunRecord } from "../domain/run/run";
import type { ProjectRef } from "../domain/service-connection";

/** Runs of build and YAML pipelines (R4). Every method makes one request and only reads. */
export type Runs = {
  /** `not-found` also where this person may not read the run. */
  read(project: ProjectRef, runId: number): Promise<Result<Run>>;
  /** All records of the run so far; null where Azure DevOps keeps no timeline of it. */
  timeline(project: ProjectRef, runId: number): Promise<Result<readonly RunRecord[] | null>>;
  /** The definition as Azure DevOps wrote it, to be distilled at once: it may hold secrets. */
  definition(project: ProjectRef, definitionId: number): Promise<Result<JsonObject>>;
};
