import {
  isVerified,
  nextToConvert,
  type BulkConversionEntry,
} from "../../../domain/federation/bulk-conversion";
import { renewalSubjectOf, type ServiceConnection } from "../../../domain/service-connection";
import type { Federation } from "./actions";

/**
 * Converts connections whose every use was judged a plain yes, at most four at a time, each read afresh, planned again and
 * verified. The first that does not come to a good end keeps the waiting ones from starting. Resolves at rest.
 */
export async function convertInBulk(
  federation: Federation,
  connections: readonly ServiceConnection[],
  report: (entries: readonly BulkConversionEntry[]) => void,
): Promise<void> {
  const byId = new Map(connections.map((one) => [one.id, one]));
  let entries: readonly BulkConversionEntry[] = connections.map((one) => ({
    connectionId: one.id,
    name: one.name,
    subject: renewalSubjectOf(one),
    phase: "waiting",
  }));
  const put = (connectionId: string, phase: BulkConversionEntry["phase"]): void => {
    entries = entries.map((one) => (one.connectionId === connectionId ? { ...one, phase } : one));
    report(entries);
  };
  const go = async (): Promise<void> => {
    const starting = nextToConvert(entries);
    for (const { connectionId } of starting) put(connectionId, "running");
    await Promise.all(
      starting.map(async ({ connectionId }) => {
        put(connectionId, (await converted(federation, byId.get(connectionId))) ? "done" : "failed");
        await go();
      }),
    );
  };
  await go();
}

/** Without anybody's acceptance: a plan that is no plain yes any more is refused, and counts as a failure. */
async function converted(
  federation: Federation,
  connection: ServiceConnection | undefined,
): Promise<boolean> {
  if (connection === undefined) return false;
  const readiness = federation.store.get().scans.get(connection.id)?.readiness ?? null;
  await federation.convert(connection, { readiness, accepted: false, federatedCredential: "unknown" });
  const end = federation.store.get().conversions.get(connection.id)?.end ?? null;
  return end?.kind === "ended" && isVerified(end.conversion);
}
