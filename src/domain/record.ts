import type { Actor } from "./failure";
import type { Instant } from "./instant";
import type { Mode } from "./renewal/renewal";
import type { VerdictWord } from "./verification/sign-in-errors";

/** The last verification of a connection, kept so that it stands in the row after a reload. */
export type VerificationRecord = {
  readonly word: VerdictWord;
  readonly code: string | null;
  readonly at: Instant;
  readonly by: Actor;
};

/** One finished renewal, as an administrator reads it. Never a secret. */
export type RenewalRecord = {
  readonly runId: string;
  readonly mode: Mode;
  readonly outcome: "renewed" | "saved-not-confirmed" | "stopped" | "cleaned-up";
  readonly keyId: string | null;
  readonly until: Instant | null;
  readonly at: Instant;
  readonly by: Actor;
  readonly reason: string | null;
  /** What was estimated as the end of the secret before a save that renewed nothing; absent for every other outcome. */
  readonly endBefore?: Instant;
  /** When the run began, and what its proof was worth; absent in what older versions wrote. */
  readonly startedAt?: Instant;
  readonly proof?: "before-save" | "none";
  readonly verification?: VerdictWord;
};

/** One conversion to workload identity federation, or its way back, as an administrator reads it. */
export type ConversionRecord = {
  readonly runId: string;
  readonly direction: "convert" | "revert";
  readonly outcome: "done" | "failed" | "not-confirmed";
  readonly verified: "yes" | "no" | "not-possible" | null;
  readonly startedAt: Instant;
  readonly at: Instant;
  readonly by: Actor;
};

export type TypedExpiry = { readonly until: Instant; readonly by: Actor; readonly at: Instant };

export type Snooze = {
  readonly until: Instant;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Instant;
};

/** What the hub remembers of one connection, in extension data: anybody can write it, so nothing destructive rests on it alone. */
export type ConnectionRecord = {
  readonly connectionId: string;
  readonly verification: VerificationRecord | null;
  /** Newest first, at most `historyLimit`. */
  readonly renewals: readonly RenewalRecord[];
  /** Newest first, at most `historyLimit`; absent where there was none. */
  readonly conversions?: readonly ConversionRecord[];
  readonly typedExpiry: TypedExpiry | null;
  readonly snooze: Snooze | null;
};

/** Keeps a record within tens of kB (P70). */
export const historyLimit = 20;

export const emptyRecord = (connectionId: string): ConnectionRecord => ({
  connectionId,
  verification: null,
  renewals: [],
  typedExpiry: null,
  snooze: null,
});

/** The last verdict of the credential that the connection holds now; null where there is none, or a save came after it. */
export function verdictSince(
  record: ConnectionRecord | null,
  modifiedAt: Instant | null,
): VerdictWord | null {
  const last = record?.verification ?? null;
  return last !== null && (modifiedAt === null || modifiedAt <= last.at) ? last.word : null;
}

/** The record with one renewal added in front. */
export const withRenewal = (record: ConnectionRecord, renewal: RenewalRecord): ConnectionRecord => ({
  ...record,
  renewals: [renewal, ...record.renewals.filter((kept) => kept.runId !== renewal.runId)].slice(
    0,
    historyLimit,
  ),
});

/** The record with one conversion added in front. */
export const withConversion = (record: ConnectionRecord, conversion: ConversionRecord): ConnectionRecord => ({
  ...record,
  conversions: [
    conversion,
    ...(record.conversions ?? []).filter((kept) => kept.runId !== conversion.runId),
  ].slice(0, historyLimit),
});
