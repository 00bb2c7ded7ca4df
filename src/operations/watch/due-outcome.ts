import type { Failure } from "../../domain/failure";
import type { Row } from "../../domain/inventory";
import type { Skipped } from "../../domain/watch/renewable";
import type { ReportedRenewal } from "../../domain/watch/report";
import type { TellFailure } from "../../ports/announcements";
import type { RunControl } from "../run-control";
import type { Stop } from "./stop";

/** How one listed connection fared. `skipped` and `failure` say why it was not renewed. */
export type DueOutcome = Omit<ReportedRenewal, "reason"> & {
  readonly skipped: Skipped | null;
  readonly failure: Failure | null;
  readonly vaultFailure: TellFailure | null;
};

/** Whose renewal an outcome tells. */
export type About = Pick<DueOutcome, "connectionId" | "connectionName" | "projectName" | "oldUntil">;

/** A listed connection as the list tells it; where the list lacks it, its id is all that is known. */
export function aboutOf(rows: readonly Row[], id: string): About {
  const connectionId = id.toLowerCase();
  const row = rows.find(({ connection }) => connection.id === connectionId);
  return {
    connectionId,
    connectionName: row?.connection.name ?? connectionId,
    projectName: row?.connection.project.name ?? "",
    oldUntil: row?.expiry.state === "at" ? row.expiry.at : null,
  };
}

export type DueControl = {
  readonly stop: Stop;
  readonly report: (connectionName: string) => void;
  /** Told once, before a run waits until the lock of a run that may have died is over. */
  readonly waiting: (until: number) => void;
};

/** An outcome of which nothing more is known. */
export const outcomeOf = (about: About, outcome: DueOutcome["outcome"]): DueOutcome => ({
  ...about,
  outcome,
  keyId: null,
  until: null,
  proved: null,
  vault: "not-asked",
  skipped: null,
  failure: null,
  vaultFailure: null,
});

/** Nothing was done, for this reason, so there is no old secret to speak of. */
export const skippedOutcome = (
  about: About,
  skipped: Skipped,
  failure: Failure | null = null,
): DueOutcome => ({ ...outcomeOf({ ...about, oldUntil: null }, "skipped"), skipped, failure });

/** Counts against `maxRenewals`. */
export const begun = ({ outcome }: DueOutcome): boolean =>
  outcome === "renewed" || outcome === "resumed" || outcome === "stopped" || outcome === "planned";

/** Nobody is there: nobody pastes, and nobody agrees to save what could not be proved. */
export const nobody = ({ stop }: Pick<DueControl, "stop">): RunControl => ({
  report: () => undefined,
  paste: () => Promise.resolve(null),
  confirmUnproved: () => Promise.resolve(false),
  signal: stop.signal,
});
