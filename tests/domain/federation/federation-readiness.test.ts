import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { bash } from "../../../src/domain/federation/shells";
import { instant } from "../../../src/domain/instant";
import { planConversion } from "../../../src/domain/federation/conversion-plan";
import { credentialCommand, guidToBase64Url } from "../../../src/domain/federation/federated-subject";
import {
  isMultitenant,
  judgeIssuer,
  issuerRetirement,
  type IssuerInput,
} from "../../../src/domain/federation/issuer";
import { federationData } from "../../../src/domain/federation/data/current";
import type { PipelineStep } from "../../../src/domain/federation/pipeline-definition";
import { federationReadiness } from "../../../src/domain/federation/federation-readiness";
import { judgeConnection } from "../../../src/domain/federation/roll-up";
import { planUsage } from "../../../src/domain/federation/usage-plan";
import { aStep, connection, facts } from "./builders";

describe("the old issuer (W1, W34)", () => {
  const input: IssuerInput = {
    scheme: "WorkloadIdentityFederation",
    issuer: "https://vstoken.dev.azure.com/0aaaaaaa-0000-4000-8000-000000000001",
    subject: "sc://org/shop/azure-prod",
    environment: "AzureCloud",
    signInAudience: "AzureADMyOrg",
  };
  const now = instant(Date.UTC(2026, 10, 24));

  test("ends on 1 July 2027", () => {
    expect(new Date(issuerRetirement).toISOString()).toBe("2027-07-01T00:00:00.000Z");
    expect(judgeIssuer(input, now)).toEqual({
      kind: "retires",
      issuer: input.issuer,
      subject: input.subject,
      on: issuerRetirement,
      daysLeft: 219,
      remedy: "update-in-portal",
      exemptionUnknown: false,
    });
  });

  test("has an earlier host too, and no days left when it is over", () => {
    const verdict = judgeIssuer(
      { ...input, issuer: "https://app.vstoken.visualstudio.com/x", signInAudience: null },
      instant(Date.UTC(2028, 0, 1)),
    );
    expect(verdict).toMatchObject({ kind: "retires", daysLeft: 0, exemptionUnknown: true });
  });

  test.each<[string, Partial<IssuerInput>, object]>([
    [
      "a sovereign cloud is exempt",
      { environment: "AzureUSGovernment" },
      { kind: "exempt", because: "sovereign-cloud", remedy: "none" },
    ],
    [
      "a multitenant app is exempt",
      { signInAudience: "AzureADMultipleOrgs" },
      { kind: "exempt", because: "multitenant-app" },
    ],
    [
      "the Entra issuer is current",
      { issuer: "https://login.microsoftonline.com/t/v2.0" },
      { kind: "current" },
    ],
    [
      "a look-alike host is not the old issuer",
      { issuer: "https://vstoken.dev.azure.com.example/x" },
      { kind: "current" },
    ],
    ["an issuer nobody returned is unknown", { issuer: null }, { kind: "unknown" }],
    ["a connection with a secret has no issuer", { scheme: "ServicePrincipal" }, { kind: "not-federated" }],
  ])("%s", (_name, more, expected) => {
    expect(judgeIssuer({ ...input, ...more }, now)).toMatchObject(expected);
  });
});

describe("a subject", () => {
  test("holds Azure DevOps' application id as the known text (W28)", () => {
    expect(guidToBase64Url("499b84ac-1321-427f-aa17-267ca6975798")).toBe("rISbSSETf0KqFyZ8ppdXmA");
    expect(guidToBase64Url("not a guid")).toBeNull();
  });

  const made = {
    name: "shop",
    issuer: "https://vstoken.dev.azure.com/1",
    subject: "sc://contoso/Mein Größtes (1)/azure-prod",
    audience: "api://AzureADTokenExchange",
    confirmed: true,
  };
  const appId = "11111111-2222-4333-8444-555555555555";

  test("is written into a command line for values of their kind", () => {
    expect(credentialCommand(appId, made)).toBe(
      `az ad app federated-credential create --id '${appId}' --parameters '{"name":"shop","issuer":"https://vstoken.dev.azure.com/1","subject":"sc://contoso/Mein Größtes (1)/azure-prod","audiences":["api://AzureADTokenExchange"]}'`,
    );
  });

  test("never comes with an app id that is none", () => {
    expect(credentialCommand("'; calc; '", made)).toBeNull();
  });

  const shellCharacters = fc.constantFrom(
    "'",
    "\u2019",
    "\u2018",
    "`",
    "$",
    ";",
    "|",
    "&",
    "%",
    "^",
    "\n",
    '"',
    "\\",
    "<",
  );

  test("never comes with a character that a shell acts on, in any value", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("name", "issuer", "subject", "audience"),
        fc.string(),
        shellCharacters,
        fc.string(),
        (field, before, character, after) => {
          expect(credentialCommand(appId, { ...made, [field]: before + character + after })).toBeNull();
        },
      ),
    );
  });
});

