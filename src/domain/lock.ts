import type { Actor } from "./failure";
import type { Instant } from "./instant";

/** Who renews what right now. */
export type Lock = {
  readonly subject: string;
  readonly runId: string;
  readonly connectionName: string;
  readonly holder: Actor;
  readonly since: Instant;
  /** Last sign of life; the lock ends `lockLifetimeMs` after it (I9). */
  readonly beatAt: Instant;
};

/** A lock lasts this long after its last sign of life (I9). */
export const lockLifetimeMs = 15 * 60_000;

/** Whether a lock still holds at a moment. */
export const isHeld = (lock: Lock, now: Instant): boolean => now - lock.beatAt < lockLifetimeMs;
