import { adviceOf } from "../../../src/domain/findings/advice";
import type { AppLookup } from "../../../src/domain/credential";
import {
  findingCodes,
  findingRules,
  findingsOf,
  nothingLearned,
  type Learned,
} from "../../../src/domain/findings/finding";
import { globalTokensEnd } from "../../../src/domain/findings/azure-devops-token";
import { issuerRetirement } from "../../../src/domain/federation/issuer";
import { rowOf, type Row } from "../../../src/domain/inventory";
import { markerText } from "../../../src/domain/marker";
import type { ServiceConnection } from "../../../src/domain/service-connection";
import { defaultSettings } from "../../../src/domain/settings";
import { severityOf } from "../../../src/domain/severity";
import {
  aConnection,
  aCredential,
  anApp,
  inDays,
  now,
  oldKeyId,
  runId,
  tenantId,
} from "../../support/builders";

const notLooked: AppLookup = { state: "not-looked", reason: "not-connected" };

const aRow = (connection: Partial<ServiceConnection>, app: AppLookup = notLooked): Row =>
  rowOf({ connection: aConnection(connection), app, record: null, now, settings: defaultSettings });

const codesOf = (row: Row, learned: Partial<Learned> = {}): readonly string[] =>
  adviceOf(row, now, { ...nothingLearned, ...learned }).map(({ code }) => code);

const feed = {
  kind: "other",
  holds: "confidential-inputs",
  type: "externalnugetfeed",
  scheme: "Token",
} as const;
const vstoken = "https://vstoken.dev.azure.com/0a0a0a0a-1111-4222-8333-444444444444";

test("an ordinary connection has nothing said about it", () => {
  expect(codesOf(aRow({}))).toEqual([]);
});

test("nothing is said of a connection whose details are out of sight", () => {
  expect(codesOf(aRow({ incomplete: true, description: "Managed by Terraform" }))).toEqual([]);
});

test.each([
  ["dev.azure.com", true],
  ["pkgs.dev.azure.com", true],
  ["contoso.visualstudio.com", true],
  ["contoso.pkgs.visualstudio.com", true],
  ["dev.azure.com.example.org", false],
  ["notvisualstudio.com", false],
  ["api.nuget.org", false],
  [null, false],
])("a token for %s is one for Azure DevOps itself: %s (N1)", (host, expected) => {
  expect(codesOf(aRow({ ...feed, host }))).toEqual(expected ? ["azure-devops-token"] : []);
});

test("a connection to Azure DevOps that holds no token is none", () => {
  const federated = { kind: "federated", holds: "nothing", type: "workloadidentityuser" } as const;

  expect(codesOf(aRow({ ...federated, host: "dev.azure.com" }))).toEqual([]);
});

test("the day on which global tokens end comes with the finding", () => {
  expect(adviceOf(aRow({ ...feed, host: "dev.azure.com" }), now, nothingLearned)).toEqual([
    { code: "azure-devops-token", globalTokensEnd },
  ]);
  expect(new Date(globalTokensEnd).toISOString()).toBe("2026-12-01T00:00:00.000Z");
});

describe("a tenant that forbids secrets (N4)", () => {
  const forbidding = new Set([tenantId]);

  test("is said of every connection that holds a secret of it, whatever the casing", () => {
    expect(codesOf(aRow({ tenantId: tenantId.toUpperCase() }), { forbidding })).toEqual([
      "tenant-forbids-secrets",
    ]);
  });

  test("is not said of another tenant, a certificate, or where nothing was refused", () => {
    expect(codesOf(aRow({ tenantId: "another" }), { forbidding })).toEqual([]);
    expect(codesOf(aRow({ kind: "certificate", holds: "certificate" }), { forbidding })).toEqual([]);
    expect(codesOf(aRow({}))).toEqual([]);
  });
});

describe("other holders of the secret (N5)", () => {
  const two = anApp(
    aCredential({ from: inDays(-200) }),
    aCredential({ keyId: oldKeyId, displayName: "deploy script", from: inDays(-300), until: inDays(60) }),
  );

  test("are told by further live secrets in Graph", () => {
    expect(adviceOf(aRow({}, two), now, nothingLearned)).toEqual([
      { code: "other-holders", otherSecrets: 1, vault: null },
    ]);
  });

  test("are told by a vault that Settings name", () => {
    expect(adviceOf(aRow({}), now, { ...nothingLearned, vault: "shop-vault" })).toEqual([
      { code: "other-holders", otherSecrets: 0, vault: "shop-vault" },
    ]);
  });

  test("are not told of a secret that the hub made for another connection", () => {
    const ofAnother = markerText("11111111-0a1b-4c5d-8e9f-101112131415", runId);
    const app = anApp(aCredential(), aCredential({ keyId: oldKeyId, displayName: ofAnother }));

    expect(codesOf(aRow({}, app))).toEqual([]);
  });

  test("are not told of one live secret beside an expired one", () => {
    const app = anApp(aCredential(), aCredential({ keyId: oldKeyId, until: inDays(-1) }));

    expect(codesOf(aRow({}, app))).toEqual([]);
  });
});

describe("an issuer outside Azure (N6)", () => {
  test("is told by the scheme with the old issuer, beside the day of its retirement", () => {
    const row = aRow({ type: "stackit", kind: "federated", holds: "nothing", issuer: vstoken, cloud: null });

    expect(findingsOf(row, now, { ...nothingLearned, advise: adviceOf })).toEqual([
      { code: "issuer-outside-azure", at: issuerRetirement },
    ]);
  });

  test("is told by the type's own input", () => {
    expect(codesOf(aRow({ ...feed, type: "aws", asksForTokens: true }))).toEqual(["issuer-outside-azure"]);
  });

  test("is not said of keys, of Azure, or of the Entra issuer", () => {
    const entra = "https://login.microsoftonline.com/t/v2.0";

    expect(codesOf(aRow({ ...feed, type: "aws" }))).toEqual([]);
    expect(codesOf(aRow({ kind: "federated", holds: "nothing", issuer: vstoken }))).toEqual([]);
    expect(codesOf(aRow({ type: "aws", kind: "federated", holds: "nothing", issuer: entra }))).toEqual([]);
  });
});

test("a use is spoken of only where both looks were made", () => {
  const usage = { lastUse: "none", byRelease: false, ranIn: [], permitted: false } as const;

  expect(codesOf(aRow({}), { usage })).toEqual(["unused"]);
  expect(codesOf(aRow({}), { usage: { ...usage, permitted: null } })).toEqual([]);
  expect(codesOf(aRow({}), { usage: { ...usage, lastUse: null } })).toEqual([]);
});

test("no sign is louder than the weight of what was found", () => {
  const good = anApp(aCredential({ from: inDays(-100), until: inDays(170) }));
  const signOf = (connection: Partial<ServiceConnection>, learned: Partial<Learned> = {}): string =>
    severityOf(aRow(connection, good), now, defaultSettings.bands, {
      ...nothingLearned,
      advise: adviceOf,
      ...learned,
    });

  expect(signOf({ description: "Managed by Terraform" })).toBe("good");
  expect(signOf({}, { vault: "shop-vault" })).toBe("good");
  expect(signOf({}, { forbidding: new Set([tenantId]) })).toBe("warning");
});

test("every finding names the fact it rests on and a weight", () => {
  expect(findingCodes).toHaveLength(13);
  for (const code of findingCodes) expect(findingRules[code].fact).toMatch(/^[AGNPW]\d+$/);
});
