import type { Result } from "../domain/failure";
import type { Instant } from "../domain/instant";
import type { ConnectionRef, ProjectRef } from "../domain/service-connection";
import type { JsonObject } from "../domain/federation/pipeline-definition";

/** How a caller follows and ends a look at pipelines. */
export type UsageControl = {
  /** Aborting ends the call with the failure `cancelled`; requests on their way are given up. */
  readonly signal: AbortSignal;
  /** Called once per request, when its answer has come or failed; repetitions of the same request are not counted. */
  readonly called: () => void;
  /** Awaited between slices of work that together would hold the page up; absent where nobody waits for the page. */
  readonly turn?: () => Promise<void>;
};

/**
 * The items of a list over all of its pages. `complete` is false where further pages exist but could not be asked for:
 * the token of the next page is in a header that the browser may not show (Q12). A full page without a token counts so.
 */
export type Listed<T> = { readonly items: readonly T[]; readonly complete: boolean };

/** A pipeline that ran with the connection (W17 A). */
export type RecentUse = {
  /** `planType` as Azure DevOps writes it: `Build`, `Release`, … */
  readonly planType: string;
  readonly definitionId: string;
  readonly definitionName: string;
  /** The run itself; null where the record does not tell it. */
  readonly runId: string | null;
  readonly startedAt: Instant | null;
};

/** Which pipelines of a project may use the connection (W17 B). A permission is not a use; releases are not in it. */
export type PipelineGrant = {
  readonly allPipelines: boolean;
  /** Ids of build and YAML pipelines with a permission of their own. */
  readonly pipelineIds: readonly string[];
};

/** A release definition in the list. `revision` is null where the list does not tell it. */
export type ReleaseRef = { readonly id: string; readonly name: string; readonly revision: number | null };

/**
 * What in Azure DevOps may use a service connection (W17 A-G, I). Bounded: each method says how many requests it
 * makes. Definitions come as Azure DevOps wrote them, for the domain to distil at once; they may hold secrets in plain text,
 * so nobody keeps them. A missing right is the failure `not-permitted`, an absent thing `not-found`.
 */
export type PipelineUsage = {
  /** The newest runs with the connection in its project, one request (A). `complete` is false where older ones exist. */
  history(ref: ConnectionRef, control: UsageControl): Promise<Result<Listed<RecentUse>>>;
  /** One request (B). */
  permissions(ref: ConnectionRef, control: UsageControl): Promise<Result<PipelineGrant>>;
  /** Classic build definitions with phases and steps, 100 per request (C). Disabled ones are included. */
  classicBuilds(project: ProjectRef, control: UsageControl): Promise<Result<Listed<JsonObject>>>;
  /** YAML pipelines with variables and queue status but without tasks, 1,000 per request (D). */
  yamlPipelines(project: ProjectRef, control: UsageControl): Promise<Result<Listed<JsonObject>>>;
  /** Ids and names of release definitions, 100 per request (F). */
  releases(project: ProjectRef, control: UsageControl): Promise<Result<Listed<ReleaseRef>>>;
  /** One release definition with stages, phases and gates, one request (F). */
  release(project: ProjectRef, id: string, control: UsageControl): Promise<Result<JsonObject>>;
  /** One request (G). */
  taskGroups(project: ProjectRef, control: UsageControl): Promise<Result<readonly JsonObject[]>>;
  /** One request (I). */
  variableGroups(project: ProjectRef, control: UsageControl): Promise<Result<readonly JsonObject[]>>;
  /** Checks on environments and other resources, with the tasks in them, one request (W38). */
  checks(project: ProjectRef, control: UsageControl): Promise<Result<readonly JsonObject[]>>;
  /**
   * From which branch or tag each of these runs was started, as a ref such as `refs/heads/main`, by the run's id; 200 runs
   * per request. A run that is not there any more is missing (F17).
   */
  branches(
    project: ProjectRef,
    runIds: readonly string[],
    control: UsageControl,
  ): Promise<Result<ReadonlyMap<string, string>>>;
  /**
   * The document of a YAML pipeline with all templates expanded, parsed; compiled from the branch or tag `ref` names, or
   * from its default branch, one request (E, W18). Changes nothing and starts no run. Where Azure DevOps cannot compile it the failure is `refused` with its
   * reason; where the text is no YAML, `unexpected-answer`.
   */
  preview(
    project: ProjectRef,
    pipelineId: string,
    control: UsageControl,
    ref?: string | null,
  ): Promise<Result<unknown>>;
};
