import type { AppLookup, NotLookedReason } from "../../src/domain/credential";
import {
  bandOf,
  calendarDaysUntil,
  cliffOf,
  expiryOf,
  retiresWithIssuer,
  type Band,
  type Expiry,
  type UnknownReason,
} from "../../src/domain/expiry";
import { issuerRetirement } from "../../src/domain/federation/issuer";
import { addMilliseconds, addMonths, instant, type Instant } from "../../src/domain/instant";
import { noteText } from "../../src/domain/note";
import { emptyRecord, type ConnectionRecord, type RenewalRecord } from "../../src/domain/record";
import type { ServiceConnection } from "../../src/domain/service-connection";
import type { VerdictWord } from "../../src/domain/verification/sign-in-errors";
import {
  aConnection,
  aCredential,
  anApp,
  connectionId,
  inDays,
  newKeyId,
  now,
  oldKeyId,
} from "../support/builders";

const by = { id: "u1", name: "Ada" };
const notConnected: AppLookup = { state: "not-looked", reason: "not-connected" };
const day = (year: number, month: number, date: number): Instant => instant(Date.UTC(year, month - 1, date));
const noteDay = day(2027, 5, 22);
const note = noteText(newKeyId, noteDay);
const keylessNote = noteText(null, noteDay);
const soon = aCredential({ keyId: oldKeyId, until: inDays(9) });
const late = aCredential({ keyId: newKeyId, until: inDays(179) });
const certificate = aCredential({ keyId: "c0c0c0c0-1", kind: "certificate", until: inDays(300) });
const foreign = (...credentials: (typeof soon)[]): AppLookup => ({
  state: "foreign",
  homeTenantId: null,
  disabled: null,
  credentials,
});

const verified = (word: VerdictWord, at: Instant = inDays(-1)): ConnectionRecord => ({
  ...emptyRecord(connectionId),
  verification: { word, code: null, at, by },
});
const typed: ConnectionRecord = {
  ...emptyRecord(connectionId),
  typedExpiry: { until: inDays(40), by, at: inDays(-3) },
};
const refusedAndTyped: ConnectionRecord = {
  ...typed,
  verification: verified("credential expired").verification,
};

const expiry = (
  connection: Partial<ServiceConnection>,
  app: AppLookup = notConnected,
  record: ConnectionRecord | null = null,
): Expiry => expiryOf({ connection: aConnection(connection), app, record, now });

const at = (moment: Instant, source: Extract<Expiry, { state: "at" }>["source"]): Expiry => ({
  state: "at",
  at: moment,
  source,
});
const refused: Expiry = { state: "refused-as-expired", seenAt: inDays(-1) };
const unknown = (reason: UnknownReason): Expiry => ({ state: "unknown", reason });
const automatic = { kind: "automatic" } as const;
const savedByHub = { ...automatic, modifiedAt: inDays(-2) } as const;
/** A run of automatic mode that ended two minutes after its save. */
const run = (
  outcome: RenewalRecord["outcome"],
  reason: string | null = null,
  more: Partial<RenewalRecord> = {},
): ConnectionRecord => ({
  ...emptyRecord(connectionId),
  renewals: [
    {
      runId: "r1",
      mode: "automatic",
      outcome,
      keyId: null,
      until: null,
      at: addMilliseconds(inDays(-2), 120_000),
      by,
      reason,
      ...more,
    },
  ],
});
const other = { kind: "other", holds: "confidential-inputs", appId: null, tenantId: null } as const;

