import { success, type Result } from "../../domain/failure";
import { resumed } from "../../domain/renewal/resume";
import type { Row } from "../../domain/inventory";
import type { Ports } from "../../ports/ports";
import { cleanUpRenewal, findInterrupted, resumeRenewal, type Interrupted } from "../resume-renewals";
import {
  aboutOf,
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
  /** Told of a connection right before something of it may change. */
  readonly begins: (about: About) => void;
};

/**
 * Goes on with what earlier runs left behind of the listed connections. What was saved is verified. Everything else is
 * cleaned up after and left to the rules of this run, with its own inputs: anybody can write a record, so a record never
 * decides that a connection is renewed, nor for how long. A living lock is not taken over, and a renewal that a person
 * began in another mode stays theirs. A failure is that of the journal: then nobody knows what was left behind. Where more
 * records stand there than are looked at, no connection is touched that may be one of theirs.
 */
export async function goOnWithLeftBehind(given: LeftBehind): Promise<Result<readonly DueOutcome[]>> {
  const { ports, projectIds, ids, control } = given;
  const found = await findInterrupted(ports, projectIds, new Set(), ids);
  if (!found.ok) return found;
  const outcomes: DueOutcome[] = [];
  for (const one of found.value) {
    if (one.kind === "unreadable") {
      const id = one.unreadable.connectionId?.toLowerCase() ?? "";
      outcomes.push(skippedOutcome(aboutOf(given.rows, id), "record-unreadable"));
    } else if (one.kind === "readable") {
      outcomes.push(
        control.stop.signal.aborted
          ? skippedOutcome(aboutOf(given.rows, one.renewal.plan.connectionId), "cancelled")
          : await goOnWith(given, one),
      );
    } else if (one.beyond > 0) {
      const seen = new Set(outcomes.map(({ connectionId }) => connectionId));
      const others = [...ids].filter((id) => !seen.has(id));
      outcomes.push(...others.map((id) => skippedOutcome(aboutOf(given.rows, id), "not-looked")));
    }
  }
  return success(outcomes);
}

async function goOnWith(
  given: LeftBehind,
  one: Interrupted & { readonly kind: "readable" },
): Promise<DueOutcome> {
  const { ports, control } = given;
  const { renewal, finding } = one;
  const about = aboutOf(given.rows, renewal.plan.connectionId);
  if (renewal.plan.mode !== "graph") return skippedOutcome(about, "left-by-a-person");
  if (one.runningElsewhere !== null) return skippedOutcome(about, "being-renewed");
  if (finding.code === "could-not-look") return skippedOutcome(about, "not-looked", finding.failure);
  control.report(about.connectionName);
  if (resumed(renewal, finding)?.kind === "verify") {
    // The list was read after the save, so what it tells is the end of the new secret.
    const saved = { ...about, oldUntil: null };
    given.begins(saved);
    const kept = given.keep();
    const end = await resumeRenewal(kept.watching(ports), one, nobody(control));
    return kept.ended(saved, end, "resumed");
  }
  given.begins(about);
  const cleaned = await cleanUpRenewal(ports, one);
  return cleaned.ok
    ? outcomeOf(about, "cleaned-up")
    : { ...outcomeOf(about, "stopped"), failure: cleaned.failure };
}
