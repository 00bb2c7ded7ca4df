import {
  appKeyOfPlan,
  makePlan,
  plannedEnd,
  planRenewal,
  shorterLifetimes,
  type Offer,
  type PlanFacts,
} from "../../../src/domain/renewal/plan";
import type { AppLookup } from "../../../src/domain/credential";
import { addMonths } from "../../../src/domain/instant";
import { defaultSettings } from "../../../src/domain/settings";
import { aConnection, connectionId, inDays, now, runId, somePlanFacts } from "../../support/builders";

const modes = (over: Partial<PlanFacts>): readonly string[] => {
  const result = planRenewal(somePlanFacts(over));
  return result.kind === "offers"
    ? result.offers.map((offer) => `${offer.mode}${offer.takeOver ? " take-over" : ""}: ${offer.reason}`)
    : [result.reason];
};

describe("which modes fit", () => {
  test("a manual connection with Graph renews through Graph first, and guided where the person prefers", () => {
    expect(modes({})).toEqual(["graph: graph-connected", "guided: graph-connected"]);
  });

  test.each([
    ["possible", "graph-can-be-connected"],
    ["no", "graph-not-available"],
  ] as const)("a manual connection with Graph %s renews guided", (graph, reason) => {
    expect(modes({ graph })).toEqual([`guided: ${reason}`]);
  });

  test("an automatic connection is Azure DevOps' own to renew, and can be taken over", () => {
    expect(modes({ connection: aConnection({ kind: "automatic" }) })).toEqual([
      "automatic: azure-devops-makes-the-secret",
      "graph take-over: graph-connected",
      "guided take-over: graph-connected",
    ]);
  });

  test.each(["AzureUSGovernment", "AzureChinaCloud", "AzureStack"] as const)(
    "in %s a person makes the secret (G84)",
    (cloud) => {
      expect(modes({ connection: aConnection({ cloud }) })).toEqual(["guided: graph-not-in-this-cloud"]);
    },
  );

  test("a certificate is pasted as PEM", () => {
    expect(modes({ connection: aConnection({ kind: "certificate", holds: "certificate" }) })).toEqual([
      "guided: certificate-pasted",
    ]);
  });

  const input = { name: "apitoken", label: "Token", place: "authorization", multiline: false } as const;
  test("other types renew by the confidential inputs they declare, proved where they can be tested", () => {
    const connection = aConnection({
      kind: "other",
      type: "externaltfs",
      scheme: "Token",
      holds: "confidential-inputs",
    });
    const result = planRenewal(somePlanFacts({ connection, type: { inputs: [input], testable: true } }));

    expect(result).toMatchObject({
      kind: "offers",
      offers: [{ mode: "guided", material: "inputs", proof: "inline", verifiable: true, inputs: [input] }],
    });
    expect(
      planRenewal(somePlanFacts({ connection, type: { inputs: [input], testable: false } })),
    ).toMatchObject({
      offers: [{ proof: "none", verifiable: false }],
      warnings: ["cannot-be-verified"],
    });
  });

  test.each([
    ["no-secret", aConnection({ kind: "federated", holds: "nothing" })],
    ["no-secret", aConnection({ kind: "managed-identity", holds: "nothing" })],
    ["not-visible", aConnection({ incomplete: true })],
    ["save-under-way", aConnection({ state: "in-progress" })],
    ["publish-profile", aConnection({ kind: "other", scheme: "PublishProfile" })],
    ["disabled", aConnection({ disabled: true })],
    [
      "registry-refuses-changes",
      aConnection({ kind: "other", type: "dockerregistry", scheme: "ServicePrincipal" }),
    ],
    [
      "type-unknown",
      aConnection({ kind: "other", type: "exotic", scheme: "Token", holds: "confidential-inputs" }),
    ],
  ])("%s is refused before anything is asked of the person", (reason, connection) => {
    expect(planRenewal(somePlanFacts({ connection }))).toEqual({ kind: "refused", reason });
  });

  test("what a person has to know is said beforehand", () => {
    const result = planRenewal(
      somePlanFacts({
        connection: aConnection({ shared: true, state: "failed" }),
        siblingCount: 2,
        canRecord: false,
      }),
    );

    expect(result).toMatchObject({
      warnings: ["shared-connection", "shared-app-registration", "failed", "not-recorded"],
    });
  });
});

