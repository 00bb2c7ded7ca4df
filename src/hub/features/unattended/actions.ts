import type { Row } from "../../../domain/inventory";
import { rightsOf, type RightFinding, type RightsRead } from "../../../domain/watch/rights";
import type { PipelineKind, PipelineValues } from "../../../domain/watch/pipeline";
import { lookAtRights } from "../../../operations/look-at-rights";
import type { Ports } from "../../../ports/ports";

/** The rights of the service principal through which a pipeline signs in, with its name where that is known. */
export type RightsFound = Pick<RightsRead, "name"> & { readonly findings: readonly RightFinding[] };

/** Looks the rights up; null where no connection of the list is known to be the one through which a pipeline signs in. */
export async function findRights(
  ports: Ports,
  rows: readonly Row[],
  { kind, identity, listed }: Pick<PipelineValues, "identity" | "listed"> & { readonly kind: PipelineKind },
): Promise<RightsFound | null> {
  const rowOf = (id: string): Row | undefined => rows.find(({ connection }) => connection.id === id);
  const own = identity === null ? undefined : rowOf(identity.id);
  if (own === undefined) return null;
  const renewed = kind === "renewal" ? listed.flatMap(({ id }) => rowOf(id) ?? []) : [];
  const read = await lookAtRights(ports, { identity: own, listed: renewed });
  return { name: read.name, findings: rightsOf(kind, read) };
}
