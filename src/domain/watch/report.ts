import type { Failure } from "../failure";
import { isoInstant, type Instant } from "../instant";
import { byUrgency, type Row } from "../inventory";
import type { ProjectRef } from "../service-connection";
import type { Unread } from "../export/table";
import { watchBandOf, type Judgement, type WatchBand, type WatchCounts } from "./judgement";
import type { WatchOptions, WatchPolicy } from "./options";

/** One renewal of a run, as the report tells it. Never a secret. */
export type ReportedRenewal = {
  readonly connectionId: string;
  readonly connectionName: string;
  readonly projectName: string;
  readonly outcome: "planned" | "renewed" | "stopped" | "skipped" | "resumed" | "cleaned-up";
  readonly keyId: string | null;
  readonly until: Instant | null;
  /** True where this run saw a wrong value refused and the new one pass before the save; null where it did not see that. */
  readonly proved: true | null;
  /** Until when the replaced secret stays valid; null where that is not known. */
  readonly oldUntil: Instant | null;
  /** A failure's code or a refusal; null where nothing went wrong. */
  readonly reason: string | null;
  /** `value-unknown`: an earlier run made the value and was interrupted, so there was nothing to write. */
  readonly vault: "written" | "refused" | "value-unknown" | "not-asked";
};

/** Everything a run found, for the summary and the artifact. */
export type WatchReport = {
  readonly madeAt: Instant;
  readonly organization: { readonly id: string; readonly name: string };
  readonly scope:
    | { readonly kind: "project"; readonly project: ProjectRef }
    | { readonly kind: "organization" };
  readonly identity: { readonly kind: WatchOptions["identity"]; readonly name: string };
  readonly policy: WatchPolicy;
  readonly projects: number;
  readonly rows: readonly Row[];
  readonly unread: readonly Unread[];
  readonly judgement: Judgement;
  readonly counts: WatchCounts;
  readonly renewals: readonly ReportedRenewal[];
};

/** Raised with every change that a reader of version 1 would misread. */
export const reportVersion = 1;

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The report as plain data of `docs/watch-report.schema.json`: dates in ISO 8601, connections most urgent first. */
export function reportJson(report: WatchReport): Json {
  const { madeAt, organization, scope, identity, policy, judgement, counts } = report;
  return {
    schemaVersion: reportVersion,
    madeAt: isoInstant(madeAt),
    organization: { ...organization },
    scope:
      scope.kind === "project" ? { kind: "project", project: { ...scope.project } } : { kind: scope.kind },
    identity: { ...identity },
    policy: { ...policy },
    result: judgement.result,
    reasons: judgement.reasons.map(({ reason, fails }) => ({ code: reason.code, fails })),
    counts: { ...counts, projects: report.projects },
    connections: [...report.rows]
      .sort((a, b) => byUrgency(a, b))
      .map((row) => connectionJson(row, watchBandOf(row, policy, madeAt), madeAt)),
    unread: report.unread.map(unreadJson),
    renewals: report.renewals.map((one) => ({ ...one, until: iso(one.until), oldUntil: iso(one.oldUntil) })),
  };
}

const iso = (at: Instant | null): string | null => (at === null ? null : isoInstant(at));

function connectionJson(row: Row, band: WatchBand, now: Instant): Json {
  const { connection, expiry, cliff, record } = row;
  const snooze = record?.snooze ?? null;
  const verification = record?.verification ?? null;
  return {
    id: connection.id,
    name: connection.name,
    project: { ...connection.project },
    type: connection.type,
    kind: connection.kind,
    disabled: connection.disabled,
    band,
    endsAt: expiry.state === "refused-as-expired" ? null : iso(cliff),
    endsAtLatest: expiry.state === "between" ? isoInstant(expiry.to) : iso(cliffIfSure(row)),
    source: expiry.state === "at" ? expiry.source : expiry.state,
    unknownBecause: expiry.state === "unknown" ? expiry.reason : null,
    appId: connection.appId,
    snoozedUntil: snooze !== null && snooze.until > now ? isoInstant(snooze.until) : null,
    verification: verification === null ? null : { word: verification.word, at: isoInstant(verification.at) },
  };
}

const cliffIfSure = ({ expiry, cliff }: Row): Instant | null =>
  expiry.state === "refused-as-expired" ? null : cliff;

function unreadJson(part: Unread): Json {
  const code = (failure: Failure | null): string | null => failure?.code ?? null;
  switch (part.kind) {
    case "project":
      return { kind: part.kind, project: { ...part.project }, failure: code(part.failure) };
    case "records":
      return { kind: part.kind, unreadable: part.unreadable, failure: code(part.failure) };
    case "details":
      return { kind: part.kind, connections: part.connections, failure: null };
    case "still-loading":
      return { kind: part.kind, failure: null };
    case "projects":
    case "graph":
    case "settings":
      return { kind: part.kind, failure: code(part.failure) };
  }
}
