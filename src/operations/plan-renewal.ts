import type { Actor, Failure, Result } from "../domain/failure";
import type { Row } from "../domain/inventory";
import { otherSecretsOf } from "../domain/renewal/other-secrets";
import { verdictSince } from "../domain/record";
import { planRenewal, type PlanFacts, type PlanResult } from "../domain/renewal/plan";
import { refOf, renewalSubjectOf, type ServiceConnection } from "../domain/service-connection";
import { siblingsOf } from "../domain/siblings";
import type { Ports } from "../ports/ports";
import type { SeenLock } from "../ports/renewal-journal";
import type { Administrators, ConnectionType } from "../ports/service-connections";
import type { Inventory } from "./load-inventory";

/** Everything the plan's page says before anything happens. */
export type PlanPreparation = {
  readonly result: PlanResult;
  /** The connection as it is now; the listed one where it could not be read afresh. */
  readonly connection: ServiceConnection;
  readonly siblings: readonly ServiceConnection[];
  /**
   * `refused`: the save would surely fail. `allowed` is necessary, not sufficient (A83, E9). `not-named`: allowed, but
   * the organization's level does not name the user, who can only hold the role through a group.
   */
  readonly permission: "allowed" | "not-named" | "refused" | "unknown";
  /** Whom to ask, where the roles could be read: those who may save a credential, else those of the project. */
  readonly administrators: readonly Actor[];
  readonly lock: SeenLock | null;
  /** Why the connection could not be read afresh; nothing may be started then. */
  readonly failure: Failure | null;
};

/**
 * Reads what the plan needs, side by side, before a secret is created (rights come before minting). Who holds the
 * role is asked of one connection always, of many only where the user may not save it.
 */
export async function preparePlan(
  ports: Ports,
  row: Row,
  inventory: Inventory,
  roles: "always" | "when-refused" = "always",
): Promise<PlanPreparation> {
  const ref = refOf(row.connection);
  const needsType = row.connection.kind === "other" && !row.connection.incomplete;
  const [read, permission, exact, lock, types] = await Promise.all([
    ports.connections.read(ref),
    ports.connections.mayManage(ref),
    ports.connections.administers(ref),
    ports.journal.currentLock(renewalSubjectOf(row.connection)),
    needsType ? ports.connections.types() : Promise.resolve(null),
  ]);
  const connection = read.ok ? read.value : row.connection;
  const refused = (permission.ok && !permission.value) || (exact.ok && !exact.value);
  const administrators =
    refused || roles === "always" ? await ports.connections.administrators(ref) : notAsked;
  const siblings = siblingsOf(
    connection,
    inventory.rows.map((row) => row.connection),
  );
  return {
    result: planRenewal({
      connection,
      graph: graphOf(inventory),
      type: types?.ok === true ? typeOf(types.value, connection) : null,
      siblingCount: siblings.length,
      otherSecrets: otherSecretsOf(connection, row.app, ports.clock.now())?.length ?? null,
      canRecord: lock.ok,
      app: row.app,
      verdict: verdictSince(row.record, connection.modifiedAt),
    }),
    connection,
    siblings,
    permission: permissionOf(permission, exact, administrators, ports.host.user),
    administrators: whomToAsk(administrators, ports.host.user),
    lock: lock.ok ? lock.value : null,
    failure: read.ok ? null : read.failure,
  };
}

const notAsked: Administrators = { project: null, organization: null };

/** The exact answer decides where there is one (E9); the list and the names are what remains (Q11). */
function permissionOf(
  mayManage: Result<boolean>,
  administers: Result<boolean>,
  { organization }: Administrators,
  user: Actor,
): PlanPreparation["permission"] {
  if (mayManage.ok && !mayManage.value) return "refused";
  if (administers.ok) return administers.value ? "allowed" : "refused";
  if (!mayManage.ok) return "unknown";
  const named =
    organization === null || organization.some(({ id }) => id.toLowerCase() === user.id.toLowerCase());
  return named ? "allowed" : "not-named";
}

function whomToAsk({ organization, project }: Administrators, user: Actor): readonly Actor[] {
  const able = organization === null || organization.length === 0 ? (project ?? []) : organization;
  return able.filter(({ id }) => id.toLowerCase() !== user.id.toLowerCase());
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

/** What the connection's type declares for its scheme; null where it is not among the types. */
export function typeOf(types: readonly ConnectionType[], connection: ServiceConnection): PlanFacts["type"] {
  const type = types.find((one) => one.type.toLowerCase() === connection.type.toLowerCase());
  const scheme = type?.schemes.find((one) => one.scheme.toLowerCase() === connection.scheme.toLowerCase());
  if (type === undefined || scheme === undefined) return null;
  return { inputs: scheme.confidential, testable: type.testable };
}
