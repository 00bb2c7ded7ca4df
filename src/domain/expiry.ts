import { liveCredentials, type AppLookup, type Credential, type NotLookedReason } from "./credential";
import { isOldIssuer, isSovereign, issuerRetirement } from "./federation/issuer";
import { addMonths, daysBetween, instant, millisecondsPerDay, type Instant } from "./instant";
import { short } from "./marker";
import { parseNote } from "./note";
import type { ConnectionRecord, RenewalRecord } from "./record";
import type { ServiceConnection } from "./service-connection";
import { wallClock, type ZoneOffset } from "./time-zone";

/** Where a date comes from, surest first; every expiry cell says it. */
export type ExpirySource =
  | "note-matched-in-graph"
  | "only-live-credential"
  | "last-credential-expired"
  | "note"
  | "typed"
  | "estimate";

export type UnknownReason =
  | "not-visible"
  | "no-note-and-no-graph"
  | "graph-not-connected"
  | "graph-unavailable"
  | "graph-no-right"
  | "graph-wrong-tenant"
  | "graph-pending"
  | "renewal-not-confirmed"
  | "cloud-unsupported"
  | "app-gone"
  | "no-credential"
  | "never-entered";

/** When a connection's credential ends, and how sure that is. */
export type Expiry =
  | { readonly state: "at"; readonly at: Instant; readonly source: ExpirySource }
  | { readonly state: "between"; readonly from: Instant; readonly to: Instant; readonly count: number }
  | { readonly state: "refused-as-expired"; readonly seenAt: Instant }
  | { readonly state: "no-secret" }
  | { readonly state: "issuer-retires"; readonly at: Instant }
  | { readonly state: "unknown"; readonly reason: UnknownReason };

/** Automatic secrets are valid for three months since July 2024, before that two years (A71, G138). */
const shortLivedSince: Instant = instant(Date.UTC(2024, 6, 1));

/** When a secret that Azure DevOps creates at a save expires: an estimate, since it shows no date itself (A69). */
export const automaticEnd = (savedAt: Instant): Instant =>
  addMonths(savedAt, savedAt >= shortLivedSince ? 3 : 24);

export type ExpiryInput = {
  readonly connection: ServiceConnection;
  readonly app: AppLookup;
  readonly record: ConnectionRecord | null;
  readonly now: Instant;
};

/** The sources of a date in their order. Pure; never guesses silently: the source is part of the answer. */
export function expiryOf(input: ExpiryInput): Expiry {
  const { connection } = input;
  if (connection.incomplete) return { state: "unknown", reason: "not-visible" };
  if (connection.kind === "federated")
    return retiresWithIssuer(connection)
      ? { state: "issuer-retires", at: issuerRetirement }
      : { state: "no-secret" };
  if (connection.holds === "nothing") return { state: "no-secret" };
  return fromGraph(input) ?? fromRecords(input);
}

/** Old issuer in the public cloud; whether a multitenant app exempts it is told by Graph alone (W1, W34). */
export const retiresWithIssuer = (connection: ServiceConnection): boolean =>
  connection.issuer !== null && isOldIssuer(connection.issuer) && !isSovereign(connection.cloud);

function credentialsOf(app: AppLookup): readonly Credential[] | null {
  return app.state === "found" ? app.app.credentials : app.state === "foreign" ? app.credentials : null;
}

