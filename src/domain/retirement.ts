import { isLive, type AppLookup, type Credential } from "./credential";
import { addMilliseconds, millisecondsPerDay, type Instant } from "./instant";
import { parseMarker, short } from "./marker";
import { parseNote } from "./note";
import { wasMadeAfterTheSave } from "./renewal/resume";
import type { ConnectionRecord } from "./record";
import type { ServiceConnection } from "./service-connection";

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
  | "renewal-under-way";

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
  readonly now: Instant;
};

/**
 * The rules for every secret of the app registration but the one in use. Pure. Only a credential the
 * hub made for this connection, or one already expired, can ever be retired.
 */
export function retirementOf(facts: RetirementFacts): readonly RetirementDecision[] {
  const { app } = facts;
  if (app.state !== "found") return [];
  const current = currentKey8(facts);
  return app.app.credentials
    .filter((credential) => credential.kind === "secret" && credential.on === "application")
    .map((credential) => {
      const reasons = reasonsToKeep(credential, current, facts);
      return { credential, may: reasons.length === 0, reasons };
    });
}

/** Key ids that note and record name as the one Azure DevOps holds, shortened. Each of the two may be out of date. */
function named({ connection, record }: RetirementFacts): readonly string[] {
  const noted = parseNote(connection.description)?.key8 ?? null;
  const recorded = lastRenewal(record)?.keyId ?? null;
  return [...new Set([noted, recorded === null ? null : short(recorded)])].filter((key8) => key8 !== null);
}

/**
 * The credential Azure DevOps holds: the note says it, which travelled with the secret (I5), and the record of the last
 * renewal does not say otherwise. Null where they differ, where there is no note, or where Graph does not know it.
 */
function currentKey8(facts: RetirementFacts): string | null {
  const { connection, app } = facts;
  const key8 = parseNote(connection.description)?.key8 ?? null;
  const known = app.state === "found" && app.app.credentials.some((one) => short(one.keyId) === key8);
  return known && named(facts).length === 1 ? key8 : null;
}

function reasonsToKeep(
  credential: Credential,
  current: string | null,
  facts: RetirementFacts,
): readonly RetirementRefusal[] {
  const { connection, record, now } = facts;
  if (current !== null && short(credential.keyId) === current) return ["in-use-by-this-connection"];
  const reasons: RetirementRefusal[] = [];
  if (facts.renewalUnderWay) reasons.push("renewal-under-way");
  // Note and record disagree about it, and one of them is right.
  if (named(facts).includes(short(credential.keyId))) return [...reasons, "current-credential-unknown"];
  // Nobody but the run that made it ever knew an orphan's text, and that run is over (G127).
  if (isOrphan(credential, facts)) return reasons;
  // An expired credential can serve nobody, whoever made it (I7); a browser's clock may be ahead by hours.
  if (!isLive(credential, addMilliseconds(now, -millisecondsPerDay))) return reasons;
  if (current === null) reasons.push("current-credential-unknown");
  if (lastRenewal(record)?.mode === "guided") reasons.push("guided-renewal");
  if (!isVerifiedInPlace(facts)) reasons.push("not-verified-in-place");
  if (!isOurs(credential, connection, record)) reasons.push("not-recorded-by-the-hub");
  if (facts.siblings.length > 0) reasons.push("other-connections-use-the-app");
  if (!facts.allProjectsVisible) reasons.push("not-all-projects-visible");
  if (isLastValid(credential, facts)) reasons.push("last-valid-credential");
  return reasons;
}

/** Ours by its marker, provably not what the connection holds, and never recorded as having been in use. */
function isOrphan(credential: Credential, facts: RetirementFacts): boolean {
  const { connection, record } = facts;
  const used =
    record?.renewals.some((one) => one.outcome !== "stopped" && sameKey(one.keyId, credential)) ?? false;
  return isMarkedFor(credential, connection) && !used && isUnusedByItself(credential, facts);
}

/**
 * Unused as the two systems tell it, without a record: never saved since it exists, or the note names one of the same run
 * or a younger one. A note that names an older one proves nothing, for somebody may have put an old description back.
 */
function isUnusedByItself(credential: Credential, { connection, app }: RetirementFacts): boolean {
  if (wasMadeAfterTheSave(credential, connection)) return true;
  const key8 = parseNote(connection.description)?.key8 ?? null;
  const noted =
    app.state === "found" ? app.app.credentials.find((one) => short(one.keyId) === key8) : undefined;
  if (noted === undefined || noted.keyId === credential.keyId) return false;
  if (noted.displayName === credential.displayName) return true;
  return noted.from !== null && credential.from !== null && noted.from >= credential.from;
}

const sameKey = (keyId: string | null, credential: Credential): boolean =>
  keyId?.toLowerCase() === credential.keyId.toLowerCase();

const isMarkedFor = (credential: Credential, connection: ServiceConnection): boolean =>
  parseMarker(credential.displayName)?.connectionId === connection.id.toLowerCase();

const lastRenewal = (record: ConnectionRecord | null): ConnectionRecord["renewals"][number] | null =>
  record?.renewals.find((renewal) => renewal.outcome === "renewed") ?? null;

/** The last verification passed and is not older than the renewal it vouches for. */
function isVerifiedInPlace({ record, connection }: RetirementFacts): boolean {
  const verification = record?.verification ?? null;
  if (verification === null || (verification.word !== "verified" && verification.word !== "role missing"))
    return false;
  return connection.modifiedAt === null || verification.at >= connection.modifiedAt;
}

/** Marker in Entra and our own record must agree: extension data alone proves nothing. */
const isOurs = (
  credential: Credential,
  connection: ServiceConnection,
  record: ConnectionRecord | null,
): boolean =>
  isMarkedFor(credential, connection) &&
  (record?.renewals.some((one) => sameKey(one.keyId, credential)) ?? false);

function isLastValid(credential: Credential, { app, now }: RetirementFacts): boolean {
  if (app.state !== "found") return true;
  return !app.app.credentials.some(
    (other) => other.kind === "secret" && other.keyId !== credential.keyId && isLive(other, now),
  );
}
