import {
  makePlan,
  plannedEnd,
  planRenewal,
  shorterLifetimes,
  type PlanFacts,
} from "../../../src/domain/renewal/plan";
import { addMonths } from "../../../src/domain/instant";
import { defaultSettings } from "../../../src/domain/settings";
import { aConnection, connectionId, inDays, now, runId } from "../../support/builders";

const facts = (over: Partial<PlanFacts> = {}): PlanFacts => ({
  connection: aConnection(),
  graph: "connected",
  type: null,
  siblingCount: 0,
  canRecord: true,
  ...over,
});

const modes = (over: Partial<PlanFacts>): readonly string[] => {
  const result = planRenewal(facts(over));
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
    const result = planRenewal(facts({ connection, type: { inputs: [input], testable: true } }));

    expect(result).toMatchObject({
      kind: "offers",
      offers: [{ mode: "guided", material: "inputs", proof: "inline", verifiable: true, inputs: [input] }],
    });
    expect(planRenewal(facts({ connection, type: { inputs: [input], testable: false } }))).toMatchObject({
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
    [
      "registry-refuses-changes",
      aConnection({ kind: "other", type: "dockerregistry", scheme: "ServicePrincipal" }),
    ],
    [
      "type-unknown",
      aConnection({ kind: "other", type: "exotic", scheme: "Token", holds: "confidential-inputs" }),
    ],
  ])("%s is refused before anything is asked of the person", (reason, connection) => {
    expect(planRenewal(facts({ connection }))).toEqual({ kind: "refused", reason });
  });

  test("what a person has to know is said beforehand", () => {
    const result = planRenewal(
      facts({
        connection: aConnection({ shared: true, disabled: true, state: "failed" }),
        siblingCount: 2,
        canRecord: false,
      }),
    );

    expect(result).toMatchObject({
      warnings: ["shared-connection", "shared-app-registration", "disabled", "failed", "not-recorded"],
    });
  });
});

describe("the plan", () => {
  test("names the marker only where the hub makes the secret", () => {
    const result = planRenewal(facts());
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
    const result = planRenewal(facts({ connection }));
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
