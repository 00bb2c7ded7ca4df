import type { Failure } from "../domain/failure";
import type { Row } from "../domain/inventory";
import { planRenewal, type PlanFacts, type PlanResult } from "../domain/renewal/plan";
import { refOf, renewalSubjectOf, type ServiceConnection } from "../domain/service-connection";
import { siblingsOf } from "../domain/siblings";
import type { Ports } from "../ports/ports";
import { isHeld, type Lock } from "../domain/lock";
import type { Administrator, ConnectionType } from "../ports/service-connections";
import type { Inventory } from "./load-inventory";

/** Everything the plan's page says before anything happens. */
export type PlanPreparation = {
  readonly result: PlanResult;
  /** The connection as it is now; the listed one where it could not be read afresh. */
  readonly connection: ServiceConnection;
  readonly siblings: readonly ServiceConnection[];
  /** `refused`: the save would surely fail. `allowed` is necessary, not sufficient (A83, Q11). */
  readonly permission: "allowed" | "refused" | "unknown";
  /** Whom to ask, where the roles could be read. */
  readonly administrators: readonly Administrator[];
  readonly lock: Lock | null;
  /** Why the connection could not be read afresh; nothing may be started then. */
  readonly failure: Failure | null;
};

/** Reads what the plan needs, side by side, before a secret is created (A §15: rights come before minting). */
export async function preparePlan(ports: Ports, row: Row, inventory: Inventory): Promise<PlanPreparation> {
  const ref = refOf(row.connection);
  const needsType = row.connection.kind === "other" && !row.connection.incomplete;
  const [read, permission, lock, types] = await Promise.all([
    ports.connections.read(ref),
    ports.connections.mayManage(ref),
    ports.journal.currentLock(renewalSubjectOf(row.connection)),
    needsType ? ports.connections.types() : Promise.resolve(null),
  ]);
  const connection = read.ok ? read.value : row.connection;
  const refused = permission.ok && !permission.value;
  const roles = refused ? await ports.connections.administrators(ref) : null;
  const siblings = siblingsOf(
    connection,
    inventory.rows.map((row) => row.connection),
  );
  const now = ports.clock.now();
  return {
    result: planRenewal({
      connection,
      graph: graphOf(inventory),
      type: types?.ok === true ? typeOf(types.value, connection) : null,
      siblingCount: siblings.length,
      canRecord: lock.ok,
    }),
    connection,
    siblings,
    permission: !permission.ok ? "unknown" : permission.value ? "allowed" : "refused",
    administrators: roles?.ok === true ? roles.value : [],
    lock: lock.ok && lock.value !== null && isHeld(lock.value, now) ? lock.value : null,
    failure: read.ok ? null : read.failure,
  };
}

function graphOf({ graph }: Inventory): PlanFacts["graph"] {
  switch (graph.access) {
    case "read":
    case "write":
      return "connected";
    case "consent-needed":
    case "not-asked":
      return "possible";
    case "no-client-id":
    case "no-bridge":
      return "no";
  }
}

function typeOf(types: readonly ConnectionType[], connection: ServiceConnection): PlanFacts["type"] {
  const type = types.find((one) => one.type.toLowerCase() === connection.type.toLowerCase());
  const scheme = type?.schemes.find((one) => one.scheme.toLowerCase() === connection.scheme.toLowerCase());
  if (type === undefined || scheme === undefined) return null;
  return { inputs: scheme.confidential, testable: type.testable };
}
