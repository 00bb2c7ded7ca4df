import type { AppLookup, Credential } from "../credential";
import type { Instant } from "../instant";
import type { ServiceConnection } from "../service-connection";

/**
 * What a run of this page knows from its own memory about the credential a connection holds: it saved this key, the save
 * gave the connection this modification date, and the verification passed. `before` is when the connection had been changed
 * last before that save; null where the run did not see it. Never read from a document.
 */
export type Held = {
  readonly keyId: string;
  readonly modifiedAt: Instant;
  readonly before: Instant | null;
};

/** Both sides as read just now, at a time when no save of the run in question can still arrive. */
export type RemovalFacts = {
  readonly connection: ServiceConnection;
  readonly app: AppLookup;
  /** The marker of the one run whose credentials may go. */
  readonly marker: string;
  readonly held: Held | null;
  /** Keys whose text never left this page: made by the run that asks, which sent no save. */
  readonly neverSent: boolean;
};

export type Removable = { readonly keyId: string; readonly objectId: string; readonly until: Instant };

/**
 * The one rule of removal for credentials of a run: marked by that run, and provably not what the connection holds. What
 * is marked and not proved stays. Pure.
 */
export function removableOf(facts: RemovalFacts): {
  readonly removable: readonly Removable[];
  readonly kept: readonly Credential[];
} {
  const { app, connection, held, neverSent } = facts;
  if (app.state !== "found") return { removable: [], kept: [] };
  const removable: Removable[] = [];
  const kept: Credential[] = [];
  for (const one of app.app.credentials) {
    if (!isMarked(one, facts.marker)) continue;
    if (neverSent || cannotHold(connection, one, held))
      removable.push({ keyId: one.keyId, objectId: app.app.objectId, until: one.until });
    else kept.push(one);
  }
  return { removable, kept };
}

/**
 * Proof that a connection read just now does not hold a credential: it was last changed before the credential began, or it
 * is as a run of this page saved and verified it, with another key. A note or a record is no proof: descriptions can be
 * put back, and members can write records. Eight characters of a key id prove nothing either.
 */
export function cannotHold(
  { modifiedAt }: ServiceConnection,
  { keyId, from }: Pick<Credential, "keyId" | "from">,
  held: Held | null,
): boolean {
  if (modifiedAt === null) return false;
  if (from !== null && modifiedAt < from) return true;
  return held !== null && modifiedAt === held.modifiedAt && keyId.toLowerCase() !== held.keyId.toLowerCase();
}

/** The credentials of one run: client secrets of the application with its marker. */
export const isMarked = (credential: Credential, marker: string): boolean =>
  credential.kind === "secret" && credential.on === "application" && credential.displayName === marker;