function fromGraph({ connection, app, record, now }: ExpiryInput): Expiry | null {
  const all = credentialsOf(app);
  if (all === null) return null;
  const kind = connection.holds === "certificate" ? "certificate" : "secret";
  const note = parseNote(connection.description);
  const named = note?.key8 == null ? undefined : all.find((one) => short(one.keyId) === note.key8);
  if (named !== undefined) return { state: "at", at: named.until, source: "note-matched-in-graph" };

  // A foreign application's own credentials are out of sight; those on its service principal decide nothing (G5, G6).
  if (app.state === "foreign") return null;

  const live = liveCredentials(all, kind, now);
  const [first] = live;
  const last = live[live.length - 1];
  if (first !== undefined && last !== undefined) {
    // A credential newer than the last save is unknown to Azure DevOps (G8, A70). Drift names that case; the date
    // stays, since no other credential can work, unless Entra has already refused what Azure DevOps holds.
    const unsaved =
      first.from !== null && connection.modifiedAt !== null && first.from > connection.modifiedAt;
    const refused = unsaved ? refusedAsExpired(connection, record) : null;
    if (live.length === 1 && refused !== null) return refused;
    if (live.length === 1) return { state: "at", at: first.until, source: "only-live-credential" };
    return { state: "between", from: first.until, to: last.until, count: live.length };
  }
  const ended = all.filter((one) => one.kind === kind).sort((a, b) => b.until - a.until)[0];
  return ended === undefined ? null : { state: "at", at: ended.until, source: "last-credential-expired" };
}

function fromRecords({ connection, app, record, now }: ExpiryInput): Expiry {
  const refused = refusedAsExpired(connection, record);
  const note = parseNote(connection.description);
  if (note !== null && (connection.kind !== "automatic" || note.key8 !== null)) {
    return refused ?? { state: "at", at: note.until, source: "note" };
  }
  const typed = record?.typedExpiry ?? null;
  if (typed !== null) return refused ?? { state: "at", at: typed.until, source: "typed" };
  if (refused !== null && connection.kind !== "automatic") return refused;
  const vain = refused === null ? savedInVain(connection, record) : null;
  if (vain !== null)
    return vain.endBefore === undefined
      ? { state: "unknown", reason: "renewal-not-confirmed" }
      : { state: "at", at: vain.endBefore, source: "estimate" };
  // Azure DevOps tells a date for its own secrets only by the day it saved them; a note without a key id says no more (A69).
  if (note !== null) return overruled(refused, { state: "at", at: note.until, source: "estimate" }, now);
  const saved = connection.modifiedAt ?? connection.createdAt;
  if (connection.kind === "automatic" && saved !== null) {
    return overruled(refused, { state: "at", at: automaticEnd(saved), source: "estimate" }, now);
  }
  return refused ?? { state: "unknown", reason: unknownReason(connection, app) };
}

/** How a run ends that saved the connection and saw no new secret. */
const inVain: ReadonlySet<string> = new Set([
  "renewed-nothing",
  "azure-devops-failed-to-save",
  "save-timed-out",
  "not-propagated",
  "credential-refused",
]);

/** The clocks of the browser, which dates the record, and of Azure DevOps may differ by this. */
const clockSkewMs = 15 * 60_000;

/**
 * The renewal that was the last save, where nobody saw it take effect: three months from it would promise a secret that may
 * not exist (Q1). The same is true of the note that went with it. What was known before that save stays known.
 */
function savedInVain(
  { kind, modifiedAt }: ServiceConnection,
  record: ConnectionRecord | null,
): RenewalRecord | null {
  const last = record?.renewals[0];
  if (kind !== "automatic" || last?.mode !== "automatic" || modifiedAt === null) return null;
  if (modifiedAt > last.at + clockSkewMs) return null;
  return isInVain(last) ? last : null;
}

/** Whether a renewal saved the connection, or may have, and nobody saw it take effect. */
export const isInVain = ({ mode, outcome, reason }: RenewalRecord): boolean =>
  mode === "automatic" &&
  (outcome === "saved-not-confirmed" || (outcome === "stopped" && inVain.has(reason ?? "")));

/** Ends of a run at which Azure DevOps is known to have made no secret: the one before is the one that counts. */
const renewedNothing: ReadonlySet<string> = new Set(["renewed-nothing", "azure-devops-failed-to-save"]);

/**
 * The estimated end to keep with the record of a run that renewed nothing; null for every other end of a run. `before` is
 * what the run saw when it began, `last` the record in front of it: a second vain save tells nothing of the secret either.
 */
export function endToKeep(
  reason: string,
  before: { readonly modifiedAt: Instant | null; readonly note: string | null } | null,
  last: RenewalRecord | undefined,
): Instant | null {
  if (!renewedNothing.has(reason)) return null;
  if (last?.endBefore !== undefined) return last.endBefore;
  if (before === null) return null;
  const noted = before.note === null ? null : parseNote(before.note);
  return noted?.until ?? (before.modifiedAt === null ? null : automaticEnd(before.modifiedAt));
}

