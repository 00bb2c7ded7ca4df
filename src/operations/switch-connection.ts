import type { Failure } from "../domain/failure";
import { refOf, type ServiceConnection } from "../domain/service-connection";
import type { Ports } from "../ports/ports";

/** How a switch ended, as it was seen afterwards: the answer to the write decides nothing (E12). */
export type SwitchEnd =
  | { readonly kind: "done"; readonly connection: ServiceConnection }
  /** The connection stands as it stood; `failure` is what the write was answered with, null where it said yes. */
  | { readonly kind: "unchanged"; readonly failure: Failure | null }
  | { readonly kind: "not-seen"; readonly failure: Failure };

/** Disables or enables one connection and reads it back. Ends with a value in all cases but bugs. */
export async function switchConnection(
  { connections }: Pick<Ports, "connections">,
  connection: ServiceConnection,
  disabled: boolean,
): Promise<SwitchEnd> {
  const ref = refOf(connection);
  const written = await connections.setDisabled(ref, disabled);
  const read = await connections.read(ref);
  if (!read.ok) return { kind: "not-seen", failure: read.failure };
  if (read.value.disabled === disabled) return { kind: "done", connection: read.value };
  return { kind: "unchanged", failure: written.ok ? null : written.failure };
}