// prettier-ignore
test.each<[string, Expiry, Expiry]>([
  // What the note names, seen in Graph, is sure, however many others there are.
  ["a noted key in Graph", expiry({ description: note }, anApp(soon, late)), at(late.until, "note-matched-in-graph")],
  ["a noted key that Graph shows expired", expiry({ description: note }, anApp({ ...late, until: inDays(-2) }, soon)), at(inDays(-2), "note-matched-in-graph")],
  ["a noted key of an app in another tenant", expiry({ description: note }, foreign(late)), at(late.until, "note-matched-in-graph")],
  ["a noted key in another case", expiry({ description: note.toUpperCase() }, anApp(late)), at(late.until, "note-matched-in-graph")],
  // Live credentials in Graph.
  ["one live credential", expiry({}, anApp(soon)), at(soon.until, "only-live-credential")],
  ["one live beside an expired one", expiry({}, anApp(soon, { ...late, until: inDays(-1) })), at(soon.until, "only-live-credential")],
  ["one live secret beside a certificate", expiry({}, anApp(soon, certificate)), at(soon.until, "only-live-credential")],
  ["one live certificate of a certificate connection", expiry({ kind: "certificate", holds: "certificate" }, anApp(soon, certificate)), at(certificate.until, "only-live-credential")],
  ["several live credentials", expiry({}, anApp(late, soon)), { state: "between", from: soon.until, to: late.until, count: 2 }],
  ["a note that names a key which is gone", expiry({ description: noteText("ffffffff-1", noteDay) }, anApp(soon)), at(soon.until, "only-live-credential")],
  ["only expired credentials: the last of them", expiry({}, anApp({ ...soon, until: inDays(-30) }, { ...late, until: inDays(-4) })), at(inDays(-4), "last-credential-expired")],
  ["one live credential beats a typed date", expiry({}, anApp(soon), typed), at(soon.until, "only-live-credential")],
  // A foreign app's own credentials are out of sight, so what its service principal holds decides nothing (G5, G6).
  ["a live credential on a foreign app's service principal", expiry({}, foreign(soon)), unknown("graph-wrong-tenant")],
  ["an expired credential on a foreign app's service principal", expiry({}, foreign({ ...soon, until: inDays(-4) })), unknown("graph-wrong-tenant")],
  // The note's date alone.
  ["a note without Graph", expiry({ description: note }), at(noteDay, "note")],
  ["a note without a key id", expiry({ description: keylessNote }), at(noteDay, "note")],
  ["a note beats a typed date", expiry({ description: note }, notConnected, typed), at(noteDay, "note")],
  ["a note whose credential was refused as expired since", expiry({ description: note }, notConnected, verified("credential expired")), refused],
  ["a note of an automatic connection with a key id", expiry({ ...automatic, description: note }), at(noteDay, "note")],
  // A date typed by an administrator.
  ["a typed date", expiry({}, notConnected, typed), at(inDays(40), "typed")],
  ["a typed date of another type", expiry(other, { state: "not-looked", reason: "no-app-registration" }, typed), at(inDays(40), "typed")],
  ["a typed date whose credential was refused as expired since", expiry({}, notConnected, refusedAndTyped), refused],
  ["a typed date beats an estimate", expiry(automatic, notConnected, typed), at(inDays(40), "typed")],
  // Estimates for the secrets which Azure DevOps makes.
  ["an automatic connection saved lately", expiry({ ...automatic, modifiedAt: day(2026, 11, 30) }), at(day(2027, 2, 28), "estimate")],
  ["an automatic connection saved before July 2024", expiry({ ...automatic, modifiedAt: day(2024, 6, 30) }), at(day(2026, 6, 30), "estimate")],
  ["an automatic connection saved on 1 July 2024", expiry({ ...automatic, modifiedAt: day(2024, 7, 1) }), at(day(2024, 10, 1), "estimate")],
  ["an automatic connection never saved again", expiry({ ...automatic, modifiedAt: null, createdAt: day(2026, 10, 1) }), at(day(2027, 1, 1), "estimate")],
  ["an automatic connection without any date", expiry({ ...automatic, modifiedAt: null, createdAt: null }), unknown("graph-not-connected")],
  ["an automatic connection's note without a key id", expiry({ ...automatic, description: keylessNote }), at(noteDay, "estimate")],
  ["an estimate ahead, refused as expired", expiry({ ...automatic, modifiedAt: inDays(-9) }, notConnected, verified("credential expired")), refused],
  ["an estimate that has passed, refused as expired", expiry({ ...automatic, modifiedAt: day(2026, 1, 1) }, notConnected, verified("credential expired")), at(day(2026, 4, 1), "estimate")],
  // A save that nobody saw renew anything promises no date, and neither does the note that went with it (Q1).
  ["an automatic save that renewed nothing", expiry(savedByHub, notConnected, run("stopped", "renewed-nothing")), unknown("renewal-not-confirmed")],
  ["a save in vain keeps the end that was estimated before it", expiry(savedByHub, notConnected, run("stopped", "azure-devops-failed-to-save", { endBefore: inDays(-4) })), at(inDays(-4), "estimate")],
  ["an automatic save that was not confirmed, with its note", expiry({ ...savedByHub, description: keylessNote }, notConnected, run("saved-not-confirmed")), unknown("renewal-not-confirmed")],
  ["an automatic save that was confirmed", expiry(savedByHub, notConnected, run("renewed")), at(addMonths(inDays(-2), 3), "estimate")],
  ["an automatic run that ended before it saved", expiry(savedByHub, notConnected, run("stopped", "cancelled")), at(addMonths(inDays(-2), 3), "estimate")],
  ["a save by somebody else since", expiry({ ...automatic, modifiedAt: inDays(-1) }, notConnected, run("stopped", "renewed-nothing")), at(addMonths(inDays(-1), 3), "estimate")],
  ["an automatic save within what two clocks may differ by", expiry({ ...automatic, modifiedAt: addMilliseconds(inDays(-2), 17 * 60_000) }, notConnected, run("stopped", "renewed-nothing")), unknown("renewal-not-confirmed")],
  ["a save later than two clocks may differ by", expiry({ ...automatic, modifiedAt: addMilliseconds(inDays(-2), 17 * 60_000 + 1) }, notConnected, run("stopped", "renewed-nothing")), at(addMonths(addMilliseconds(inDays(-2), 17 * 60_000 + 1), 3), "estimate")],
  ["a save in vain whose secret was refused as expired since", expiry(savedByHub, notConnected, { ...run("stopped", "renewed-nothing"), verification: verified("credential expired").verification }), refused],
  ["a run of before the connection was taken over", expiry({ modifiedAt: inDays(-2) }, notConnected, run("stopped", "renewed-nothing")), unknown("graph-not-connected")],
  ["Graph tells the date all the same", expiry(savedByHub, anApp(soon), run("stopped", "renewed-nothing")), at(soon.until, "only-live-credential")],
  // Refused as expired by the last verification.
  ["a refusal as expired", expiry({}, notConnected, verified("credential expired")), refused],
  ["a refusal as expired before the last save", expiry({ modifiedAt: inDays(-0.5) }, notConnected, verified("credential expired")), unknown("graph-not-connected")],
  ["a refusal as expired at the moment of the save", expiry({ modifiedAt: inDays(-1) }, notConnected, verified("credential expired")), refused],
  ["a refusal as expired of a connection never saved", expiry({ modifiedAt: null }, notConnected, verified("credential expired")), refused],
  ["a federated connection on a host that only ends like the old issuer", expiry({ kind: "federated", holds: "nothing", issuer: "https://evil.example/?https://vstoken.dev.azure.com/1" }), { state: "no-secret" }],
  ["a refusal for another reason", expiry({}, notConnected, verified("credential rejected")), unknown("graph-not-connected")],
  ["a passed verification", expiry({}, notConnected, verified("verified")), unknown("graph-not-connected")],
  // Nothing that expires, or nothing that can be seen.
  ["a federated connection", expiry({ kind: "federated", holds: "nothing" }), { state: "no-secret" }],
  ["a managed identity", expiry({ kind: "managed-identity", holds: "nothing" }), { state: "no-secret" }],
  ["a type without confidential inputs", expiry({ ...other, holds: "nothing" }), { state: "no-secret" }],
  ["a federated connection on the old issuer", expiry({ kind: "federated", holds: "nothing", issuer: "https://vstoken.dev.azure.com/1" }), { state: "issuer-retires", at: issuerRetirement }],
  ["a connection out of sight", expiry({ incomplete: true, description: note }, anApp(late)), unknown("not-visible")],
  ["another type without a date", expiry(other), unknown("never-entered")],
  ["an app registration that is gone", expiry({}, { state: "gone" }), unknown("app-gone")],
  ["an app registration without such a credential", expiry({}, anApp(certificate)), unknown("no-credential")],
  ["a managed identity behind a manual connection", expiry({}, { state: "managed-identity" }), unknown("no-note-and-no-graph")],
])("%s", (_name, actual, expected) => {
  expect(actual).toEqual(expected);
});

