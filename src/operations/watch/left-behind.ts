import { success, type Result } from "../../domain/failure";
import { mayStillAct, resumed } from "../../domain/renewal/resume";
import type { Row } from "../../domain/inventory";
import type { Ports } from "../../ports/ports";
import { cleanUpRenewal, findInterrupted, resumeRenewal, type Interrupted } from "../resume-renewals";
import {
  aboutOf,
  begun,
  nobody,
  outcomeOf,
  skippedOutcome,
  type About,
  type DueControl,
  type DueOutcome,
} from "./due-outcome";
import type { KeptValue } from "./kept-value";

export type LeftBehind = {
  readonly ports: Ports;
  readonly projectIds: ReadonlySet<string>;
  /** Ids of connections, lower-case: records of others are not looked at. */
  readonly ids: ReadonlySet<string>;
  readonly rows: readonly Row[];
  readonly control: DueControl;
  readonly keep: () => KeptValue;
  /** So many verifications at most: each takes minutes, and anybody can write what sets one off. */
  readonly most: number;
  /** Told of a connection right before something of it may change. */
  readonly begins: (about: About) => void;
};

type Readable = Interrupted & { readonly kind: "readable" };

/**
 * Goes on with what earlier runs left behind of the listed connections. What was saved is verified. Everything else is
 * cleaned up after and left to the rules of this run, with its own inputs: anybody can write a record, so a record never
 * decides that a connection is renewed, nor for how long. A living lock is not taken over, and a renewal that a person
 * began in another mode stays theirs. A failure is that of the journal: then nobody knows what was left behind. Where more
 * records stand there than are looked at, no connection is touched that may be one of theirs. One quiet time serves all
 * records, so that a pile of them can't hold the run for hours.
 */
export async function goOnWithLeftBehind(given: LeftBehind): Promise<Result<readonly DueOutcome[]>> {
  const { ports, projectIds, ids } = given;
  const found = await findInterrupted(ports, projectIds, new Set(), ids);
  if (!found.ok) return found;
  const outcomes: DueOutcome[] = [];
  const isReadable = (one: Interrupted): one is Readable => one.kind === "readable";
  const isVerified = (one: Readable): boolean => resumed(one.renewal, one.finding)?.kind === "verify";
  const open: Readable[] = [];
  for (const one of found.value.filter(isReadable)) {
    const left = leftAlone(given, one);
    if (left === null) open.push(one);
    else outcomes.push(left);
  }
  // Taken over before anything that takes time, which then counts towards the quiet time of all of them.
  const toCleanUp = await takenOver(
    given,
    open.filter((one) => !isVerified(one)),
  );
  for (const one of open.filter(isVerified)) {
    const most = outcomes.filter(begun).length >= given.most;
    outcomes.push(most ? skippedOutcome(aboutIn(given, one), "most-reached") : await verified(given, one));
  }
  for (const one of toCleanUp) outcomes.push(await cleanedUp(given, one));
  for (const one of found.value) {
    if (one.kind === "unreadable") {
      const id = one.unreadable.connectionId?.toLowerCase() ?? "";
      outcomes.push(skippedOutcome(aboutOf(given.rows, id), "record-unreadable"));
    } else if (one.kind === "passed-over" && one.beyond > 0) {
      const seen = new Set(outcomes.map(({ connectionId }) => connectionId));
      const others = [...ids].filter((id) => !seen.has(id));
      outcomes.push(...others.map((id) => skippedOutcome(aboutOf(given.rows, id), "not-looked")));
    }
  }
  return success(outcomes);
}

const aboutIn = ({ rows }: LeftBehind, { renewal }: Readable): About =>
  aboutOf(rows, renewal.plan.connectionId);

/** Why nothing of a record is touched; null where the run goes on from it. */
function leftAlone(given: LeftBehind, one: Readable): DueOutcome | null {
  const about = aboutIn(given, one);
  const { renewal, finding } = one;
  if (given.control.stop.signal.aborted) return skippedOutcome(about, "cancelled");
  if (renewal.plan.mode !== "graph") return skippedOutcome(about, "left-by-a-person");
  if (one.runningElsewhere !== null) return skippedOutcome(about, "being-renewed");
  if (finding.code === "could-not-look") return skippedOutcome(about, "not-looked", finding.failure);
  return null;
}

/** Makes the records whose runs may still act this run's own; one that somebody writes meanwhile tells so when it is closed. */
async function takenOver(
  { ports, control }: LeftBehind,
  found: readonly Readable[],
): Promise<readonly Readable[]> {
  const taken: Readable[] = [];
  for (const one of found) {
    const waits = mayStillAct(one.renewal) && !control.stop.signal.aborted;
    const entry = waits ? await ports.journal.takeOver(one.entry, ports.clock.now()) : null;
    taken.push(entry?.ok === true ? { ...one, entry: entry.value } : one);
  }
  return taken;
}

async function verified(given: LeftBehind, one: Readable): Promise<DueOutcome> {
  const { ports, control } = given;
  // The list was read after the save, so what it tells is the end of the new secret.
  const saved = { ...aboutIn(given, one), oldUntil: null };
  if (control.stop.signal.aborted) return skippedOutcome(saved, "cancelled");
  control.report(saved.connectionName);
  given.begins(saved);
  const kept = given.keep();
  return kept.ended(saved, await resumeRenewal(kept.watching(ports), one, nobody(control)), "resumed");
}

async function cleanedUp(given: LeftBehind, one: Readable): Promise<DueOutcome> {
  const { ports, control } = given;
  const about = aboutIn(given, one);
  if (control.stop.signal.aborted) return skippedOutcome(about, "cancelled");
  control.report(about.connectionName);
  given.begins(about);
  const cleaned = await cleanUpRenewal(ports, one);
  return cleaned.ok
    ? outcomeOf(about, "cleaned-up")
    : { ...outcomeOf(about, "stopped"), failure: cleaned.failure };
}
