import { setupAfter, setupOf, type SetupCheck } from "../../../domain/graph-setup";
import { lookupRequestsOf, mostFrequentTenant } from "../../../operations/graph-questions";
import type { Row } from "../../../domain/inventory";
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

/**
 * Which part of the setup is missing: signs in with the saved client id, then reads the app registration itself. Belongs into
 * a click, since a window may open (G96). Null where no connection names a tenant to sign in to.
 */
export async function checkSetup(
  { credentials }: Pick<Ports, "credentials">,
  rows: readonly Row[],
  clientId: string,
): Promise<readonly SetupCheck[] | null> {
  const tenantId = mostFrequentTenant(lookupRequestsOf(rows.map(({ connection }) => connection)));
  if (tenantId === undefined) return null;
  const signedIn = await credentials.connect("read", { tenantId, interactive: true, accepting: clientId });
  if (!signedIn.ok) return setupAfter(signedIn.failure);
  const read = await credentials.registration({ tenantId, appId: clientId, cloud: "AzureCloud" });
  return read.ok ? setupOf(read.value) : setupAfter(read.failure);
}