test.each<[NotLookedReason, UnknownReason]>([
  ["not-connected", "graph-not-connected"],
  ["unavailable", "graph-unavailable"],
  ["no-right", "graph-no-right"],
  ["wrong-tenant", "graph-wrong-tenant"],
  ["cloud-unsupported", "cloud-unsupported"],
  ["no-app-registration", "no-note-and-no-graph"],
  ["pending", "graph-pending"],
])("Graph that was not asked because of %s leaves %s", (reason, expected) => {
  expect(expiry({}, { state: "not-looked", reason })).toEqual(unknown(expected));
});

test.each<[string | null, ServiceConnection["cloud"], boolean]>([
  ["https://vstoken.dev.azure.com/org", "AzureCloud", true],
  ["https://VSTOKEN.dev.azure.com", "AzureCloud", true],
  ["https://app.vstoken.visualstudio.com/org", "AzureCloud", true],
  ["https://vstoken.dev.azure.com/org", null, true],
  ["https://vstoken.dev.azure.com/org", "AzureUSGovernment", false],
  ["https://login.microsoftonline.com/tenant/v2.0", "AzureCloud", false],
  ["https://vstoken.dev.azure.com.example.com/org", "AzureCloud", false],
  ["http://vstoken.dev.azure.com/org", "AzureCloud", false],
  [null, "AzureCloud", false],
])("the issuer %p in %p retires: %p (W1)", (issuer, cloud, expected) => {
  expect(retiresWithIssuer(aConnection({ issuer, cloud }))).toBe(expected);
});

