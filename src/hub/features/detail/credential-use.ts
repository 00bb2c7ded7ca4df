import { isLive, liveCredentials, type Credential } from "../../../domain/credential";
import { driftToleranceMs } from "../../../domain/drift";
import type { Instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import { parseMarker, short } from "../../../domain/marker";
import { parseNote } from "../../../domain/note";

/** What is known of one credential's part in a connection. */
export type CredentialUse =
  | "recorded"
  | "only-live"
  | "possible"
  | "newer"
  | "of-another"
  | "other-kind"
  | "expired"
  | "not-valid-yet";

/**
 * Whether a connection uses a credential. Azure DevOps does not tell which one it holds: the note's key id does, else
 * what is possible is called possible (G8, A70). Pure.
 */
export function credentialUse({ connection, app }: Row, credential: Credential, now: Instant): CredentialUse {
  const key8 = parseNote(connection.description)?.key8 ?? null;
  if (key8 !== null && short(credential.keyId) === key8) return "recorded";
  const kind = connection.holds === "certificate" ? "certificate" : "secret";
  if (credential.kind !== kind) return "other-kind";
  if (!isLive(credential, now)) return "expired";
  if (credential.from !== null && credential.from > now) return "not-valid-yet";
  const marker = parseMarker(credential.displayName);
  if (marker !== null && marker.connectionId !== connection.id.toLowerCase()) return "of-another";
  const saved = connection.modifiedAt;
  if (saved !== null && credential.from !== null && credential.from > saved + driftToleranceMs)
    return "newer";
  const all = app.state === "found" ? liveCredentials(app.app.credentials, kind, now) : [];
  return key8 === null && all.length === 1 ? "only-live" : "possible";
}
