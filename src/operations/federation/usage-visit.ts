import type { Instant } from "../../domain/instant";
import type { ReadDefinition, Unread } from "../../domain/federation/pipeline-definition";
import type { ConnectionReadiness } from "../../domain/federation/roll-up";
import type { ProjectSurvey } from "./survey";

/** The verdict on one connection with what it rests on. */
export type ConnectionScan = {
  readonly connectionId: string;
  readonly readiness: ConnectionReadiness;
  readonly at: Instant;
  /** When the connection had last been changed, as far as it was known. */
  readonly modifiedAt: Instant | null;
  readonly looked: {
    readonly classic: number;
    readonly releases: number;
    readonly yaml: number;
    /** Branches beside the default ones that YAML pipelines ran from, compiled like these. */
    readonly branches: number;
    /** Checks with a task; null where pipelines were compiled and none asked for them. */
    readonly checks: number | null;
    readonly disabled: number;
    readonly projects: readonly string[];
  };
};

/** A pipeline as it could be read, or why not. */
export type ReadOrUnread =
  | { readonly read: ReadDefinition; readonly unread: null }
  | { readonly read: null; readonly unread: Unread };

type Kept = { readonly revision: number | null; readonly contextKey: string; readonly read: ReadDefinition };

/**
 * What was read of pipelines since the page was opened: distilled steps by definition and revision, never documents,
 * which may hold secrets (W39). Created once for a visit.
 */
export class UsageVisit {
  readonly #surveys = new Map<string, ProjectSurvey>();
  readonly #releases = new Map<string, Kept>();
  readonly #previews = new Map<string, Kept>();
  readonly #scans = new Map<string, ConnectionScan>();
  /** Projects with a pipeline that deploys to an environment, and the checks read there. */
  readonly #deploying = new Set<string>();
  readonly #checks = new Map<string, readonly ReadDefinition[]>();

  survey(projectId: string): ProjectSurvey | null {
    return this.#surveys.get(projectId) ?? null;
  }

  /** A survey with gaps is asked for again next time. */
  keepSurvey(survey: ProjectSurvey): void {
    if (survey.unread.length === 0) this.#surveys.set(survey.project.id, survey);
  }

  definition(
    kind: "release" | "preview",
    survey: ProjectSurvey,
    id: string,
    revision: number | null,
  ): ReadDefinition | null {
    const kept = this.#table(kind).get(`${survey.project.id}/${id}`);
    const same = kept?.revision === revision && kept.contextKey === survey.contextKey;
    return same ? kept.read : null;
  }

  keepDefinition(
    kind: "release" | "preview",
    survey: ProjectSurvey,
    id: string,
    kept: { readonly revision: number | null; readonly read: ReadDefinition },
  ): void {
    this.#table(kind).set(`${survey.project.id}/${id}`, { ...kept, contextKey: survey.contextKey });
  }

  noteDeployment(projectId: string): void {
    this.#deploying.add(projectId);
  }

  deploys(projectId: string): boolean {
    return this.#deploying.has(projectId);
  }

  checks(projectId: string): readonly ReadDefinition[] | null {
    return this.#checks.get(projectId) ?? null;
  }

  keepChecks(projectId: string, checks: readonly ReadDefinition[]): void {
    this.#checks.set(projectId, checks);
  }

  /** The last verdict, unless the connection was changed since. */
  scan(connection: { readonly id: string; readonly modifiedAt: Instant | null }): ConnectionScan | null {
    const scan = this.#scans.get(connection.id);
    return scan === undefined || scan.modifiedAt !== connection.modifiedAt ? null : scan;
  }

  keepScan(scan: ConnectionScan): void {
    this.#scans.set(scan.connectionId, scan);
  }

  /**
   * Makes the next look a fresh one. Releases stay while their revision does; what a YAML pipeline compiles to may have
   * changed without any revision, and a release without revision likewise.
   */
  forget(projectIds: readonly string[]): void {
    for (const projectId of projectIds) {
      this.#surveys.delete(projectId);
      this.#deploying.delete(projectId);
      this.#checks.delete(projectId);
      for (const key of this.#previews.keys())
        if (key.startsWith(`${projectId}/`)) this.#previews.delete(key);
      for (const [key, kept] of this.#releases)
        if (key.startsWith(`${projectId}/`) && kept.revision === null) this.#releases.delete(key);
    }
  }

  #table(kind: "release" | "preview"): Map<string, Kept> {
    return kind === "release" ? this.#releases : this.#previews;
  }
}
