import { appKeyOfPlan } from "../../domain/renewal/plan";
import { leftOf, settlesAfterMs } from "../../domain/renewal/settling";
import type { RenewalEvent } from "../../domain/renewal/transition";
import { clearRun } from "./clear";
import { isWorthRepeatingResult } from "./prepare";
import { retrying, type Run } from "./run";

/** What became of the credential that a run could not use. */
export type Discarded = Extract<RenewalEvent, { kind: "discarded" | "kept" | "not-looked" | "failed" }>;

/**
 * Removes this run's own unused credential, and what a request sent twice makes beside it. The run sent no save of it, or
 * its save is settled and `removableOf` judges by what is read. It ends only once nothing of the run can show any more: an
 * absent credential may show late (G28, G45), and the twin of a request that a browser sent again may take effect later
 * than the reply to it came (G20).
 */
export async function discard(run: Run, keyId: string, objectId: string | null): Promise<Discarded> {
  run.inputs = null;
  const { ports, plan } = run;
  const key = appKeyOfPlan(plan);
  const write = await ports.credentials.connect("write", { tenantId: key.tenantId, interactive: false });
  if (!write.ok) return { kind: "failed", failure: write.failure };
  let gone = false;
  for (;;) {
    const settled = leftOf(settlesAfterMs, run.issuedAt, run.moment()) <= 0;
    const cleared = await clearRun(ports, plan, { held: null, neverSent: !run.sent });
    if (!cleared.ok) return { kind: gone ? "not-looked" : "failed", failure: cleared.failure };
    const { removed, kept } = cleared.value;
    const [stays] = kept;
    if (stays !== undefined) return { kind: "kept", keyId: kept.some(isSame(keyId)) ? keyId : stays };
    gone ||= removed.some(isSame(keyId));
    if (!gone && !run.sent && objectId !== null) {
      const direct = await retrying(
        run,
        () => ports.credentials.remove(key, objectId, keyId),
        isWorthRepeatingResult,
      );
      if (!direct.ok) return { kind: "failed", failure: direct.failure };
      gone = direct.value === "removed";
    }
    if (settled) return { kind: "discarded" };
    // What does not show yet is looked for every few seconds; a twin once, when none can appear any more.
    await run.settle(run.issuedAt, "secret", () => Promise.resolve(gone ? null : "look again"));
  }
}

const isSame =
  (keyId: string) =>
  (other: string): boolean =>
    other.toLowerCase() === keyId.toLowerCase();
