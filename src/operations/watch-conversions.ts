import pLimit from "p-limit";
import type { Failure } from "../domain/failure";
import { refOf, type ServiceConnection } from "../domain/service-connection";
import { afterConversion, convertedAt, type AfterConversion } from "../domain/federation/after-conversion";
import { parallelCalls } from "../domain/federation/usage-plan";
import type { Ports } from "../ports/ports";
import type { PastUse } from "../ports/service-connections";

/** A converted connection that can be taken back, with how its pipelines fared since, or why nobody could see. */
export type WatchedConversion = {
  readonly connection: ServiceConnection;
  readonly after: AfterConversion<PastUse>;
  /** False where older runs since the conversion could not be asked for. */
  readonly complete: boolean;
  readonly failure: Failure | null;
};

/**
 * Looks at the runs of every connection whose conversion can still be taken back, so that a failure is seen while there
 * is a way back (W35). One call each, mostly; at most four at a time; none for other connections.
 */
export async function watchConversions(
  { connections: port, clock }: Pick<Ports, "connections" | "clock">,
  connections: readonly ServiceConnection[],
  signal: AbortSignal,
): Promise<readonly WatchedConversion[]> {
  const limit = pLimit(parallelCalls);
  const now = clock.now();
  const looks = connections.map((connection) =>
    limit(async (): Promise<WatchedConversion | null> => {
      const since = convertedAt(connection, now);
      if (since === null || signal.aborted) return null;
      const answer = await port.pastUses(refOf(connection), signal, since);
      const after = afterConversion(connection, answer.ok ? answer.value.uses : [], now);
      return after === null
        ? null
        : answer.ok
          ? { connection, after, complete: answer.value.complete, failure: null }
          : { connection, after, complete: false, failure: answer.failure };
    }),
  );
  return (await Promise.all(looks)).filter((one) => one !== null);
}
