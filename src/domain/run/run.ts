import type { Instant } from "../instant";

/** How a record of a timeline ended; null while it has not. */
export type RunResult =
  | "succeeded"
  | "succeeded-with-issues"
  | "failed"
  | "canceled"
  | "skipped"
  | "abandoned";

/** A run as its page knows it. */
export type Run = {
  readonly id: number;
  /** The run's own name, such as `20261124.3`. */
  readonly name: string;
  readonly definition: { readonly id: number; readonly name: string } | null;
  readonly completed: boolean;
  /** It belongs to a pull request whose source is a fork. */
  readonly fromFork: boolean;
  /** Ref it ran for, such as `refs/heads/main`; null where it is not told. */
  readonly branch: string | null;
};

/** One line of a run's timeline: a stage, a job, a step (R4). */
export type RunRecord = {
  readonly id: string;
  readonly parentId: string | null;
  /** The same for every attempt at one stage, job or step. */
  readonly identifier: string | null;
  /** `Task` is a step; everything else holds others. */
  readonly type: string;
  readonly name: string;
  readonly attempt: number;
  readonly result: RunResult | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** Texts of its errors, warnings left out. */
  readonly errors: readonly string[];
  /** How many errors Azure DevOps counts; it lists the first ones alone. */
  readonly errorCount: number;
};

export const isStep = ({ type }: Pick<RunRecord, "type">): boolean => type.toLowerCase() === "task";
