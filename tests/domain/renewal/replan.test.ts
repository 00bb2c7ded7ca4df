import { automaticEnd } from "../../../src/domain/expiry";
import { makePlan, planRenewal, type PlanFacts } from "../../../src/domain/renewal/plan";
import type { Plan } from "../../../src/domain/renewal/renewal";
import { differencesOf, type ReplanFacts } from "../../../src/domain/renewal/replan";
import type { PlanDifference } from "../../../src/domain/failure";
import type { ServiceConnection } from "../../../src/domain/service-connection";
import { defaultSettings } from "../../../src/domain/settings";
import { aConnection, aPlan, connectionId, inDays, now, runId } from "../../support/builders";

const facts = (over: Partial<ReplanFacts> = {}): ReplanFacts => ({
  connection: aConnection(),
  graph: "connected",
  type: null,
  siblingCount: 0,
  otherSecrets: null,
  canRecord: true,
  app: { state: "not-looked", reason: "pending" },
  verdict: null,
  settings: defaultSettings,
  now,
  agreed: false,
  ...over,
});

const input = { name: "apitoken", label: "Token", place: "authorization", multiline: false } as const;
const other = { kind: "other", type: "github", scheme: "Token", holds: "confidential-inputs" } as const;

/** Every plan that planning offers for a connection. */
function plansFor(connection: ServiceConnection, type: PlanFacts["type"] = null): readonly Plan[] {
  const result = planRenewal(facts({ connection, type }));
  if (result.kind === "refused") return [];
  return result.offers.map((offer) =>
    makePlan(offer, {
      connection,
      until: inDays(180),
      settings: defaultSettings,
      runId,
      now,
      actor: { id: "u1", name: "Ada" },
    }),
  );
}

test.each<[string, ServiceConnection, PlanFacts["type"]]>([
  ["a manual one", aConnection(), null],
  ["an automatic one", aConnection({ kind: "automatic" }), null],
  ["one with a certificate", aConnection({ kind: "certificate", holds: "certificate" }), null],
  ["one of another type", aConnection(other), { inputs: [input], testable: true }],
])("every plan that is offered for %s may run once the person has seen it", (_, connection, type) => {
  const plans = plansFor(connection, type);

  expect(plans.length).toBeGreaterThan(0);
  expect(plans.map((plan) => differencesOf(plan, facts({ connection, type, agreed: true })))).toEqual(
    plans.map(() => []),
  );
});

const forged: readonly [string, Partial<Plan>, readonly PlanDifference[]][] = [
  ["a public field as the place of the secret", { inputNames: ["subscriptionName"] }, ["other-inputs"]],
  ["a second place for the secret", { inputNames: ["serviceprincipalkey", "url"] }, ["other-inputs"]],
  ["a lifetime of 98 years", { until: inDays(98 * 365) }, ["longer-lifetime"]],
  ["a lifetime beyond the settings", { until: inDays(182) }, ["longer-lifetime"]],
  ["another subject, so that the lock guards nothing", { subject: "somewhere.else" }, ["made-up"]],
  ["another run's marker", { marker: `ADO-SC v1 ${connectionId} 00000000` }, ["made-up"]],
  ["another app registration", { appId: "bad0bad0-1111-4222-8333-444444444444" }, ["other-app-registration"]],
  ["another tenant", { tenantId: "bad0bad0-1111-4222-8333-444444444444" }, ["other-app-registration"]],
  ["another connection", { connectionId: "bad0bad0-1111-4222-8333-444444444444" }, ["made-up"]],
  ["no proof", { proof: "none" }, ["other-proof"]],
  ["an automatic save of a manual connection", { mode: "automatic", marker: null }, ["other-kind"]],
  ["a take-over of what is manual", { takeOver: true }, ["other-kind", "take-over-not-agreed"]],
  ["the removal of others' secrets", { othersMayGo: true }, ["risk-not-agreed"]],
];

test.each(forged)("a stored plan with %s does not run", (_, over, differences) => {
  expect(differencesOf(aPlan(over), facts())).toEqual(differences);
});

test("a stored plan that equals what is offered now may run, a day of grace for its end included", () => {
  expect(differencesOf(aPlan({ until: inDays(180.5) }), facts())).toEqual([]);
});

test("a person may choose a longer life than the settings', up to two years", () => {
  const agreed = facts({ agreed: true });

  expect(differencesOf(aPlan({ until: inDays(700) }), agreed)).toEqual([]);
  expect(differencesOf(aPlan({ until: inDays(800) }), agreed)).toEqual(["longer-lifetime"]);
});

test("a take-over needs the word of the person who is there now", () => {
  const connection = aConnection({ kind: "automatic" });
  const plan = aPlan({ takeOver: true });

  expect(differencesOf(plan, facts({ connection }))).toEqual(["take-over-not-agreed"]);
  expect(differencesOf(plan, facts({ connection, agreed: true }))).toEqual([]);
});

test.each<[string, Partial<ServiceConnection>]>([
  ["converted to federation", { kind: "federated", holds: "nothing" }],
  ["under a save", { state: "in-progress" }],
  ["seen without its data", { incomplete: true }],
])("no plan runs on a connection that was %s since", (_, over) => {
  const connection = aConnection(over);

  expect(differencesOf(aPlan(), facts({ connection, agreed: true }))).toEqual(["no-renewal-offered"]);
});

test("an automatic plan does not run on a connection that somebody made manual", () => {
  const plan = aPlan({
    mode: "automatic",
    marker: null,
    inputNames: [],
    proof: "none",
    until: automaticEnd(now),
  });

  expect(differencesOf(plan, facts({ connection: aConnection({ kind: "automatic" }) }))).toEqual([]);
  expect(differencesOf(plan, facts())).toEqual(["other-kind"]);
});
