import { isLive, type AppLookup, type Credential } from "./credential";
import { addMilliseconds, millisecondsPerDay, type Instant } from "./instant";
import { parseMarker, short } from "./marker";
import { parseNote } from "./note";
import type { Held } from "./renewal/removal";
import type { ConnectionRecord } from "./record";
import type { ServiceConnection } from "./service-connection";
import type { VerdictWord } from "./verification/sign-in-errors";

/** Why an old credential stays. Each has a sentence. */
export type RetirementRefusal =
  | "guided-renewal"
  | "not-verified-in-place"
  | "in-use-by-this-connection"
  | "current-credential-unknown"
  | "other-connections-use-the-app"
  | "not-all-projects-visible"
  | "last-valid-credential"
  | "not-recorded-by-the-hub"
  | "renewal-under-way"
  | "not-settled";

/** One credential of the app registration and whether it may be retired. */
export type RetirementDecision = {
  readonly credential: Credential;
  readonly may: boolean;
  readonly reasons: readonly RetirementRefusal[];
};

export type RetirementFacts = {
  readonly connection: ServiceConnection;
  readonly app: AppLookup;
  readonly record: ConnectionRecord | null;
  /** Other connections on the same app registration in all projects that could be read. */
  readonly siblings: readonly ServiceConnection[];
  /** False where some projects could not be read: other users of the app may be out of sight (G133). */
  readonly allProjectsVisible: boolean;
  readonly renewalUnderWay: boolean;
  /** What the connection holds, from the memory of a run of this page that saved and verified it; null without one. */
  readonly held: Held | null;
  /** So long ago was that save that none which another run had sent before it can still arrive. */
  readonly settled: boolean;
  readonly now: Instant;
};

/**
 * The rules, for every secret of the app registration but the one in use. Pure. Only a credential the
 * hub made for this connection, or one already expired, can ever be retired. That a living one is not in use is proved by
 * a run of this page, which knows the whole key id it saved and verified; notes and records can only keep a credential, and
 * the absence of a record lets none go.
 */
export function retirementOf(facts: RetirementFacts): readonly RetirementDecision[] {
  const { app } = facts;
  if (app.state !== "found") return [];
  return app.app.credentials
    .filter((credential) => credential.kind === "secret" && credential.on === "application")
    .map((credential) => {
      const reasons = reasonsToKeep(credential, facts);
      return { credential, may: reasons.length === 0, reasons };
    });
}

/** Key ids that note and record name as the one Azure DevOps holds, shortened. Each of the two may be out of date. */
function named({ connection, record }: RetirementFacts): readonly string[] {
  const noted = parseNote(connection.description)?.key8 ?? null;
  const recorded = lastRenewal(record)?.keyId ?? null;
  return [noted, recorded === null ? null : short(recorded)].filter((key8) => key8 !== null);
}

/** The key the connection holds: saved and verified by a run of this page, and not changed since. */
const currentKey = ({ connection, held }: RetirementFacts): string | null =>
  held !== null && connection.modifiedAt === held.modifiedAt ? held.keyId.toLowerCase() : null;

function reasonsToKeep(credential: Credential, facts: RetirementFacts): readonly RetirementRefusal[] {
  const { connection, record, now } = facts;
  const current = currentKey(facts);
  if (current !== null && credential.keyId.toLowerCase() === current) return ["in-use-by-this-connection"];
  const reasons: RetirementRefusal[] = [];
  if (facts.renewalUnderWay) reasons.push("renewal-under-way");
  // Eight characters do not free a credential, but they are enough to keep one.
  if (named(facts).includes(short(credential.keyId))) return [...reasons, "current-credential-unknown"];
  // An expired credential can serve nobody, whoever made it (I7); a browser's clock may be ahead by hours.
  if (!isLive(credential, addMilliseconds(now, -millisecondsPerDay))) return reasons;
  if (current === null) reasons.push("current-credential-unknown");
  else if (!isSettled(credential, facts)) reasons.push("not-settled");
  // Nobody but the run that made it ever knew an orphan's text (G127).
  if (isOrphan(credential, facts)) return reasons;
  // Everything else may have been in use once, and others may have it from there, whatever the history says or not.
  if (lastRenewal(record)?.mode === "guided") reasons.push("guided-renewal");
  if (!isVerifiedInPlace(facts)) reasons.push("not-verified-in-place");
  if (!isMarkedFor(credential, connection)) reasons.push("not-recorded-by-the-hub");
  if (facts.siblings.length > 0) reasons.push("other-connections-use-the-app");
  if (!facts.allProjectsVisible) reasons.push("not-all-projects-visible");
  if (isLastValid(credential, facts)) reasons.push("last-valid-credential");
  return reasons;
}

/**
 * No run that knows this credential's text can have a save of it on the way. One that sent its save before ours has waited
 * long enough, or lived for more than a day; one that began with what we saved would have made a younger credential.
 */
function isSettled({ from }: Credential, { held, settled }: RetirementFacts): boolean {
  if (held === null || from === null || from >= held.modifiedAt) return false;
  return settled || held.modifiedAt - from > millisecondsPerDay;
}

/**
 * Ours by its marker, and provably never in use: it began after the last change of the connection before the save of what
 * the connection holds now. That no record names it proves nothing: history can be forged, removed and outgrown.
 */
const isOrphan = (credential: Credential, { connection, held }: RetirementFacts): boolean =>
  isMarkedFor(credential, connection) &&
  credential.from !== null &&
  held !== null &&
  held.before !== null &&
  credential.from > held.before;

const isMarkedFor = (credential: Credential, connection: ServiceConnection): boolean =>
  parseMarker(credential.displayName)?.connectionId === connection.id.toLowerCase();

const lastRenewal = (record: ConnectionRecord | null): ConnectionRecord["renewals"][number] | null =>
  record?.renewals.find((renewal) => renewal.outcome === "renewed") ?? null;

/**
 * The last verification passed, and looked at what the connection holds: it belongs to the renewal that put it there, or is
 * not older than the last save. A browser's clock may be behind that of Azure DevOps, so a renewal vouches without one.
 */
function isVerifiedInPlace({ record, connection, held }: RetirementFacts): boolean {
  const verification = record?.verification ?? null;
  if (verification === null || !isPassed(verification.word)) return false;
  const last = lastRenewal(record);
  const ownVerification =
    held !== null &&
    last?.keyId?.toLowerCase() === held.keyId.toLowerCase() &&
    last.verification !== undefined &&
    isPassed(last.verification) &&
    verification.at >= last.at;
  return ownVerification || connection.modifiedAt === null || verification.at >= connection.modifiedAt;
}

const isPassed = (word: VerdictWord): boolean => word === "verified" || word === "role missing";

function isLastValid(credential: Credential, { app, now }: RetirementFacts): boolean {
  if (app.state !== "found") return true;
  return !app.app.credentials.some(
    (other) => other.kind === "secret" && other.keyId !== credential.keyId && isLive(other, now),
  );
}