const offersOf = (over: Partial<PlanFacts>) => {
  const result = planRenewal(somePlanFacts(over));
  if (result.kind !== "offers") throw new Error(result.reason);
  return result.offers;
};
const warningsOf = (over: Partial<PlanFacts>) => {
  const result = planRenewal(somePlanFacts(over));
  return result.kind === "offers" ? result.warnings : [result.reason];
};

describe("an automatic renewal, which may remove the other secrets of the app registration (E2)", () => {
  const connection = aConnection({ kind: "automatic" });
  const asksFor = (over: Partial<PlanFacts>) =>
    offersOf({ connection, ...over }).map((one) => one.risksOthers);

  test.each([
    ["another secret lives", { otherSecrets: 1 }],
    ["another connection uses the app registration", { siblingCount: 1 }],
    ["another connection uses it, and Graph was not read", { siblingCount: 1, otherSecrets: null }],
  ])("asks first where %s", (_, over) => {
    expect(asksFor(over)).toEqual([true, false, false]);
    expect(warningsOf({ connection, ...over })).toContain("other-secrets-at-risk");
  });

  test("says that nothing is known of others where Graph was not read, and only then", () => {
    expect(warningsOf({ connection, otherSecrets: null })).toEqual(["other-secrets-not-known"]);
    expect(warningsOf({ connection, otherSecrets: 0 })).toEqual([]);
    expect(warningsOf({ otherSecrets: null })).toEqual([]);
    expect(asksFor({ otherSecrets: 0 })).toEqual([false, false, false]);
  });

  test("carries the person's word in its plan, and no other plan does", () => {
    const details = {
      connection,
      until: inDays(180),
      settings: defaultSettings,
      runId,
      now,
      actor: { id: "u1", name: "Ada" },
    };
    const wordIn = (offers: readonly Offer[], othersMayGo: boolean) =>
      offers.map((one) => makePlan(one, { ...details, othersMayGo }).othersMayGo);

    expect(wordIn(offersOf({ connection, otherSecrets: 1 }), true)).toEqual([true, false, false]);
    expect(wordIn(offersOf({ connection, otherSecrets: 1 }), false)).toEqual([false, false, false]);
    expect(wordIn(offersOf({ connection, otherSecrets: 0 }), true)).toEqual([false, false, false]);
  });
});

describe("what an offer asks for", () => {
  const secret = {
    name: "serviceprincipalkey",
    label: "New client secret",
    place: "authorization",
    multiline: false,
  };

  test("is one line for a secret, and nothing where Azure DevOps makes it", () => {
    const offers = offersOf({ connection: aConnection({ kind: "automatic" }) });

    expect(offers.map(({ inputs }) => inputs)).toEqual([[], [secret], [secret]]);
    expect(offersOf({}).map(({ inputs }) => inputs)).toEqual([[secret], [secret]]);
  });

  test("is many lines for a certificate", () => {
    const [offer] = offersOf({ connection: aConnection({ kind: "certificate", holds: "certificate" }) });

    expect(offer?.inputs).toEqual([
      {
        name: "servicePrincipalCertificate",
        label: "New certificate (PEM)",
        place: "authorization",
        multiline: true,
      },
    ]);
  });
});

