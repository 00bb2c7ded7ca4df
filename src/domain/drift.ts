import { isLive, liveCredentials, type AppRegistration, type Credential } from "./credential";
import { retiresWithIssuer } from "./expiry";
import { signsInOutsideAzure } from "./findings/outside-azure";
import { isMultitenant, issuerRetirement } from "./federation/issuer";
import type { Instant } from "./instant";
import type { Row } from "./inventory";
import { parseMarker, short } from "./marker";
import { parseNote } from "./note";

/** The one next thing to do about a finding. The hub has the words and, where a page exists, the link. */
export type DriftStep =
  | "renew"
  | "renew-or-clean-up"
  | "renew-to-be-certain"
  | "retire-old-ones"
  | "restore-app"
  | "enable-sign-in"
  | "update-issuer"
  | "check-exemption"
  | "find-new-owner";

/** A live credential which nothing ties to this connection. */
export type NewerCredential = {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly from: Instant;
  readonly until: Instant;
  /** Made by the hub for this very connection: a renewal was interrupted or lost its save. */
  readonly ours: boolean;
};

/** Where Azure DevOps and Entra no longer agree, with the facts of its sentence and the next step. */
export type DriftFinding =
  | {
      readonly code: "newer-credential-not-used";
      readonly newer: readonly NewerCredential[];
      readonly savedAt: Instant;
      readonly next: "renew" | "renew-or-clean-up";
    }
  | {
      readonly code: "recorded-credential-gone";
      /** First eight characters of the key id which the note names. */
      readonly key8: string;
      readonly next: "renew";
    }
  | {
      readonly code: "several-live-credentials";
      readonly count: number;
      /** How many of them were created after the last save, so that this connection can't use them. */
      readonly tooNew: number;
      readonly from: Instant;
      readonly to: Instant;
      /** Which of them Azure DevOps holds, where the note tells it. */
      readonly current: string | null;
      readonly next: "renew-to-be-certain" | "retire-old-ones";
    }
  | { readonly code: "app-gone"; readonly next: "restore-app" }
  | { readonly code: "app-disabled"; readonly next: "enable-sign-in" }
  | {
      readonly code: "old-issuer";
      readonly at: Instant;
      /** Multitenant app registrations go on working; without Graph it cannot be told (W1). */
      readonly exempt: "no" | "multitenant" | "unknown";
      readonly next: "update-issuer" | "check-exemption";
    }
  | { readonly code: "creator-inactive"; readonly name: string; readonly next: "find-new-owner" };

/**
 * Clocks of Entra and Azure DevOps differ a little, and Azure DevOps dates a connection before the secret it then
 * makes in the background (A58): a credential counts as newer only beyond this.
 */
export const driftToleranceMs = 5 * 60_000;

/** Every finding on one row, the most urgent first. Pure. What Graph did not tell raises no finding. */
export function driftOf(row: Row, now: Instant): readonly DriftFinding[] {
  const { connection, app } = row;
  const findings: DriftFinding[] = [];
  if (app.state === "gone") findings.push({ code: "app-gone", next: "restore-app" });
  if (isSwitchedOff(row)) findings.push({ code: "app-disabled", next: "enable-sign-in" });
  if (app.state === "found") findings.push(...credentialFindings(row, app.app, now));
  // What a vendor outside Azure does with the old issuer is not Microsoft's to say (N6).
  if (connection.kind === "federated" && retiresWithIssuer(connection) && !signsInOutsideAzure(connection))
    findings.push(oldIssuer(row));
  if (connection.creatorState === "gone" && connection.createdBy !== null)
    findings.push({ code: "creator-inactive", name: connection.createdBy.name, next: "find-new-owner" });
  return findings;
}

/**
 * Whether sign-in is off for the app registration, as Graph or the last verification tells. The batches that look up many
 * do not ask for service principals (G33), so that a refused sign-in is often the only witness.
 */
const isSwitchedOff = ({ app, record }: Row): boolean =>
  ((app.state === "found" || app.state === "foreign") && app.disabled === true) ||
  record?.verification?.word === "app registration disabled";

function credentialFindings(row: Row, app: AppRegistration, now: Instant): readonly DriftFinding[] {
  const { connection } = row;
  if (connection.holds !== "client-secret" && connection.holds !== "certificate") return [];
  const kind = connection.holds === "certificate" ? "certificate" : "secret";
  const key8 = parseNote(connection.description)?.key8 ?? null;
  const recorded =
    key8 === null ? undefined : app.credentials.find((credential) => short(credential.keyId) === key8);
  const live = liveCredentials(app.credentials, kind, now);
  const findings: DriftFinding[] = [];
  if (key8 !== null && recorded === undefined)
    findings.push({ code: "recorded-credential-gone", key8, next: "renew" });
  const newer = newerCredentials(row, live, key8);
  if (newer.length > 0 && connection.modifiedAt !== null) {
    findings.push({
      code: "newer-credential-not-used",
      newer,
      savedAt: connection.modifiedAt,
      next: newer.some(({ ours }) => ours) ? "renew-or-clean-up" : "renew",
    });
  }
  const several = severalLive(
    live,
    newer.length,
    recorded !== undefined && isLive(recorded, now) ? key8 : null,
  );
  return several === null ? findings : [...findings, several];
}

/**
 * Live credentials made after the last save: Azure DevOps cannot know them (A70, G138). One that carries the marker
 * of another connection belongs there and is no news here.
 */
function newerCredentials(
  { connection }: Row,
  live: readonly Credential[],
  key8: string | null,
): readonly NewerCredential[] {
  const savedAt = connection.modifiedAt;
  if (savedAt === null) return [];
  const own = connection.id.toLowerCase();
  return live.flatMap((credential) => {
    const { keyId, displayName, from, until } = credential;
    if (from === null || from <= savedAt + driftToleranceMs || short(keyId) === key8) return [];
    const marker = parseMarker(displayName);
    if (marker !== null && marker.connectionId !== own) return [];
    return [{ keyId, displayName, from, until, ours: marker !== null }];
  });
}

function severalLive(
  live: readonly Credential[],
  tooNew: number,
  current: string | null,
): DriftFinding | null {
  const [first] = live;
  const last = live[live.length - 1];
  if (first === undefined || last === undefined || live.length < 2) return null;
  return {
    code: "several-live-credentials",
    count: live.length,
    tooNew,
    from: first.until,
    to: last.until,
    current,
    next: current === null ? "renew-to-be-certain" : "retire-old-ones",
  };
}

function oldIssuer({ app }: Row): DriftFinding {
  const several = isMultitenant(app.state === "found" ? app.app.signInAudience : null);
  const exempt = several === null ? "unknown" : several ? "multitenant" : "no";
  return {
    code: "old-issuer",
    at: issuerRetirement,
    exempt,
    next: exempt === "multitenant" ? "check-exemption" : "update-issuer",
  };
}
