import type { AppLookup } from "../../src/domain/credential";
import { driftOf } from "../../src/domain/drift";
import { issuerRetirement } from "../../src/domain/federation/issuer";
import { addMilliseconds } from "../../src/domain/instant";
import { rowOf, type Row } from "../../src/domain/inventory";
import { markerText } from "../../src/domain/marker";
import { noteText } from "../../src/domain/note";
import { emptyRecord } from "../../src/domain/record";
import type { ServiceConnection } from "../../src/domain/service-connection";
import { defaultSettings } from "../../src/domain/settings";
import { aConnection, aCredential, anApp, inDays, newKeyId, now, oldKeyId, runId } from "../support/builders";

const savedAt = inDays(-90);
const byHand = { displayName: "rbac" };
const old = aCredential({ keyId: oldKeyId, from: inDays(-91), until: inDays(30), ...byHand });
const newer = aCredential({ from: inDays(-1), ...byHand });

const aRow = (app: AppLookup, over: Partial<ServiceConnection> = {}): Row =>
  rowOf({
    connection: aConnection({ modifiedAt: savedAt, ...over }),
    app,
    record: null,
    now,
    settings: defaultSettings,
  });

const codesOf = (row: Row): readonly string[] => driftOf(row, now).map(({ code }) => code);

test("nothing is wrong with one credential made before the last save", () => {
  expect(driftOf(aRow(anApp(old)), now)).toEqual([]);
});

test("names a credential newer than the last save, which Azure DevOps cannot know (G138)", () => {
  const [finding] = driftOf(aRow(anApp(newer)), now);

  expect(finding).toEqual({
    code: "newer-credential-not-used",
    newer: [{ keyId: newKeyId, displayName: "rbac", from: newer.from, until: newer.until, ours: false }],
    savedAt,
    next: "renew",
  });
});

test("offers to clean up where the newer one is the hub's own", () => {
  const [finding] = driftOf(aRow(anApp(aCredential())), now);

  expect(finding).toMatchObject({ code: "newer-credential-not-used", next: "renew-or-clean-up" });
  expect(finding).toMatchObject({ newer: [{ ours: true }] });
});

test("a newer credential that carries another connection's marker is no news here", () => {
  const siblings = markerText("11111111-2222-4333-8444-555555555555", runId);

  expect(driftOf(aRow(anApp(aCredential({ displayName: siblings }))), now)).toEqual([]);
});

test("a newer credential which the note names is the one in use", () => {
  const row = aRow(anApp(newer), { description: noteText(newKeyId, inDays(179)) });

  expect(codesOf(row)).toEqual([]);
});

test.each<[string, number, readonly string[]]>([
  ["within the tolerance of two clocks (A58)", 5 * 60_000, []],
  ["beyond the tolerance of two clocks", 5 * 60_000 + 1, ["newer-credential-not-used"]],
])("a credential made after the save %s", (_name, after, expected) => {
  const made = aCredential({ from: addMilliseconds(savedAt, after), ...byHand });

  expect(codesOf(aRow(anApp(made)))).toEqual(expected);
});

test.each<[string, AppLookup, Partial<ServiceConnection>]>([
  ["expired", anApp({ ...newer, until: inDays(-0.5) }), {}],
  ["of unknown start", anApp({ ...newer, from: null }), {}],
  ["a certificate beside a secret connection", anApp({ ...newer, kind: "certificate" }), {}],
  ["made at an unknown time of the last save", anApp(newer), { modifiedAt: null }],
])("a newer credential that is %s raises nothing", (_name, app, over) => {
  expect(codesOf(aRow(app, over))).toEqual([]);
});

test("several live credentials without a note make a renewal the way to be certain", () => {
  const second = aCredential({ keyId: newKeyId, from: inDays(-95), until: inDays(200), ...byHand });

  expect(driftOf(aRow(anApp(old, second)), now)).toEqual([
    {
      code: "several-live-credentials",
      count: 2,
      tooNew: 0,
      from: inDays(30),
      to: inDays(200),
      current: null,
      next: "renew-to-be-certain",
    },
  ]);
});

test("several live credentials of which the note names one leave old ones to retire", () => {
  const row = aRow(anApp(old, newer), { description: noteText(newKeyId, inDays(179)) });

  expect(driftOf(row, now)).toMatchObject([
    { code: "several-live-credentials", current: "1a2b3c4d", next: "retire-old-ones" },
  ]);
});

test("a note that names a credential which is gone means that the connection cannot work", () => {
  const row = aRow(anApp(old), { description: noteText(newKeyId, inDays(179)) });

  expect(driftOf(row, now)).toEqual([{ code: "recorded-credential-gone", key8: "1a2b3c4d", next: "renew" }]);
});

test.each([
  ["app registration disabled", ["app-disabled"]],
  ["verified", []],
  ["credential expired", []],
] as const)("a last verification that says %s tells of the app registration", (word, expected) => {
  const verification = { word, code: null, at: now, by: { id: "u", name: "Ada" } };
  const row = rowOf({
    connection: aConnection({ modifiedAt: savedAt }),
    app: anApp(old),
    record: { ...emptyRecord("c"), verification },
    now,
    settings: defaultSettings,
  });

  expect(codesOf(row)).toEqual(expected);
});

