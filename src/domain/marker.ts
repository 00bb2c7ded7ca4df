/** What a marker says: which renewal made the credential, for which connection. */
export type Marker = { readonly connectionId: string; readonly runId8: string };

const pattern = /^ADO-SC v1 ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}) ([0-9a-f]{8})$/i;

/** First eight characters of a run's or key's id, lower case. */
export const short = (id: string): string => id.slice(0, 8).toLowerCase();

/**
 * The displayName of a credential made by the hub: `ADO-SC v1 <endpointId> <runId8>` (G113). Any member can
 * read it, so it names no person; at 55 characters it stays below Entra's 90.
 */
export const markerText = (connectionId: string, runId: string): string =>
  `ADO-SC v1 ${connectionId.toLowerCase()} ${short(runId)}`;

/** The marker in a displayName, or null for every other text. */
export function parseMarker(displayName: string | null): Marker | null {
  const match = displayName === null ? null : pattern.exec(displayName.trim());
  if (!match) return null;
  return { connectionId: (match[1] ?? "").toLowerCase(), runId8: (match[2] ?? "").toLowerCase() };
}
