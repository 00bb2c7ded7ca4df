import type { Result } from "../../domain/failure";
import type { ProjectRef } from "../../domain/service-connection";
import type { OtherUse, ReadDefinition, Unread } from "../../domain/wif/pipeline-definition";
import type { UsagePlan } from "../../domain/wif/usage-plan";

/** A connection whose uses are looked for, in every project that sees it and under each name it has there. */
export type SoughtConnection = {
  readonly id: string;
  readonly type: string;
  readonly seenIn: readonly { readonly project: ProjectRef; readonly name: string }[];
};

/** What is read of the pipelines that use one connection, ready to be judged. */
export type ConnectionUsage = {
  readonly connectionId: string;
  readonly definitions: readonly ReadDefinition[];
  readonly others: readonly OtherUse[];
  /** What could not be looked at; each counts against yes. */
  readonly unread: readonly Unread[];
};

export type UsageProgress = { readonly calls: number; readonly of: number };

export type UsageOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: UsageProgress) => void) | undefined;
};

/** Lists that have been read, and the price of reading the rest. */
export type PreparedUsage = {
  /** Exact number of calls, those of the preparation included. */
  readonly plan: UsagePlan;
  /** Reads releases and previews. Never fails as a whole: gaps are in each connection's `unread`. */
  read(options: UsageOptions): Promise<readonly ConnectionUsage[]>;
};

/** Which pipelines use which connections (W §4). */
export type PipelineUsage = {
  /**
   * Reads history, permissions and lists: two calls per connection and project, five or more per project. Only
   * `cancelled` fails. `previewCap` limits the YAML previews (W19); what is left out is said.
   */
  prepare(
    connections: readonly SoughtConnection[],
    options: UsageOptions & { readonly previewCap: number | null },
  ): Promise<Result<PreparedUsage>>;
};
