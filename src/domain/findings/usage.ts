import { daysBetween, type Instant } from "../instant";

/** Days without a run after which a connection that no pipeline may use counts as unused (N3). */
export const unusedAfterDays = 100;

/** What two looks told of one connection; null where a look failed or was cut short before it could tell (N3). */
export type UsageSeen = {
  /** When it was last used; `none` where a complete list holds no use. */
  readonly lastUse: Instant | "none" | null;
  /** A release ran with it once: a release needs no permission, so that permissions say nothing of it (W17). */
  readonly byRelease: boolean;
  /** Names of the pipelines and releases that ran with it, the newest first, each once. */
  readonly ranIn: readonly string[];
  /** Whether a pipeline has permission, or all have. */
  readonly permitted: boolean | null;
};

/**
 * Whether nobody uses a connection: no run in 100 days and no permitted pipeline, both looked at. An empty history alone
 * proves nothing, and a connection that is younger has not had the time. Pure (N3).
 */
export function isUnused(seen: UsageSeen, createdAt: Instant | null, now: Instant): boolean {
  const longAgo = (at: Instant): boolean => daysBetween(at, now) > unusedAfterDays;
  if (seen.permitted !== false || seen.byRelease || seen.lastUse === null) return false;
  if (createdAt === null || !longAgo(createdAt)) return false;
  return seen.lastUse === "none" || longAgo(seen.lastUse);
}
