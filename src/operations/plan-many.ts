import pLimit from "p-limit";
import {
  planBulk,
  type BulkCandidate,
  type BulkPlan,
  type BulkRefusal,
  type RefusedItem,
} from "../domain/bulk";
import type { Actor, Failure } from "../domain/failure";
import type { Row } from "../domain/inventory";
import { planRenewal, type PlanResult } from "../domain/renewal/plan";
import type { ServiceConnection } from "../domain/service-connection";
import type { Ports } from "../ports/ports";
import type { Inventory } from "./load-inventory";
import { preparePlan, type PlanPreparation } from "./plan-renewal";

/** Why a selected connection is not part of the run: what its plan says, or what was found while looking. */
export type ManyRefusal =
  | BulkRefusal
  /** The save would surely fail (A83); nothing is created for it. */
  | { readonly code: "not-permitted"; readonly administrators: readonly Actor[] }
  /** The connection could not be read afresh, so nothing is started. */
  | { readonly code: "not-read"; readonly failure: Failure }
  /** Neither application nor service principal is left in Entra: a new secret has nowhere to live (G5). */
  | { readonly code: "app-gone" }
  /** The person stopped before it was looked at. */
  | { readonly code: "not-looked-at" };

export type ManyRefusedItem = Omit<RefusedItem, "refusal"> & { readonly refusal: ManyRefusal };

/** What will happen to a selection. Every selected connection is in `items` or `refused`, once. */
export type ManyPlan = Omit<BulkPlan, "refused"> & {
  readonly refused: readonly ManyRefusedItem[];
  /** The connections as they were just read, by id in lower case. */
  readonly connections: ReadonlyMap<string, ServiceConnection>;
};

export type PlanManyControl = {
  readonly report: (done: number, total: number) => void;
  readonly signal: AbortSignal;
};

/** Connections are looked at so many at a time. */
const looksAtOnce = 4;

/**
 * Plans a whole selection before anything happens: at most four connections are looked at at a time, a shared one once.
 * What holds no secret is refused without a call.
 */
export async function planMany(
  ports: Ports,
  rows: readonly Row[],
  inventory: Inventory,
  { report, signal }: PlanManyControl,
): Promise<ManyPlan> {
  const byId = new Map<string, Row>();
  for (const row of rows) {
    const id = row.connection.id.toLowerCase();
    if (!byId.has(id)) byId.set(id, row);
  }
  const distinct = [...byId.values()];
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
  const refused = looks.flatMap((look) => ("refusal" in look ? [refusedItem(look)] : []));
  const plan = planBulk(looks.flatMap((look) => ("plan" in look ? [look] : [])));
  return {
    ...plan,
    refused: [...plan.refused, ...refused],
    repeated: rows.length - distinct.length,
    connections: new Map(looks.map(({ connection }) => [connection.id.toLowerCase(), connection])),
  };
}

type Look = BulkCandidate | { readonly connection: ServiceConnection; readonly refusal: ManyRefusal };

const refusedItem = ({
  connection,
  refusal,
}: {
  readonly connection: ServiceConnection;
  readonly refusal: ManyRefusal;
}): ManyRefusedItem => ({
  connectionId: connection.id,
  name: connection.name,
  projectName: connection.project.name,
  refusal,
});

async function lookAt(ports: Ports, row: Row, inventory: Inventory, signal: AbortSignal): Promise<Look> {
  const { connection } = row;
  const known = knownRefusal(connection);
  if (known !== null) return { connection, plan: known, heldBy: null };
  if (signal.aborted) return { connection, refusal: { code: "not-looked-at" } };
  const prepared = await preparePlan(ports, row, inventory, "when-refused");
  const refusal = refusalOf(prepared, row);
  return refusal === null
    ? {
        connection: prepared.connection,
        plan: withoutHopelessGraph(prepared.result, row),
        heldBy: prepared.lock?.holder.name ?? null,
      }
    : { connection: prepared.connection, refusal };
}

/** What a fresh look would not change: a connection without a secret stays one until somebody converts it. */
function knownRefusal(connection: ServiceConnection): PlanResult | null {
  const holdsNone = connection.kind === "federated" || connection.kind === "managed-identity";
  if (!holdsNone && !connection.incomplete) return null;
  return planRenewal({ connection, graph: "no", type: null, siblingCount: 0, canRecord: true });
}

function refusalOf({ failure, permission, administrators }: PlanPreparation, row: Row): ManyRefusal | null {
  if (failure !== null) return { code: "not-read", failure };
  if (permission === "refused") return { code: "not-permitted", administrators };
  return row.app.state === "gone" ? { code: "app-gone" } : null;
}

/** Where Graph was asked and cannot create a secret, a person does it from the start instead of after a failure. */
function withoutHopelessGraph(plan: PlanResult, { app }: Row): PlanResult {
  if (plan.kind === "refused") return plan;
  const hopeless =
    app.state === "foreign" ||
    (app.state === "not-looked" && (app.reason === "wrong-tenant" || app.reason === "cloud-unsupported"));
  return hopeless ? { ...plan, offers: plan.offers.filter(({ mode }) => mode !== "graph") } : plan;
}
