import type { AppLookup } from "../../src/domain/credential";
import { byUrgency, rowOf, type Row } from "../../src/domain/inventory";
import { emptyRecord } from "../../src/domain/record";
import type { ServiceConnection } from "../../src/domain/service-connection";
import { defaultSettings, type Settings } from "../../src/domain/settings";
import type { VerdictWord } from "../../src/domain/verification/sign-in-errors";
import { aConnection, aCredential, anApp, inDays, now } from "../support/builders";

const notConnected: AppLookup = { state: "not-looked", reason: "not-connected" };

const aRow = (
  over: Partial<ServiceConnection>,
  endsInDays: number | null,
  settings: Settings = defaultSettings,
): Row =>
  rowOf({
    connection: aConnection(over),
    app: endsInDays === null ? notConnected : anApp(aCredential({ until: inDays(endsInDays) })),
    record: null,
    now,
    settings,
  });

const federated = { kind: "federated", holds: "nothing" } as const;

test.each<[string, Row, Row["band"]]>([
  ["an expired one", aRow({}, -1), "expired"],
  ["a soon ending one", aRow({}, 7), "within-7"],
  ["a later one", aRow({}, 90), "later"],
  ["an unknown one", aRow({}, null), "unknown"],
  ["a failed one", aRow({ state: "failed" }, 90), "failed"],
  ["one being saved", aRow({ state: "in-progress" }, 90), "later"],
  ["a disabled one", aRow({ disabled: true }, 90), "disabled"],
  ["a disabled one that failed", aRow({ disabled: true, state: "failed" }, 90), "disabled"],
  ["a disabled one that expired", aRow({ disabled: true }, -1), "expired"],
  ["a failed one that expired", aRow({ state: "failed" }, -1), "expired"],
  ["one without a secret", aRow(federated, null), "no-secret"],
  ["one out of sight", aRow({ incomplete: true, disabled: true }, null), "no-access"],
])("%s stands in its band", (_name, row, expected) => {
  expect(row.band).toBe(expected);
});

test("takes the bands of the settings", () => {
  const settings: Settings = { ...defaultSettings, bands: [90, 60, 45] };

  expect(aRow({}, 40, settings).band).toBe("within-7");
  expect(aRow({}, 80, settings).band).toBe("within-30");
});

test("the cliff is the earliest possible end", () => {
  const app = anApp(aCredential({ until: inDays(50) }), aCredential({ keyId: "other", until: inDays(20) }));

  const row = rowOf({ connection: aConnection(), app, record: null, now, settings: defaultSettings });

  expect(row.cliff).toBe(inDays(20));
});

test("the most urgent first: expired, failed or refused, soonest, unknown, the rest; disabled ones at their date", () => {
  const refused = (row: Row, word: VerdictWord): Row => ({
    ...row,
    record: {
      ...emptyRecord(row.connection.id),
      verification: { word, code: null, at: now, by: { id: "u1", name: "Ada" } },
    },
  });
  const rows = [
    aRow({ id: "1", name: "no secret", ...federated }, null),
    aRow({ id: "2", name: "disabled for three days more", disabled: true }, 3),
    aRow({ id: "3", name: "no access", incomplete: true }, null),
    aRow({ id: "4", name: "failed", state: "failed" }, 300),
    aRow({ id: "5", name: "unknown b" }, null),
    aRow({ id: "6", name: "unknown a", disabled: true }, null),
    aRow({ id: "7", name: "later" }, 200),
    aRow({ id: "8", name: "issuer", ...federated, issuer: "https://vstoken.dev.azure.com/x" }, null),
    aRow({ id: "9", name: "soon" }, 5),
    aRow({ id: "10", name: "expired yesterday", disabled: true }, -1),
    aRow({ id: "11", name: "expired long ago" }, -90),
    refused(aRow({ id: "12", name: "refused" }, 20), "wrong tenant"),
    refused(aRow({ id: "13", name: "saved since", modifiedAt: inDays(1) }, 90), "wrong tenant"),
    refused(aRow({ id: "14", name: "role missing" }, 91), "role missing"),
    aRow({ id: "15", name: "disabled and failed", disabled: true, state: "failed" }, 92),
    aRow({ id: "16", name: "estimated", kind: "automatic", modifiedAt: inDays(-80), createdAt: null }, null),
  ];

  expect([...rows].sort((a, b) => byUrgency(a, b)).map(({ connection }) => connection.name)).toEqual([
    "expired long ago",
    "expired yesterday",
    "refused",
    "failed",
    "disabled for three days more",
    "soon",
    "estimated",
    "saved since",
    "role missing",
    "disabled and failed",
    "later",
    "issuer",
    "unknown a",
    "unknown b",
    "no access",
    "no secret",
  ]);
});

test("two of one name keep one order, whichever comes first", () => {
  const a = aRow({ id: "a" }, null);
  const b = aRow({ id: "b" }, null);

  expect(byUrgency(a, b)).toBe(-1);
  expect(byUrgency(b, a)).toBe(1);
});
