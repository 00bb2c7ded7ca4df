import type { Run } from "./run";

/** How often a long wait renews its sign of life. */
const beatEveryMs = 60_000;

/**
 * Renews the lock's sign of life during long waits. A failure is not acted on here: the journal's compare-and-set is
 * the fence that stops a run which was taken over, before its next effect.
 */
export async function keepAlive(run: Run): Promise<void> {
  const { held, ports } = run;
  if (held === null || run.now() - held.lock.beatAt < beatEveryMs) return;
  const beaten = await ports.journal.beat(held, run.now());
  if (beaten.ok) run.held = beaten.value;
}
