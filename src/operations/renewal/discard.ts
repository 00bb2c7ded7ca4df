import { appKeyOfPlan } from "../../domain/renewal/plan";
import { leftOf, settlesAfterMs } from "../../domain/renewal/settling";
import type { RenewalEvent } from "../../domain/renewal/transition";
import { clearRun } from "./clear";
import { isWorthRepeatingResult } from "./prepare";
import { retrying, type Run } from "./run";

/** Between two tries to remove a credential which Graph does not show yet. */
const showsLateMs = 10_000;

/**
 * Removes this run's own unused credential, and what a request sent twice made beside it. The run sent no save of it, or
 * its save is settled and `removableOf` judges by what is read. An absent credential counts as removed only when it cannot
 * show late any more (G28, G45).
 */
export async function discard(run: Run, keyId: string, objectId: string | null): Promise<RenewalEvent> {
  run.inputs = null;
  const { ports, plan } = run;
  const key = appKeyOfPlan(plan);
  const write = await ports.credentials.connect("write", { tenantId: key.tenantId, interactive: false });
  if (!write.ok) return { kind: "failed", failure: write.failure };
  for (;;) {
    const cleared = await clearRun(ports, plan, { held: null, neverSent: !run.sent });
    if (!cleared.ok) return { kind: "failed", failure: cleared.failure };
    const { removed, kept } = cleared.value;
    if (kept.length > 0) return { kind: "kept" };
    if (removed.some((one) => one.toLowerCase() === keyId.toLowerCase())) return { kind: "discarded" };
    if (!run.sent && objectId !== null) {
      const direct = await retrying(
        run,
        () => ports.credentials.remove(key, objectId, keyId),
        isWorthRepeatingResult,
      );
      if (!direct.ok) return { kind: "failed", failure: direct.failure };
      if (direct.value === "removed") return { kind: "discarded" };
    }
    if (leftOf(settlesAfterMs, run.issuedAt, run.moment()) <= 0) return { kind: "discarded" };
    await ports.clock.sleep(showsLateMs);
  }
}
