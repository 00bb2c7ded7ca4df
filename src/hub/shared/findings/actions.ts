import type { ServiceConnection } from "../../../domain/service-connection";
import { lookAtUse } from "../../../operations/look-at-use";
import { switchConnection, type SwitchEnd } from "../../../operations/switch-connection";
import type { Hub } from "../../shell/contracts/hub-context";
import { learnedPart, withUsage } from "./learned";

/** Looks at the use of one connection, two calls a project, once in a visit; what it told is kept for the visit. */
export async function learnUse(
  hub: Pick<Hub, "ports" | "part">,
  connection: ServiceConnection,
  signal: AbortSignal,
): Promise<void> {
  const store = hub.part(learnedPart);
  if (store.get().usage.has(connection.id.toLowerCase())) return;
  const seen = await lookAtUse(hub.ports.usage, connection, signal);
  if (!signal.aborted) store.update((here) => withUsage(here, connection.id, seen));
}

/** Disables or enables a connection; its row is read again, whatever came of it. */
export async function switchTo(
  { ports, actions }: Pick<Hub, "ports" | "actions">,
  connection: ServiceConnection,
  disabled: boolean,
): Promise<SwitchEnd> {
  const end = await switchConnection(ports, connection, disabled);
  void actions.refresh([connection.id]);
  return end;
}