describe("connections of other types", () => {
  const input = { name: "password", label: "Password", place: "authorization", multiline: false } as const;
  const type = { inputs: [input], testable: false };
  const other = { kind: "other", holds: "confidential-inputs" } as const;

  test("are refused where the type declares nothing confidential", () => {
    const connection = aConnection({ ...other, type: "generic", scheme: "UsernamePassword" });

    expect(planRenewal(somePlanFacts({ connection, type: { inputs: [], testable: true } }))).toEqual({
      kind: "refused",
      reason: "no-confidential-inputs",
    });
  });

  test("are refused where they hold nothing", () => {
    expect(modes({ connection: aConnection({ kind: "other", holds: "nothing" }), type })).toEqual([
      "no-secret",
    ]);
  });

  test.each([
    ["a registry that signs in with a password", "dockerregistry", "UsernamePassword"],
    ["another type with a service principal", "kubernetes", "ServicePrincipal"],
  ])("are renewed as %s, which only a registry with a service principal is not (A56)", (_, name, scheme) => {
    const connection = aConnection({ ...other, type: name, scheme });

    expect(modes({ connection, type })).toEqual(["guided: inputs-pasted"]);
  });
});

test.each([
  ["no app registration", { appId: null }],
  ["no tenant", { tenantId: null }],
])("a connection that names %s cannot be renewed through Graph", (_, over) => {
  expect(modes({ connection: aConnection(over) })).toEqual(["guided: graph-not-in-this-cloud"]);
});

describe("warnings", () => {
  const share = (id: string) => ({ project: { id, name: id }, name: "shop" });

  test("are none where there is nothing to know", () => {
    expect(warningsOf({})).toEqual([]);
    expect(warningsOf({ connection: aConnection({ shares: [share("one")] }) })).toEqual([]);
  });

  test("tell of other projects, though the connection is not marked as shared", () => {
    expect(warningsOf({ connection: aConnection({ shares: [share("one"), share("two")] }) })).toEqual([
      "shared-connection",
    ]);
    expect(warningsOf({ connection: aConnection({ shared: true }) })).toEqual(["shared-connection"]);
  });

  test("tell of a cloud that is not known, which other types have not", () => {
    const other = { kind: "other", holds: "confidential-inputs", cloud: null } as const;
    const input = { name: "token", label: "Token", place: "authorization", multiline: false } as const;

    expect(warningsOf({ connection: aConnection({ cloud: null }) })).toEqual(["unknown-cloud"]);
    expect(warningsOf({ connection: aConnection(other), type: { inputs: [input], testable: true } })).toEqual(
      [],
    );
  });
});

describe("the plan", () => {
  const detailsOf = (over: Parameters<typeof aConnection>[0]) => ({
    connection: aConnection(over),
    until: inDays(180),
    settings: defaultSettings,
    runId,
    now,
    actor: { id: "u1", name: "Ada" },
  });
  const [firstOffer] = offersOf({});
  if (firstOffer === undefined) throw new Error("no offer");

  test("compares by ids in lower case, as both systems write them in their own ways", () => {
    const plan = makePlan(
      firstOffer,
      detailsOf({
        id: "6F1C2D3E-0A1B-4C5D-8E9F-101112131415",
        project: { id: "C0FFEE00-1111-4222-8333-888888888888", name: "Fabrikam" },
        tenantId: "7E7E7E7E-1111-4222-8333-555555555555",
        appId: "0A0A0A0A-1111-4222-8333-444444444444",
      }),
    );

    expect(plan).toMatchObject({
      connectionId: "6f1c2d3e-0a1b-4c5d-8e9f-101112131415",
      projectId: "c0ffee00-1111-4222-8333-888888888888",
      tenantId: "7e7e7e7e-1111-4222-8333-555555555555",
      appId: "0a0a0a0a-1111-4222-8333-444444444444",
      inputNames: ["serviceprincipalkey"],
    });
    expect(appKeyOfPlan(plan)).toEqual({
      tenantId: "7e7e7e7e-1111-4222-8333-555555555555",
      appId: "0a0a0a0a-1111-4222-8333-444444444444",
      cloud: "AzureCloud",
    });
  });

  test("goes without app registration and tenant where there is none", () => {
    const plan = makePlan(firstOffer, detailsOf({ tenantId: null, appId: null }));

    expect(plan).toMatchObject({ tenantId: null, appId: null });
    expect(appKeyOfPlan(plan)).toEqual({ tenantId: "", appId: "", cloud: "AzureCloud" });
  });

  test("names the marker only where the hub makes the secret", () => {
    const result = planRenewal(somePlanFacts());
    if (result.kind !== "offers") throw new Error("no offers");
    const details = {
      connection: aConnection(),
      until: inDays(180),
      settings: defaultSettings,
      runId,
      now,
      actor: { id: "u1", name: "Ada" },
    };
    const plans = result.offers.map((offer) => makePlan(offer, details));

    expect(plans.map((plan) => plan.marker)).toEqual([`ADO-SC v1 ${connectionId} aabbccdd`, null]);
  });

  test("of an automatic renewal ends where Azure DevOps lets its secrets end, whatever was chosen (A68, G138)", () => {
    const connection = aConnection({ kind: "automatic" });
    const result = planRenewal(somePlanFacts({ connection }));
    if (result.kind !== "offers") throw new Error("no offers");
    const details = {
      connection,
      until: inDays(180),
      settings: defaultSettings,
      runId,
      now,
      actor: { id: "u1", name: "Ada" },
    };

    expect(result.offers.map((offer) => [offer.mode, makePlan(offer, details).until])).toEqual([
      ["automatic", addMonths(now, 3)],
      ["graph", inDays(180)],
      ["guided", inDays(180)],
    ]);
  });

  test("asks for 730 days at most (G137)", () => {
    expect(plannedEnd(now, 5_000)).toBe(inDays(730));
  });

  test("offers shorter lifetimes only (G22)", () => {
    expect(shorterLifetimes(180)).toEqual([90, 60, 30, 7]);
    expect(shorterLifetimes(179.9)).toEqual([90, 60, 30, 7]);
    expect(shorterLifetimes(7)).toEqual([]);
  });
});

