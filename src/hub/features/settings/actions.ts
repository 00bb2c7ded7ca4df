import type { Result } from "../../../domain/failure";
import type { Settings } from "../../../domain/settings";
import { removeHistory as removeAll, type HistoryRemoval } from "../../../operations/remove-history";
import type { Ports } from "../../../ports/ports";

/** The settings as they are now. */
export const readSettings = (ports: Ports): Promise<Result<Settings>> => ports.settings.read();

/** Writes a draft as this user; who changed the client id is kept apart, since it is shown before the id is used. */
export async function saveSettings(
  ports: Ports,
  before: Settings,
  draft: Settings,
): Promise<Result<Settings>> {
  const by = ports.host.user;
  const at = ports.clock.now();
  const sameClient = draft.clientId === before.clientId;
  return ports.settings.write({
    ...draft,
    changedBy: by,
    changedAt: at,
    clientIdChangedBy: sameClient ? before.clientIdChangedBy : by,
    clientIdChangedAt: sameClient ? before.clientIdChangedAt : at,
  });
}

/** Removes the history of every project that this person can see. */
export const removeHistory = (ports: Ports): Promise<HistoryRemoval> => removeAll(ports);
