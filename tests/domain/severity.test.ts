import type { AppLookup } from "../../src/domain/credential";
import { rowOf, type Row } from "../../src/domain/inventory";
import { emptyRecord } from "../../src/domain/record";
import type { ServiceConnection } from "../../src/domain/service-connection";
import { defaultSettings } from "../../src/domain/settings";
import { severities, type Severity } from "../../src/domain/findings/weight";
import { severityOf } from "../../src/domain/severity";
import type { VerdictWord } from "../../src/domain/verification/sign-in-errors";
import { aConnection, aCredential, anApp, inDays, now } from "../support/builders";

const settings = defaultSettings;
const notConnected: AppLookup = { state: "not-looked", reason: "not-connected" };

type Over = {
  readonly connection?: Partial<ServiceConnection>;
  readonly app?: AppLookup;
  readonly word?: VerdictWord;
};

function aRow({ connection = {}, app = notConnected, word }: Over): Row {
  const made = aConnection({ modifiedAt: inDays(-10), ...connection });
  const record =
    word === undefined
      ? null
      : {
          ...emptyRecord(made.id),
          verification: { word, code: null, at: inDays(-1), by: { id: "u1", name: "Ada" } },
        };
  return rowOf({ connection: made, app, record, now, settings });
}

const severity = (row: Row): Severity => severityOf(row, now, settings.bands);
const ends = (days: number): AppLookup => anApp(aCredential({ until: inDays(days), from: inDays(-20) }));
const newer = anApp(aCredential({ until: inDays(150), from: inDays(-1) }));
const found = ends(90);
const multitenant: AppLookup =
  found.state === "found"
    ? { ...found, app: { ...found.app, signInAudience: "AzureADMultipleOrgs" } }
    : found;
const automatic = { kind: "automatic" } as const;
const federated = { kind: "federated", holds: "nothing" } as const;
const oldIssuer = { ...federated, issuer: "https://vstoken.dev.azure.com/x" } as const;

test.each<[string, Over, Severity]>([
  ["one that ends in 90 days", { app: ends(90) }, "good"],
  ["one that ends in 30 days", { app: ends(30) }, "warning"],
  ["one that ended", { app: ends(-1) }, "bad"],
  ["one that is disabled and ended", { app: ends(-1), connection: { disabled: true } }, "bad"],
  ["one that is disabled and ends soon", { app: ends(3), connection: { disabled: true } }, "warning"],
  ["one whose only live credential is newer than its last save", { app: newer }, "warning"],
  ["the same after a verification that passed", { app: newer, word: "verified" }, "warning"],
  ["one of unknown end", {}, "unknown"],
  ["one out of sight", { connection: { incomplete: true } }, "unknown"],
  ["one with an estimate far away", { connection: automatic }, "unknown"],
  ["one whose estimate has passed", { connection: { ...automatic, modifiedAt: inDays(-100) } }, "warning"],
  [
    "the same after a verification that passed",
    { connection: { ...automatic, modifiedAt: inDays(-100) }, word: "verified" },
    "warning",
  ],
  [
    "the same once it was refused",
    { connection: { ...automatic, modifiedAt: inDays(-100) }, word: "credential expired" },
    "bad",
  ],
  ["one with an estimate close by", { connection: { ...automatic, modifiedAt: inDays(-80) } }, "warning"],
  [
    "one with two live credentials",
    {
      app: anApp(
        aCredential({ until: inDays(90), from: inDays(-20) }),
        aCredential({ keyId: "b", from: inDays(-20), until: inDays(99) }),
      ),
    },
    "unknown",
  ],
  ["one that Azure DevOps could not save", { app: ends(90), connection: { state: "failed" } }, "bad"],
  ["one whose app registration is gone", { app: { state: "gone" } }, "bad"],
  ["one whose sign-in is off", { app: ends(90), word: "app registration disabled" }, "bad"],
  ["one whose verification was refused", { app: ends(90), word: "wrong tenant" }, "bad"],
  ["one whose role is missing", { app: ends(90), word: "role missing" }, "warning"],
  ["one whose verification told nothing", { app: ends(90), word: "not reachable" }, "unknown"],
  ["one whose verification passed", { app: ends(90), word: "verified" }, "good"],
  ["one without a secret", { connection: federated }, "neutral"],
  ["one without a secret that was refused", { connection: federated, word: "credential rejected" }, "bad"],
  ["one on the old issuer", { connection: oldIssuer }, "warning"],
  [
    "one on the old issuer whose app registration is exempt",
    {
      connection: oldIssuer,
      app: multitenant,
    },
    "neutral",
  ],
])("%s", (_name, over, expected) => {
  expect(severity(aRow(over))).toBe(expected);
});

test("one on the old issuer is bad once that has stopped", () => {
  expect(severityOf(aRow({ connection: oldIssuer }), inDays(400), settings.bands)).toBe("bad");
});

test("no row is better than its date, whatever was verified", () => {
  for (const days of [-3, 0, 5, 20])
    for (const word of ["verified", "role missing", "not reachable", "credential rejected"] as const) {
      const row = { app: ends(days) };
      const [alone, verified] = [severity(aRow(row)), severity(aRow({ ...row, word }))];
      expect(severities.indexOf(verified)).toBeLessThanOrEqual(severities.indexOf(alone));
    }
});
