import type { Actor } from "./failure";
import type { Instant } from "./instant";
import { surelyElapsed, type Moment } from "./moment";

/** Who renews what right now. */
export type Lock = {
  readonly subject: string;
  readonly runId: string;
  readonly connectionName: string;
  readonly holder: Actor;
  readonly since: Instant;
  /** Last heartbeat, by the holder's own clock. */
  readonly beatAt: Instant;
};

/** A lock ends this long after its last heartbeat (I9). */
export const lockLifetimeMs = 15 * 60_000;

/**
 * Whether a lock is over: whoever judges has seen the same heartbeat for a whole lifetime, by a clock of their own. The
 * times in a lock are the holder's, whose clock may be hours away, and are never compared with another clock.
 */
export const isOver = (firstSeen: Moment, now: Moment): boolean =>
  surelyElapsed(firstSeen, now) >= lockLifetimeMs;
