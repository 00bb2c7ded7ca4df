import { liveCredentials, type AppLookup, type Credential } from "../credential";
import { driftToleranceMs } from "../drift";
import type { Instant } from "../instant";
import type { Row } from "../inventory";
import { parseMarker, short } from "../marker";
import { parseNote } from "../note";
import type { ServiceConnection } from "../service-connection";

/** Whether the connection may hold a credential: one of another connection, or younger than its last change, it cannot. */
function mayHold(connection: ServiceConnection, { displayName, from }: Credential): boolean {
  const marker = parseMarker(displayName);
  if (marker !== null && marker.connectionId !== connection.id.toLowerCase()) return false;
  const { modifiedAt } = connection;
  return modifiedAt === null || from === null || from <= modifiedAt + driftToleranceMs;
}

/**
 * The live secrets of an app registration that are not the connection's own, as far as can be told; null where Graph did
 * not show the app registration. Where several may be its own, all but the newest of them count as others': an automatic
 * save may remove them (E2). Pure.
 */
export function otherSecretsOf(
  connection: ServiceConnection,
  app: AppLookup,
  now: Instant,
): readonly Credential[] | null {
  if (app.state !== "found") return null;
  const live = liveCredentials(app.app.credentials, "secret", now);
  const key8 = parseNote(connection.description)?.key8 ?? null;
  const noted = key8 === null ? undefined : live.find(({ keyId }) => short(keyId) === key8);
  const possible = live.filter((one) => mayHold(connection, one));
  const own = noted ?? possible[possible.length - 1];
  return live.filter((one) => one !== own);
}

/** A secret that is gone from an app registration, with the connections that are known to have used it. */
export type GoneSecret = { readonly keyId: string; readonly usedBy: readonly ServiceConnection[] };

/**
 * Which connections used these secrets, by their notes and by what the hub recorded (E2); the one that was renewed is not
 * named, since it has a new one. Pure.
 */
export function goneSecrets(
  keyIds: readonly string[],
  rows: readonly Row[],
  renewedId: string,
): readonly GoneSecret[] {
  const uses = ({ connection, record }: Row, keyId: string): boolean => {
    const noted = parseNote(connection.description)?.key8 ?? null;
    const recorded = record?.renewals[0];
    return (
      connection.id.toLowerCase() !== renewedId.toLowerCase() &&
      (noted !== null
        ? noted === short(keyId)
        : recorded?.outcome === "renewed" && recorded.keyId?.toLowerCase() === keyId.toLowerCase())
    );
  };
  return keyIds.map((keyId) => ({
    keyId,
    usedBy: rows.filter((row) => uses(row, keyId)).map(({ connection }) => connection),
  }));
}
