import { isWorking, type Plan, type Renewal } from "../../src/domain/renewal/renewal";
import { staysOpen } from "../../src/domain/renewal/transition";
import { renewedTitle, stoppedSentence } from "../../src/hub/features/renewal/words/renewal";
import type { WorldSimulator } from "../../simulator/simulator";
import { wasAskedToRemove, works } from "./invariants";
import { madeInPortal, subjectOf } from "./simulated-tab";

/**
 * Every value that the connection was seen to hold since the beginning, the one it held before, and when it had been changed
 * last by then.
 */
export type Ledger = {
  readonly look: () => void;
  readonly held: ReadonlySet<string>;
  readonly first: string;
  readonly modifiedFirst: number;
};

export function ledgerOf(sim: WorldSimulator): Ledger {
  const held = new Set<string>();
  return {
    look: () => void held.add(heldNow(sim)),
    held,
    first: heldNow(sim),
    modifiedFirst: subjectOf(sim).endpoint.modificationDate,
  };
}

const heldNow = (sim: WorldSimulator): string => subjectOf(sim).endpoint.secrets["serviceprincipalkey"] ?? "";

/** The world as a sentence is held against it. */
type Facts = {
  readonly sim: WorldSimulator;
  readonly ledger: Ledger;
  readonly plan: Plan;
} & Company;

/** Who else acted. */
export type Company = {
  /** Nobody but the runs of one person touched the connection. */
  readonly alone: boolean;
  /** Nothing but this very run did. */
  readonly only: boolean;
};

const dates = { culture: "en-GB", zone: () => 0, timeZone: "UTC" };

const ownCredentials = (sim: WorldSimulator, { marker }: Plan) =>
  subjectOf(sim).application.passwordCredentials.filter(({ displayName }) => displayName === marker);

/** Whether a record of the run is left, so that every visit looks for what it made. */
const isOnRecord = (sim: WorldSimulator, { runId }: Plan): boolean =>
  Object.values(sim.world.extensionData["Default"]?.["journal"] ?? {}).some((one) =>
    JSON.stringify(one).includes(runId),
  );

/** The values that a run made or was given; null in automatic mode, where Azure DevOps tells nobody whose its value is. */
const valuesOf = (sim: WorldSimulator, { mode, marker }: Plan): readonly string[] | null =>
  mode === "automatic"
    ? null
    : subjectOf(sim)
        .application.passwordCredentials.filter(({ displayName }) => displayName === (marker ?? madeInPortal))
        .map(({ secretText }) => secretText);

const wasChanged = ({ sim, ledger }: Facts): boolean =>
  subjectOf(sim).endpoint.modificationDate !== ledger.modifiedFirst;

/** Nothing of this run ever got into the connection: no value of its own, and no change where nobody else can have made one. */
function notSaved(facts: Facts): boolean {
  const { sim, ledger, plan, only } = facts;
  if (only && wasChanged(facts)) return false;
  // Nobody can tell which of two guided runs a value from the portal belongs to.
  if (plan.mode === "guided" && !only) return true;
  return valuesOf(sim, plan)?.some((value) => ledger.held.has(value)) !== true;
}

/** The connection held a value of this run, and holds it still where nobody else acted. */
function saved(facts: Facts): boolean {
  const { sim, ledger, plan, alone, only } = facts;
  const values = valuesOf(sim, plan);
  if (values === null) return !only || wasChanged(facts);
  return values.some((value) => ledger.held.has(value)) && (!alone || values.includes(heldNow(sim)));
}

const anything = (): boolean => true;

/** What the first words and the advice claim of others, where nobody else was there. */
const claimsOfOthers: readonly (readonly [RegExp, (facts: Facts) => boolean])[] = [
  [/Somebody else changed|was changed by somebody else/, ({ alone }) => !alone],
  [/is renewing .* or converting it/, ({ only }) => !only],
  [/Another tab or person took this renewal over/, ({ only }) => !only],
  [/converted/, ({ alone }) => !alone],
];

