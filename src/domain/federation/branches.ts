import { addMilliseconds, millisecondsPerDay, type Instant } from "../instant";

/** Runs older than this say nothing of which branches are used (F17). */
const branchDays = 90;
/** Branches of one pipeline that are compiled beside its default branch. */
export const mostBranches = 10;

/** One run of a pipeline with a connection; `branch` is a ref such as `refs/heads/main`, null where nothing tells it. */
export type BranchRun = { readonly startedAt: Instant | null; readonly branch: string | null };

/** `whole` is false where a branch that ran may be missing. */
export type RanOn = { readonly branches: readonly string[]; readonly whole: boolean };

/** Whether a run counts for the branches; one without a date does. */
export const isRecentRun = ({ startedAt }: Pick<BranchRun, "startedAt">, now: Instant): boolean =>
  startedAt === null || startedAt >= addMilliseconds(now, -branchDays * millisecondsPerDay);

/**
 * The branches beside the default one that a pipeline ran from, the newest first. Pure. Refs are compared as git does, by
 * their letters.
 */
export function branchesRan(runs: readonly BranchRun[], defaultBranch: string | null, now: Instant): RanOn {
  const recent = runs
    .filter((run) => isRecentRun(run, now))
    .sort((a, b) => (b.startedAt ?? now) - (a.startedAt ?? now));
  const known = recent.flatMap(({ branch }) => (branch === null ? [] : [branch]));
  const others = [...new Set(known)].filter((branch) => branch !== defaultBranch);
  return {
    branches: others.slice(0, mostBranches),
    whole: known.length === recent.length && others.length <= mostBranches,
  };
}

/** `release/1` of `refs/heads/release/1`; other refs as they are. */
export const branchName = (ref: string): string => ref.replace(/^refs\/heads\//, "");
