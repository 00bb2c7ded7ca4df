import type { Result } from "../domain/failure";
import { refOf, type ServiceConnection } from "../domain/service-connection";
import type { Ports } from "../ports/ports";
import type { PastUse, PastUses } from "../ports/service-connections";

/** The newest use of a connection, from its execution history. */
export type LastUse = {
  /** Null where no use is listed, which does not prove that there is none: old runs are removed (A77-A79). */
  readonly last: PastUse | null;
  /** The newest finished use that succeeded. */
  readonly lastSuccess: PastUse | null;
  readonly count: number;
  /** False where older uses exist or could not be asked for (Q12, Q13). */
  readonly complete: boolean;
};

/** When the connection was last used and how that job ended. One call, at most four pages. */
export async function loadLastUse(
  ports: Pick<Ports, "connections">,
  connection: ServiceConnection,
  signal: AbortSignal,
): Promise<Result<LastUse>> {
  const answer = await ports.connections.pastUses(refOf(connection), signal);
  return answer.ok ? { ok: true, value: lastOf(answer.value) } : answer;
}

const lastOf = ({ uses, complete }: PastUses): LastUse => ({
  last: uses[0] ?? null,
  lastSuccess: uses.find(({ result }) => result === "succeeded") ?? null,
  count: uses.length,
  complete,
});
