import type { PlanDifference } from "../failure";
import { daysBetween, type Instant } from "../instant";
import { markerText } from "../marker";
import { renewalSubjectOf } from "../service-connection";
import { longestLifetimeDays, type Settings } from "../settings";
import { planRenewal, type Offer, type PlanFacts } from "./plan";
import type { Plan } from "./renewal";

/** What was read just now, and where the plan comes from. */
export type ReplanFacts = PlanFacts & {
  readonly settings: Settings;
  readonly now: Instant;
  /** True where the person saw this plan during this visit and started it; a stored plan may be anybody's (P10). */
  readonly agreed: boolean;
};

/**
 * In what a plan differs from what planning would offer now; empty where it may run as it stands. Pure. Whoever runs a plan
 * that was made earlier, or read from a stored document, asks here first: subject, marker and input names are derived from
 * the connection and the run's id, never believed; a lifetime is at most the settings' for a stored plan and at most two
 * years for one that the person chose; a take-over is one-way, so only the person of this visit can agree to it.
 */
export function differencesOf(plan: Plan, facts: ReplanFacts): readonly PlanDifference[] {
  const { connection } = facts;
  const same = (planned: string | null, actual: string | null): boolean =>
    planned === (actual?.toLowerCase() ?? null);
  if (plan.connectionId !== connection.id.toLowerCase()) return ["made-up"];
  const differences: PlanDifference[] = [];
  if (!same(plan.appId, connection.appId) || !same(plan.tenantId, connection.tenantId))
    differences.push("other-app-registration");
  if (plan.subject !== renewalSubjectOf(connection) || plan.marker !== markerOf(plan))
    differences.push("made-up");
  // Secrets of others may go with an automatic save (E2): whoever reads the plan has to say so himself.
  if (plan.othersMayGo && !facts.agreed) differences.push("risk-not-agreed");
  if (isTooLong(plan, facts)) differences.push("longer-lifetime");
  return [...new Set([...differences, ...ofOffers(plan, facts)])];
}

const markerOf = (plan: Plan): string | null =>
  plan.mode === "graph" ? markerText(plan.connectionId, plan.runId) : null;

/** Only Graph is asked for a lifetime; in the other modes the end is what a person or Azure DevOps says it is. */
function isTooLong({ mode, until, startedAt }: Plan, { settings, now, agreed }: ReplanFacts): boolean {
  if (mode !== "graph") return false;
  const most = agreed ? longestLifetimeDays : settings.lifetimeDays;
  // A day of grace: the chosen last day ends at midnight, and clocks differ.
  return daysBetween(agreed ? startedAt : now, until) > most + 1;
}

function ofOffers(plan: Plan, facts: ReplanFacts): readonly PlanDifference[] {
  const result = planRenewal(facts);
  if (result.kind === "refused") return ["no-renewal-offered"];
  const [first, ...others] = result.offers
    .filter(({ mode }) => mode === plan.mode)
    .map((offer) => ofOffer(plan, offer, facts.agreed))
    .sort((a, b) => a.length - b.length);
  return first === undefined && others.length === 0 ? ["other-kind"] : (first ?? []);
}

function ofOffer(plan: Plan, offer: Offer, agreed: boolean): readonly PlanDifference[] {
  const differences: PlanDifference[] = [];
  if (plan.material !== offer.material || plan.takeOver !== offer.takeOver) differences.push("other-kind");
  if (plan.takeOver && !agreed) differences.push("take-over-not-agreed");
  const names = offer.inputs.map(({ name }) => name);
  if (plan.inputNames.join("\n") !== names.join("\n")) differences.push("other-inputs");
  if (plan.proof !== offer.proof || plan.verifiable !== offer.verifiable) differences.push("other-proof");
  return differences;
}