describe("bands", () => {
  const ends = (milliseconds: number): Expiry => at(addMilliseconds(now, milliseconds), "note");
  const oneDay = 86_400_000;

  test.each<[string, Expiry, Band]>([
    ["this very moment", ends(0), "expired"],
    ["a millisecond ahead", ends(1), "within-7"],
    ["7 days ahead", ends(7 * oneDay), "within-7"],
    ["a moment beyond 7 days", ends(7 * oneDay + 1), "within-14"],
    ["14 days ahead", ends(14 * oneDay), "within-14"],
    ["a moment beyond 14 days", ends(14 * oneDay + 1), "within-30"],
    ["30 days ahead", ends(30 * oneDay), "within-30"],
    ["a moment beyond 30 days", ends(30 * oneDay + 1), "later"],
    [
      "a range that may end soon",
      { state: "between", from: inDays(3), to: inDays(300), count: 2 },
      "within-7",
    ],
    ["refused as expired", refused, "expired"],
    ["the old issuer", { state: "issuer-retires", at: inDays(3) }, "issuer"],
    ["no secret", { state: "no-secret" }, "no-secret"],
    ["unknown", unknown("graph-pending"), "unknown"],
    ["out of sight", unknown("not-visible"), "no-access"],
  ])("%s is %s", (_name, given, expected) => {
    expect(bandOf(given, now, [30, 14, 7])).toBe(expected);
  });
});

test.each<[string, Expiry, Instant | null]>([
  ["a date", at(inDays(9), "note"), inDays(9)],
  ["a range", { state: "between", from: inDays(3), to: inDays(9), count: 2 }, inDays(3)],
  ["a refusal", refused, inDays(-1)],
  ["the issuer", { state: "issuer-retires", at: issuerRetirement }, issuerRetirement],
  ["no secret", { state: "no-secret" }, null],
  ["unknown", unknown("app-gone"), null],
])("the cliff of %s", (_name, given, expected) => {
  expect(cliffOf(given)).toBe(expected);
});

describe("calendar days", () => {
  const utc = (): number => 0;
  const eastern = (): number => -300;
  const auckland = (): number => 780;

  test.each<[string, number, () => number, number]>([
    ["later today", 14, utc, 0],
    ["earlier today", -9, utc, 0],
    ["just after midnight", 15, utc, 1],
    ["just before midnight", -9.01, utc, -1],
    ["nine days ahead at any hour", 9 * 24 + 14, utc, 9],
    ["still today further west", 19, eastern, 0],
    ["tomorrow further west", 20, eastern, 1],
    ["tomorrow further east", 2, auckland, 1],
  ])("%s", (_name, hours, zone, expected) => {
    expect(calendarDaysUntil(addMilliseconds(now, hours * 3_600_000), now, zone)).toBe(expected);
  });

  test("ask the zone for both moments, since clocks change between them", () => {
    const changes = (moment: Instant): number => (moment > now ? -60 : 0);

    expect(calendarDaysUntil(addMilliseconds(now, 15 * 3_600_000), now, changes)).toBe(0);
  });
});

describe("the only live credential of an app registration whose connection Entra has refused as expired", () => {
  const expired = verified("credential expired", inDays(-0.5));
  const only = (from: Instant | null): AppLookup => anApp({ ...late, from });

  test.each<[string, Partial<ServiceConnection>, AppLookup, Expiry["state"]]>([
    ["made after the last save", { modifiedAt: inDays(-3) }, only(inDays(-1)), "refused-as-expired"],
    ["made before the last save", { modifiedAt: inDays(-3) }, only(inDays(-4)), "at"],
    ["made at the moment of the save", { modifiedAt: inDays(-3) }, only(inDays(-3)), "at"],
    ["of unknown age", { modifiedAt: inDays(-3) }, only(null), "at"],
    ["where the last save is unknown", { modifiedAt: null }, only(inDays(-1)), "at"],
    [
      "beside another live one",
      { modifiedAt: inDays(-3) },
      anApp({ ...soon, from: inDays(-1) }, late),
      "between",
    ],
  ])("%s", (_, connection, app, state) => {
    expect(expiry(connection, app, expired).state).toBe(state);
  });
});