describe("a word for bash", () => {
  const hostile = fc.array(
    fc.oneof(
      fc.constantFrom("'", '"', "$(touch x)", "`id`", "\\", "\n", "; ", "&& ", "${a}", "*", "#", "!", "-e"),
      fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")),
    ),
    { maxLength: 6 },
  );

  test("is one argument with the same text, as a real bash reads it", () => {
    const texts = fc.sample(hostile, { numRuns: 200, seed: 7 }).map((parts) => parts.join(""));
    const script = `printf '%s\\0' ${texts.map((text) => bash.quoted(text)).join(" ")}`;
    const { stdout, status } = spawnSync("bash", ["-c", script], { encoding: "utf8" });

    expect(status).toBe(0);
    expect(stdout.split("\0").slice(0, -1)).toEqual(texts);
  });
});

describe("the number of calls (W19)", () => {
  const scope = { connections: 50, yaml: 300, classic: 80, releases: 120, previews: null, previewCap: null };

  test("is 526 for 50 connections, 300 YAML, 80 classic and 120 release definitions", () => {
    expect(planUsage(scope)).toEqual({
      perConnection: 100,
      scan: 126,
      previews: 300,
      total: 526,
      notChecked: 0,
    });
    expect(planUsage({ ...scope, previews: 0 }).total).toBe(226);
  });

  test("is held down by a cap, which says how many it leaves out", () => {
    expect(planUsage({ ...scope, previewCap: 100 })).toMatchObject({
      previews: 100,
      total: 326,
      notChecked: 200,
    });
    expect(planUsage({ ...scope, previews: 20, previewCap: 100 })).toMatchObject({
      previews: 20,
      notChecked: 0,
    });
  });

  test("asks each list once even where it is empty", () => {
    const empty = { connections: 1, yaml: 0, classic: 0, releases: 0, previews: null, previewCap: null };
    expect(planUsage(empty)).toMatchObject({ perConnection: 2, scan: 5, previews: 0, total: 7 });
  });
});

describe("federation readiness", () => {
  const entry = (
    name: string,
    steps: readonly PipelineStep[] | null,
    more: Parameters<typeof facts>[0] = {},
  ) => {
    const definition = { kind: "yaml", id: "7", name: "shop", revision: 3 } as const;
    const read = {
      definitions: [{ definition, steps: steps ?? [], others: [], unread: [] }],
      others: [],
      unread: [],
    };
    return {
      connectionId: name,
      plan: planConversion({
        connection: facts({ name, ...more }),
        readiness: steps === null ? null : judgeConnection(connection, read, federationData),
        mayManage: true,
        federatedCredential: "unknown",
      }),
    };
  };
  const use = (task: string) =>
    aStep(task, { ConnectedServiceNameARM: "azure-prod", environmentServiceNameAzureRM: "azure-prod" });
  const good = aStep("AzureKeyVault@2", { azureSubscription: "azure-prod" });

  test("counts, and puts the change first that alone unblocks most connections", () => {
    const readiness = federationReadiness([
      entry("a", [good]),
      entry("b", [use("AzureFileCopy@4"), use("AzureFileCopy@4")]),
      entry("c", [use("AzureFileCopy@4"), good]),
      entry("d", [use("TerraformTaskV3@3"), use("AzureFileCopy@4")]),
      entry("e", [use("TerraformTaskV3@3")]),
      entry("f", [good], { shared: true }),
      entry("g", null),
      entry("h", [aStep("Strange@1", { conn: "azure-prod" })]),
    ]);

    expect(readiness).toMatchObject({
      holdSecret: 8,
      convertibleToday: 1,
      afterAcceptance: 1,
      notLooked: 1,
      refused: 5,
    });
    expect(
      readiness.blockers.map(({ subject, to, unblocks, helps }) => [subject, to, unblocks, helps]),
    ).toEqual([
      ["AzureFileCopy@4", "AzureFileCopy@6", ["b", "c"], ["d"]],
      ["TerraformTaskV3@3", "TerraformTask@5", ["e"], ["d"]],
      ["task-not-listed: Strange@1", null, ["h"], []],
      ["shared", null, ["f"], []],
    ]);
    expect(readiness.blockers[0]?.pipelines).toEqual(["shop"]);
    expect(readiness.blockers[2]?.review).toEqual({ user: "Strange@1", code: "ask-publisher" });
  });

  test("is empty for an organization without secrets", () => {
    expect(federationReadiness([])).toEqual({
      holdSecret: 0,
      convertibleToday: 0,
      afterAcceptance: 0,
      notLooked: 0,
      refused: 0,
      blockers: [],
    });
  });
});

test.each([
  ["AzureADMyOrg", false],
  ["AzureADMultipleOrgs", true],
  ["AzureADandPersonalMicrosoftAccount", true],
  ["PersonalMicrosoftAccount", null],
  ["SomethingNew", null],
  [null, null],
])("an app registration for %s: several tenants %s", (audience, several) => {
  expect(isMultitenant(audience)).toBe(several);
});