test("an app registration that is gone", () => {
  expect(driftOf(aRow({ state: "gone" }), now)).toEqual([{ code: "app-gone", next: "restore-app" }]);
});

test.each<[string, AppLookup, readonly string[]]>([
  ["disabled", { ...anApp(old), disabled: true } as AppLookup, ["app-disabled"]],
  ["enabled", { ...anApp(old), disabled: false } as AppLookup, []],
  ["not known to be disabled", { ...anApp(old), disabled: null } as AppLookup, []],
  [
    "foreign and disabled",
    { state: "foreign", homeTenantId: null, disabled: true, credentials: [] },
    ["app-disabled"],
  ],
  ["not looked at", { state: "not-looked", reason: "not-connected" }, []],
  ["a managed identity", { state: "managed-identity" }, []],
])("an app registration that is %s", (_name, app, expected) => {
  expect(codesOf(aRow(app))).toEqual(expected);
});

describe("the old issuer", () => {
  const federated = {
    kind: "federated",
    holds: "nothing",
    issuer: "https://vstoken.dev.azure.com/0a0a0a0a-0000-4000-8000-000000000000",
  } as const;
  const withAudience = (signInAudience: string | null): AppLookup => {
    const found = anApp();
    return found.state === "found" ? { ...found, app: { ...found.app, signInAudience } } : found;
  };

  test.each<[string, AppLookup, string, string]>([
    ["a single-tenant app", withAudience("AzureADMyOrg"), "no", "update-issuer"],
    ["a multitenant app", withAudience("AzureADMultipleOrgs"), "multitenant", "check-exemption"],
    [
      "an app open to all",
      withAudience("AzureADandPersonalMicrosoftAccount"),
      "multitenant",
      "check-exemption",
    ],
    ["an unread app", { state: "not-looked", reason: "not-connected" }, "unknown", "update-issuer"],
  ])("of %s retires on its day (W1)", (_name, app, exempt, next) => {
    expect(driftOf(aRow(app, federated), now)).toEqual([
      { code: "old-issuer", at: issuerRetirement, exempt, next },
    ]);
  });

  test("is no finding on the Entra issuer or in another cloud", () => {
    expect(
      codesOf(aRow(withAudience(null), { ...federated, issuer: "https://login.microsoftonline.com/t/v2.0" })),
    ).toEqual([]);
    expect(codesOf(aRow(withAudience(null), { ...federated, cloud: "AzureUSGovernment" }))).toEqual([]);
  });
});

test.each([
  ["gone", ["creator-inactive"]],
  ["active", []],
  [null, []],
] as const)("a creator who is %s", (creatorState, expected) => {
  expect(driftOf(aRow(anApp(old), { creatorState }), now).map(({ code }) => code)).toEqual(expected);
});

test("a connection without a secret has no credentials to drift", () => {
  const row = aRow(anApp(newer), { kind: "managed-identity", holds: "nothing" });

  expect(codesOf(row)).toEqual([]);
});

test("a certificate connection is compared with certificates alone", () => {
  const certificate = { ...newer, kind: "certificate" } as const;
  const row = (app: AppLookup) => aRow(app, { holds: "certificate" });

  expect(codesOf(row(anApp(certificate)))).toEqual(["newer-credential-not-used"]);
  expect(codesOf(row(anApp(newer)))).toEqual([]);
});

test("one credential of ours among newer ones is enough to offer the clean-up", () => {
  const row = aRow(anApp(newer, aCredential({ keyId: oldKeyId })));

  expect(driftOf(row, now)[0]).toMatchObject({
    next: "renew-or-clean-up",
    newer: [{ ours: false }, { ours: true }],
  });
});

test("the credential of the note is not the current one of several once it has expired", () => {
  const recorded = aCredential({ keyId: oldKeyId, from: inDays(-200), until: inDays(-1), ...byHand });
  const others = [
    { ...old, keyId: newKeyId },
    { ...old, keyId: runId },
  ];
  const row = aRow(anApp(recorded, ...others), { description: noteText(oldKeyId, inDays(-1)) });

  expect(driftOf(row, now)).toEqual([
    expect.objectContaining({ code: "several-live-credentials", current: null, next: "renew-to-be-certain" }),
  ]);
});

test.each<[string, AppLookup]>([
  ["couldn't be found", { state: "gone" }],
  ["wasn't looked at", { state: "not-looked", reason: "not-connected" }],
])("an app registration that %s is not said to be switched off", (_, app) => {
  expect(codesOf(aRow(app))).not.toContain("app-disabled");
});

test("a person who left is no finding where nobody is named as the creator", () => {
  expect(driftOf(aRow(anApp(old), { createdBy: null, creatorState: "gone" }), now)).toEqual([]);
});