/** What each sentence claims. A sentence that stands in no row is a problem of its own. */
const claims: readonly (readonly [RegExp, (facts: Facts, match: RegExpExecArray) => boolean])[] = [
  [/^The connection wasn't changed by this renewal\./, notSaved],
  [/^The connection wasn't changed: read at [^.]+, it was as before\./, notSaved],
  [/^The connection wasn't changed by this renewal, only by somebody else\./, notSaved],
  [
    /^Azure DevOps marks the connection as failed until a save succeeds\. The hub removed no secret\./,
    ({ sim }) => sim.traffic.requests.every(({ path }) => !path.endsWith("/removePassword")),
  ],
  [
    /^The connection may still hold the old secret\. The hub removed no secret\./,
    (facts) =>
      saved(facts) && facts.sim.traffic.requests.every(({ path }) => !path.endsWith("/removePassword")),
  ],
  [/^The connection was saved\. What Azure DevOps did with its secrets isn't known\./, saved],
  [
    /^The connection was saved with the new credential\. This renewal didn't remove the old one\./,
    (facts) => saved(facts) && works(facts.sim),
  ],
  [
    /^It isn't known whether the connection was saved\. This renewal removed no credential that it may hold\./,
    ({ sim }) => works(sim),
  ],
  [/^It isn't known whether the connection was saved\./, anything],
  [/^ ?A new secret may be in the app registration, or still appear there\./, anything],
  [
    /^ ?The new secret ([0-9a-f]{8}) wasn't removed\./,
    ({ sim, alone }, [, key8]) =>
      !alone ||
      subjectOf(sim).application.passwordCredentials.some(
        ({ keyId, removedAt }) => keyId.startsWith(key8 ?? "") && removedAt === null,
      ),
  ],
  [/^ ?Don't rely on the date in its note\./, anything],
];

/**
 * What this renewal said of the world at its end, and the world does not bear out; empty where all of it is true. To be asked
 * at its end, and once more when everything has arrived that was on its way.
 */
export function untrue(
  sim: WorldSimulator,
  ledger: Ledger,
  renewal: Renewal,
  company: Company,
): readonly string[] {
  if (isWorking(renewal)) return ["a run that ended says that it works"];
  ledger.look();
  const { plan } = renewal;
  if (renewal.stage === "renewed") return untrueOfSuccess(sim, ledger, renewal, company);
  const ended = renewal;
  const facts: Facts = { sim, ledger, plan, ...company };
  const { happened, next, stillTrue } = stoppedSentence(ended, dates);
  const problems = claimsOfOthers
    .filter(([sentence, holds]) => sentence.test(`${happened} ${next}`) && !holds(facts))
    .map(() => `untrue of ${plan.mode}, ${ended.failure.code}: ${happened} ${next}`);
  let rest = stillTrue;
  while (rest !== "") {
    const row = claims.find(([sentence]) => sentence.test(rest));
    const match = row?.[0].exec(rest);
    if (row === undefined || match === null || match === undefined) return [`nothing checks: ${rest}`];
    if (!row[1](facts, match)) problems.push(`untrue of ${plan.mode}, ${ended.failure.code}: ${match[0]}`);
    rest = rest.slice(match[0].length);
  }
  const silent = plan.mode === "graph" && ended.leftBehind === null && ended.connection !== "saved";
  if (silent && !staysOpen(ended) && !isOnRecord(sim, plan))
    if (ownCredentials(sim, plan).some(({ removedAt }) => removedAt === null))
      problems.push(`silent about a credential left behind: ${ended.during}, ${ended.failure.code}`);
  return problems;
}

function untrueOfSuccess(
  sim: WorldSimulator,
  ledger: Ledger,
  renewal: Renewal & { readonly stage: "renewed" },
  { alone, only }: Company,
): readonly string[] {
  const { plan, held } = renewal;
  const problems: string[] = [];
  const title = renewedTitle(renewal);
  if (title === "Verification succeeded" && !works(sim)) problems.push("it says verified and does not work");
  const { scheme } = subjectOf(sim).endpoint.authorization;
  if (alone && scheme !== "ServicePrincipal") problems.push(`"${title}" of a connection without a secret`);
  if (!saved({ sim, ledger, plan, alone, only }))
    problems.push(`"${title}" of a value that the connection does not hold`);
  if (
    alone &&
    plan.mode === "automatic" &&
    renewal.confidence === "confirmed" &&
    heldNow(sim) === ledger.first
  )
    problems.push(`"${title}" of a connection that holds what it held before`);
  const { endpoint, application } = subjectOf(sim);
  if (held !== null && alone && endpoint.modificationDate === held.modifiedAt) {
    const text = application.passwordCredentials.find(({ keyId }) => keyId === held.keyId)?.secretText;
    if (heldNow(sim) !== text) problems.push("it does not hold what was proved");
  }
  if (held !== null && wasAskedToRemove(sim, held.keyId)) problems.push("what it holds was removed");
  return problems;
}
