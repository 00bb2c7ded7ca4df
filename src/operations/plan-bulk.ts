import pLimit from "p-limit";
import { distinctBy, planBulk, type BulkCandidate, type BulkPlan, type BulkRefusal } from "../domain/bulk";
import type { Row } from "../domain/inventory";
import { planRenewal, type PlanResult } from "../domain/renewal/plan";
import type { ServiceConnection } from "../domain/service-connection";
import type { Ports } from "../ports/ports";
import type { Inventory } from "./load-inventory";
import { preparePlan, type PlanPreparation } from "./plan-renewal";

export type PrepareBulkControl = {
  readonly report: (done: number, total: number) => void;
  readonly signal: AbortSignal;
};

/** Connections are looked at so many at a time. */
const looksAtOnce = 4;

/**
 * Plans a whole selection before anything happens: at most four connections are looked at at a time, a shared one once.
 * What holds no secret is refused without a call.
 */
export async function prepareBulk(
  ports: Ports,
  rows: readonly Row[],
  inventory: Inventory,
  { report, signal }: PrepareBulkControl,
): Promise<BulkPlan> {
  const distinct = distinctBy(rows, ({ connection }) => connection.id);
  let done = 0;
  report(done, distinct.length);
  const limit = pLimit(looksAtOnce);
  const looks = await Promise.all(
    distinct.map((row) =>
      limit(async () => {
        const look = await lookAt(ports, row, inventory, signal);
        report((done += 1), distinct.length);
        return look;
      }),
    ),
  );
  return planBulk(looks, rows.length - distinct.length);
}

async function lookAt(
  ports: Ports,
  row: Row,
  inventory: Inventory,
  signal: AbortSignal,
): Promise<BulkCandidate> {
  const { connection } = row;
  const known = knownRefusal(connection);
  if (known !== null) return { connection, plan: known, heldBy: null };
  if (signal.aborted) return { connection, refusal: { code: "not-looked-at" } };
  const prepared = await preparePlan(ports, row, inventory, "when-refused");
  const refusal = refusalOf(prepared, row);
  return refusal === null
    ? {
        connection: prepared.connection,
        plan: prepared.result,
        heldBy: prepared.lock?.holder.name ?? null,
      }
    : { connection: prepared.connection, refusal };
}

/** What a fresh look would not change: a connection without a secret stays one until somebody converts it. */
function knownRefusal(connection: ServiceConnection): PlanResult | null {
  const holdsNone = connection.kind === "federated" || connection.kind === "managed-identity";
  if (!holdsNone && !connection.incomplete) return null;
  return planRenewal({
    connection,
    graph: "no",
    type: null,
    siblingCount: 0,
    otherSecrets: null,
    canRecord: true,
    app: { state: "not-looked", reason: "pending" },
    verdict: null,
  });
}

function refusalOf({ failure, permission, administrators }: PlanPreparation, row: Row): BulkRefusal | null {
  if (failure !== null) return { code: "not-read", failure };
  if (permission === "refused") return { code: "not-permitted", administrators };
  return row.app.state === "gone" ? { code: "app-gone" } : null;
}
