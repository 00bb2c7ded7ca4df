import type { Failure } from "../../domain/failure";
import type { Skipped } from "../../domain/watch/renewable";
import type { ReportedRenewal } from "../../domain/watch/report";
import type { TellFailure } from "../../ports/announcements";
import type { RunControl } from "../run-control";

/** How one listed connection fared. `skipped` and `failure` say why it was not renewed. */
export type DueOutcome = Omit<ReportedRenewal, "reason"> & {
  readonly skipped: Skipped | null;
  readonly failure: Failure | null;
  readonly vaultFailure: TellFailure | null;
};

/** Whose renewal an outcome tells. */
export type About = Pick<DueOutcome, "connectionId" | "connectionName" | "projectName" | "oldUntil">;

export type DueControl = {
  readonly signal: AbortSignal;
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

/** Nothing was done, for this reason. */
export const skippedOutcome = (
  about: About,
  skipped: Skipped,
  failure: Failure | null = null,
): DueOutcome => ({ ...outcomeOf(about, "skipped"), skipped, failure });

/** Counts against `maxRenewals`. */
export const begun = ({ outcome }: DueOutcome): boolean =>
  outcome === "renewed" || outcome === "resumed" || outcome === "stopped" || outcome === "planned";

/** Nobody is there: nobody pastes, and nobody agrees to save what could not be proved. */
export const nobody = ({ signal }: Pick<DueControl, "signal">): RunControl => ({
  report: () => undefined,
  paste: () => Promise.resolve(null),
  confirmUnproved: () => Promise.resolve(false),
  signal,
});
