import { perhapsElapsed, surelyElapsed, type Moment } from "../moment";

/**
 * How long a call that cannot be taken back (the PUT, addPassword) stays a question. It may take effect after its
 * connection broke or after it was answered with an error, and reads may show that later still (G45, A89).
 */
const landsWithinMs = 120_000;
const readsLagMs = 30_000;
const marginMs = 10_000;
/** The longest that such a call of the hub waits for its answer. */
const callLastsMs = 100_000;

/** So long after such a call failed, a read tells for good whether it took effect. */
export const settlesAfterMs = landsWithinMs + readsLagMs + marginMs;

/** Such a call leaves only while its run has confirmed within this time that record and lock are still its own. */
export const leaseFreshMs = 10_000;

/**
 * So long after a record was taken over, nothing its former run sent can still take effect unseen: that run's last call
 * left within `leaseFreshMs` of the taking over, waited at most `callLastsMs`, and settles like any other.
 */
export const quietAfterMs = leaseFreshMs + callLastsMs + settlesAfterMs;

/** Milliseconds still to wait until `length` has surely passed since then; 0 or less when it has. */
export const leftOf = (length: number, since: Moment, now: Moment): number =>
  length - surelyElapsed(since, now);

/** Whether a confirmation of that moment is surely recent enough for a call to leave now. */
export const isFresh = (confirmed: Moment, now: Moment): boolean =>
  perhapsElapsed(confirmed, now) < leaseFreshMs;