/** An estimate in the past already says "expired"; a refusal corrects only one that still promises a future. */
const overruled = (
  refused: Expiry | null,
  estimate: Extract<Expiry, { state: "at" }>,
  now: Instant,
): Expiry => (refused !== null && estimate.at > now ? refused : estimate);

function refusedAsExpired(connection: ServiceConnection, record: ConnectionRecord | null): Expiry | null {
  const last = record?.verification ?? null;
  if (last === null || last.word !== "credential expired") return null;
  if (connection.modifiedAt !== null && connection.modifiedAt > last.at) return null;
  return { state: "refused-as-expired", seenAt: last.at };
}

const reasonOfLook: Record<NotLookedReason, UnknownReason> = {
  "not-connected": "graph-not-connected",
  unavailable: "graph-unavailable",
  "no-right": "graph-no-right",
  "wrong-tenant": "graph-wrong-tenant",
  "cloud-unsupported": "cloud-unsupported",
  "no-app-registration": "no-note-and-no-graph",
  pending: "graph-pending",
};

function unknownReason(connection: ServiceConnection, app: AppLookup): UnknownReason {
  if (connection.kind === "other") return "never-entered";
  if (app.state === "gone") return "app-gone";
  if (app.state === "not-looked") return reasonOfLook[app.reason];
  if (app.state === "foreign") return "graph-wrong-tenant";
  return app.state === "found" ? "no-credential" : "no-note-and-no-graph";
}

/** The bands, in sort order. */
export type Band =
  | "expired"
  | "within-7"
  | "within-14"
  | "within-30"
  | "unknown"
  | "failed"
  | "disabled"
  | "issuer"
  | "later"
  | "no-secret"
  | "no-access";

/** The moment that counts for sorting and bands: the earliest possible end; null where there is none. */
export function cliffOf(expiry: Expiry): Instant | null {
  switch (expiry.state) {
    case "at":
    case "issuer-retires":
      return expiry.at;
    case "between":
      return expiry.from;
    case "refused-as-expired":
      return expiry.seenAt;
    case "no-secret":
    case "unknown":
      return null;
  }
}

/**
 * Calendar days from now to a moment in the user's time zone: 0 is today, negative has passed. Calendar days, so
 * that "in 9 days" names the same date all day long.
 */
export function calendarDaysUntil(at: Instant, now: Instant, zone: ZoneOffset): number {
  const dayOf = (moment: Instant): number =>
    Math.floor(wallClock(moment, zone).getTime() / millisecondsPerDay);
  return dayOf(at) - dayOf(now);
}

/** Whether the end is over: surely, perhaps (an estimate, or one of several), or not as far as is known. */
export function endedBy(expiry: Expiry, now: Instant): "surely" | "perhaps" | "no" {
  const cliff = cliffOf(expiry);
  if (expiry.state === "refused-as-expired") return "surely";
  if (cliff === null || cliff > now) return "no";
  if (expiry.state === "at" && expiry.source === "estimate") return "perhaps";
  return expiry.state === "between" && expiry.to > now ? "perhaps" : "surely";
}

/** The band of an expiry alone. `bands` are the settings' days, widest first. */
export function bandOf(expiry: Expiry, now: Instant, bands: readonly [number, number, number]): Band {
  if (expiry.state === "no-secret") return "no-secret";
  if (expiry.state === "issuer-retires") return "issuer";
  if (expiry.state === "unknown") return expiry.reason === "not-visible" ? "no-access" : "unknown";
  const cliff = cliffOf(expiry);
  if (cliff === null) return "unknown";
  if (expiry.state === "refused-as-expired" || cliff <= now) return "expired";
  const left = daysBetween(now, cliff);
  if (left <= bands[2]) return "within-7";
  if (left <= bands[1]) return "within-14";
  return left <= bands[0] ? "within-30" : "later";
}
