import type { Instant } from "../domain/instant";

/** Time and chance, as arguments. */
export type Clock = {
  now(): Instant;
  /** Milliseconds of a clock that nobody sets; it may stand still while the machine sleeps. */
  steady(): number;
  /** Resolves after the delay (0: after the page had its turn), or at once when the signal is aborted. Never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A new id (lower-case GUID). */
  newId(): string;
  /** A number in [0, 1) for jitter. */
  random(): number;
};
