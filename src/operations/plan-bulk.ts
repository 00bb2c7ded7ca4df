import pLimit from "p-limit";
import { distinctBy, planBulk, type BulkCandidate, type BulkPlan, type BulkRefusal } from "../domain/bulk";
import { isUnused } from "../domain/findings/usage";
import type { Row } from "../domain/inventory";
import { planRenewal, type PlanResult } from "../domain/renewal/plan";
import type { ServiceConnection } from "../domain/service-connection";
import type { Ports } from "../ports/ports";
import type { Inventory } from "./load-inventory";
import { lookAtUse } from "./look-at-use";
import { preparePlan, type PlanPreparation } from "./plan-renewal";

export type PrepareBulkControl = {
  readonly report: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  /** Tenants, in lower case, that refused a secret in this visit (N4); absent, none did. */
  readonly forbidding?: ReadonlySet<string>;
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
  { report, signal, forbidding = new Set() }: PrepareBulkControl,
): Promise<BulkPlan> {
  const distinct = distinctBy(rows, ({ connection }) => connection.id);
  let done = 0;
  report(done, distinct.length);
  const limit = pLimit(looksAtOnce);
  const looks = await Promise.all(
    distinct.map((row) =>
      limit(async () => {
        const look = await lookAt(ports, row, inventory, { signal, forbidding });
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
  { signal, forbidding }: Required<Pick<PrepareBulkControl, "signal" | "forbidding">>,
): Promise<BulkCandidate> {
  const { connection } = row;
  const known = knownRefusal(connection);
  if (known !== null) return { connection, plan: known, heldBy: null };
  if (signal.aborted) return { connection, refusal: { code: "not-looked-at" } };
  if (connection.holds === "client-secret" && forbidding.has(connection.tenantId?.toLowerCase() ?? ""))
    return { connection, refusal: { code: "tenant-forbids-secrets" } };
  const prepared = await preparePlan(ports, row, inventory, "when-refused");
  const refusal = refusalOf(prepared, row);
  if (refusal !== null) return { connection: prepared.connection, refusal };
  const { result, lock } = prepared;
  const plan = { connection: prepared.connection, plan: result, heldBy: lock?.holder.name ?? null };
  if (result.kind === "refused") return plan;
  const use = await lookAtUse(ports.usage, prepared.connection, signal);
  return { ...plan, unused: isUnused(use, prepared.connection.createdAt, ports.clock.now()) };
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
