import { isWorking, type Ended, type Plan, type Renewal } from "../../src/domain/renewal/renewal";
import { staysOpen } from "../../src/domain/renewal/transition";
import { renewedTitle, stoppedSentence } from "../../src/hub/features/renewal/words/renewal";
import type { WorldSimulator } from "../../simulator/simulator";
import { wasAskedToRemove, works } from "./invariants";
import { subjectOf } from "./simulated-tab";

/** Every value that the connection was seen to hold since the beginning, and when it had been changed last by then. */
export type Ledger = {
  readonly look: () => void;
  readonly held: ReadonlySet<string>;
  readonly modifiedFirst: number;
};

export function ledgerOf(sim: WorldSimulator): Ledger {
  const held = new Set<string>();
  const look = (): void => {
    held.add(subjectOf(sim).endpoint.secrets["serviceprincipalkey"] ?? "");
  };
  look();
  held.clear();
  return { look, held, modifiedFirst: subjectOf(sim).endpoint.modificationDate };
}

type Stopped = Ended & { readonly stage: "stopped" };

/** The world as a sentence is held against it. */
type Facts = {
  readonly sim: WorldSimulator;
  readonly ledger: Ledger;
  readonly plan: Plan;
  readonly ended: Stopped;
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

/**
 * Whether a save of this run ever arrived: by the modification date where nothing else can have changed it, else by the value
 * that the run made; null where values do not tell whose they are.
 */
function everHeld({ sim, ledger, plan, only }: Omit<Facts, "ended">): boolean | null {
  if (only) return subjectOf(sim).endpoint.modificationDate !== ledger.modifiedFirst;
  if (plan.mode !== "graph") return null;
  return ownCredentials(sim, plan).some(({ secretText }) => ledger.held.has(secretText));
}

const notSaved = (facts: Facts): boolean => everHeld(facts) !== true;
const saved = (facts: Facts): boolean => everHeld(facts) !== false;
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
  [/^The connection was saved, and no new secret was seen\./, saved],
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
  [/^ ?The date in its note doesn't hold\./, anything],
];

/**
 * What this renewal said of the world at its end, and the world does not bear out; empty where all of it is true. With
 * `twins` a browser may have sent addPassword twice: the second secret may show after the run is over, and keeps its marker.
 */
export function untrue(
  sim: WorldSimulator,
  ledger: Ledger,
  renewal: Renewal,
  { twins, ...company }: Company & { readonly twins: boolean },
): readonly string[] {
  if (isWorking(renewal)) return ["a run that ended says that it works"];
  ledger.look();
  const { plan } = renewal;
  if (renewal.stage === "renewed") return untrueOfSuccess(sim, ledger, renewal, company);
  const ended = renewal;
  const facts: Facts = { sim, ledger, plan, ended, ...company };
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
  if (silent && !twins && !staysOpen(ended) && !isOnRecord(sim, plan))
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
  if (everHeld({ sim, ledger, plan, alone, only }) === false)
    problems.push(`"${title}" of a value that was never saved`);
  const { endpoint, application } = subjectOf(sim);
  if (held !== null && alone && endpoint.modificationDate === held.modifiedAt) {
    const text = application.passwordCredentials.find(({ keyId }) => keyId === held.keyId)?.secretText;
    if (endpoint.secrets["serviceprincipalkey"] !== text) problems.push("it does not hold what was proved");
  }
  if (held !== null && wasAskedToRemove(sim, held.keyId)) problems.push("what it holds was removed");
  return problems;
}