describe("a plan denies nothing that its row knows", () => {
  const disabled: AppLookup = { state: "foreign", homeTenantId: null, disabled: true, credentials: [] };

  test.each(["manual", "certificate"] as const)(
    "a %s connection whose app registration is gone is refused, since no secret helps",
    (kind) => {
      expect(modes({ connection: aConnection({ kind }), app: { state: "gone" } })).toEqual(["app-gone"]);
    },
  );

  test("an automatic one stays Azure DevOps' own to renew, with a warning and no take-over", () => {
    const facts = { connection: aConnection({ kind: "automatic" }), app: { state: "gone" } } as const;

    expect(modes(facts)).toEqual(["automatic: azure-devops-makes-the-secret"]);
    expect(warningsOf(facts)).toContain("app-gone");
  });

  test.each(["manual", "automatic", "certificate"] as const)(
    "a %s connection whose app registration has its sign-in off is refused",
    (kind) => {
      expect(modes({ connection: aConnection({ kind }), app: disabled })).toEqual(["app-disabled"]);
    },
  );

  test.each([
    [{ state: "foreign", homeTenantId: null, disabled: null, credentials: [] }],
    [{ state: "not-looked", reason: "wrong-tenant" }],
  ] as const)(
    "an app registration of another tenant is renewed guided and never through Graph: %j",
    (app) => {
      expect(modes({ app })).toEqual(["guided: app-in-another-tenant"]);
    },
  );

  test("without the right to read the app registration a person creates the secret first of all", () => {
    expect(modes({ app: { state: "not-looked", reason: "no-right" } })).toEqual([
      "guided: graph-no-right",
      "graph: graph-connected",
    ]);
  });

  test.each([
    ["role missing", "role-missing"],
    ["wrong tenant", "wrong-tenant"],
    ["blocked by policy", "blocked-by-policy"],
    ["app registration disabled", "app-was-disabled"],
    ["app registration not found", "app-was-not-found"],
  ] as const)("what a new secret does not cure is said: %s", (verdict, warning) => {
    expect(warningsOf({ verdict })).toEqual([warning]);
  });

  test.each(["verified", "credential expired", "not confirmed"] as const)(
    "%s warns of nothing",
    (verdict) => {
      expect(warningsOf({ verdict })).toEqual([]);
    },
  );
});
