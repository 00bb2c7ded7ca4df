import type { Failure } from "../../domain/failure";
import { isFresh } from "../../domain/renewal/settling";
import type { Instant } from "../../domain/instant";
import type { Moment } from "../../domain/moment";
import type { Ports } from "../../ports/ports";
import type { HeldLock, JournalEntry } from "../../ports/renewal-journal";

/** What the lease needs of a run. */
type Leased = {
  held: HeldLock | null;
  /** When record and lock were last seen to be this run's. */
  confirmedAt: Moment;
  readonly entry: JournalEntry | null;
  readonly ports: Pick<Ports, "journal">;
  now(): Instant;
  moment(): Moment;
};

/** How often a long wait renews its heartbeat. */
const beatEveryMs = 60_000;

/**
 * Renews the lock's heartbeat during long waits. A failure is not acted on here: before its next effect the run confirms
 * its lease anyway.
 */
export async function keepAlive(run: Leased): Promise<void> {
  const { held, ports } = run;
  if (held === null || run.now() - held.lock.beatAt < beatEveryMs) return;
  const beaten = await ports.journal.beat(held, run.now());
  if (beaten.ok) run.held = beaten.value;
}

/**
 * Makes sure that record and lock are still this run's, so that a call that cannot be taken back may leave within
 * `leaseFreshMs`. Reads the record and renews the lock, unless that was done a moment ago; null where both are ours. After
 * any wait, and after a machine slept, somebody else may have taken over (V8).
 */
export async function confirmLease(run: Leased): Promise<Failure | null> {
  const { entry, held, ports } = run;
  if (entry === null || held === null || isFresh(run.confirmedAt, run.moment())) return null;
  for (let attempt = 1; ; attempt += 1) {
    const asked = run.moment();
    const beaten = await ports.journal.beat(run.held ?? held, run.now());
    if (!beaten.ok) return leaseFailure(beaten.failure);
    run.held = beaten.value;
    const ours = await ports.journal.holds(entry);
    if (!ours.ok) return leaseFailure(ours.failure);
    if (!ours.value) return { code: "taken-over" };
    run.confirmedAt = asked;
    if (isFresh(asked, run.moment())) return null;
    if (attempt === 3) return leaseFailure({ code: "timeout", system: "extension-data", afterMs: 0 });
  }
}

/** Asked in the very moment before a call leaves: false keeps it here. Nothing to lose where nothing is recorded. */
export function mayLeave(run: Leased): boolean {
  return run.entry === null || isFresh(run.confirmedAt, run.moment());
}

const leaseFailure = (failure: Failure): Failure =>
  failure.code === "taken-over" || failure.code === "document-conflict"
    ? { code: "taken-over" }
    : { code: "journal-unavailable", cause: failure, begun: true };
