import type { Failure, Result } from "../../../domain/failure";
import type { Instant } from "../../../domain/instant";
import type { ConnectionRecord } from "../../../domain/record";
import type { ServiceConnection } from "../../../domain/service-connection";
import { keepTypedExpiry, snooze, type SnoozeRequest } from "../../../operations/annotate-connection";
import { loadLastUse, type LastUse } from "../../../operations/load-detail";
import type { Hub } from "../../shell/contracts/hub-context";
import { withAnnotated } from "../../shell/contracts/hub-state";

export { loadLastUse, type LastUse, type SnoozeRequest };

type Needs = Pick<Hub, "ports" | "store">;

/** Keeps or forgets a typed date; the row says it at once. Answers why it could not be kept, else null. */
export const enterExpiry = async (
  { ports, store }: Needs,
  connection: ServiceConnection,
  until: Instant | null,
): Promise<Failure | null> => shown(store, await keepTypedExpiry(ports, connection, until));

/** Puts a connection off, or ends that. Answers why it could not be kept, else null. */
export const putOff = async (
  { ports, store }: Needs,
  connection: ServiceConnection,
  request: SnoozeRequest | null,
): Promise<Failure | null> => shown(store, await snooze(ports, connection, request));

function shown(store: Hub["store"], kept: Result<ConnectionRecord>): Failure | null {
  if (!kept.ok) return kept.failure;
  store.update((state) => withAnnotated(state, kept.value));
  return null;
}
