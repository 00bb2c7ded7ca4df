import { unreadOf, type LoadedParts, type Unread } from "../export/table";
import { daysBetween, type Instant } from "../instant";
import type { Row } from "../inventory";
import type { ProjectRef } from "../service-connection";
import type { WatchPolicy } from "./options";

/** Where a connection stands under the policy of a run. Only the earliest possible end counts. */
export type WatchBand =
  | "expired"
  | "within-fail"
  | "within-warn"
  | "later"
  | "unknown"
  | "not-visible"
  | "no-secret";

/** The band of one connection. A snooze does not lower it, and neither does a switched-off connection. Pure. */
export function watchBandOf({ expiry, cliff }: Row, policy: WatchPolicy, now: Instant): WatchBand {
  if (expiry.state === "no-secret") return "no-secret";
  if (expiry.state === "unknown") return expiry.reason === "not-visible" ? "not-visible" : "unknown";
  if (expiry.state === "refused-as-expired" || cliff === null || cliff <= now) return "expired";
  const left = daysBetween(now, cliff);
  if (left <= policy.failDays) return "within-fail";
  return left <= policy.warnDays ? "within-warn" : "later";
}

/** How the renewals of a run ended, as far as its result depends on it. */
export type RenewalCounts = {
  readonly failed: number;
  readonly proofVoid: number;
  readonly vaultRefused: number;
  /** Renewed by an earlier run that was interrupted, so that nobody knows the value any more. */
  readonly vaultUnknown: number;
  /** Not begun, because what earlier runs left behind could not be read, or nothing could be recorded. */
  readonly unread: number;
};

/** What a run read, and what else it did. */
export type Watched = {
  readonly parts: LoadedParts;
  /** Names from the inputs that are no project in sight. */
  readonly missingProjects: readonly string[];
  /** False where the run had no identity for Microsoft Graph or was told not to ask. */
  readonly graphAsked: boolean;
  readonly renewals: RenewalCounts;
  readonly notTold: number;
  /** The run was stopped, so whatever is missing may be missing because of it. */
  readonly cancelled: boolean;
};

/** Why a result is not "succeeded". */
export type Reason =
  | { readonly code: "expired"; readonly count: number }
  | { readonly code: "within-fail"; readonly count: number; readonly days: number }
  | { readonly code: "within-warn"; readonly count: number; readonly days: number }
  | { readonly code: "nothing-read" }
  | { readonly code: "no-project-in-sight" }
  | { readonly code: "project-not-found"; readonly names: readonly string[] }
  | { readonly code: "empty-list"; readonly projects: readonly ProjectRef[] }
  | { readonly code: "unread"; readonly parts: readonly Unread[] }
  | { readonly code: "renewal-failed"; readonly count: number }
  | { readonly code: "proof-void"; readonly count: number }
  | { readonly code: "vault-refused"; readonly count: number }
  | { readonly code: "vault-value-unknown"; readonly count: number }
  | { readonly code: "renewal-unread"; readonly count: number }
  | { readonly code: "not-told"; readonly count: number }
  | { readonly code: "cancelled" };

export type WatchResult = "failed" | "succeeded-with-issues" | "succeeded";

export type Judged = { readonly reason: Reason; readonly fails: boolean };

/** The result with every reason for it, gravest first. */
export type Judgement = { readonly result: WatchResult; readonly reasons: readonly Judged[] };

/** Counts of the task's outputs. `due` is everything that ends within the warning days and has not ended. */
export type WatchCounts = {
  readonly connections: number;
  readonly expired: number;
  readonly due: number;
  readonly unknown: number;
  readonly unreadable: number;
};

/** Parts that were asked for and did not come. Graph counts only where the run asked it; settings are never asked. */
export const unreadIn = ({ parts, graphAsked }: Pick<Watched, "parts" | "graphAsked">): readonly Unread[] =>
  unreadOf(parts).filter(({ kind }) => kind !== "settings" && (kind !== "graph" || graphAsked));

/** The table of results: unreadable is never green, and an empty list proves nothing (E17). Pure. */
export function judge(watched: Watched, policy: WatchPolicy, now: Instant): Judgement {
  const reasons = [...readingReasons(watched, policy), ...expiryReasons(watched, policy, now)];
  const { failed, proofVoid, vaultRefused, vaultUnknown, unread } = watched.renewals;
  if (failed > 0) reasons.push({ reason: { code: "renewal-failed", count: failed }, fails: true });
  if (proofVoid > 0) reasons.push({ reason: { code: "proof-void", count: proofVoid }, fails: true });
  if (vaultRefused > 0) reasons.push({ reason: { code: "vault-refused", count: vaultRefused }, fails: true });
  if (vaultUnknown > 0)
    reasons.push({ reason: { code: "vault-value-unknown", count: vaultUnknown }, fails: true });
  if (unread > 0)
    reasons.push({ reason: { code: "renewal-unread", count: unread }, fails: policy.failOnUnreadable });
  if (watched.notTold > 0)
    reasons.push({ reason: { code: "not-told", count: watched.notTold }, fails: false });
  if (watched.cancelled) reasons.push({ reason: { code: "cancelled" }, fails: policy.failOnUnreadable });
  reasons.sort((a, b) => Number(b.fails) - Number(a.fails));
  const result = reasons.some(({ fails }) => fails)
    ? "failed"
    : reasons.length > 0
      ? "succeeded-with-issues"
      : "succeeded";
  return { result, reasons };
}

function readingReasons(watched: Watched, { failOnUnreadable: fails }: WatchPolicy): Judged[] {
  const { parts, missingProjects } = watched;
  const reasons: Judged[] = [];
  const loaded = parts.projects.filter(({ state }) => state === "loaded");
  const listed = parts.projectsFailure === null && parts.projects.length > 0;
  if (loaded.length === 0 && (listed || parts.projectsFailure !== null))
    reasons.push({ reason: { code: "nothing-read" }, fails: true });
  if (missingProjects.length > 0)
    reasons.push({ reason: { code: "project-not-found", names: missingProjects }, fails: true });
  if (parts.projectsFailure === null && parts.projects.length === 0)
    reasons.push({ reason: { code: "no-project-in-sight" }, fails });
  const filled = new Set(
    parts.rows.flatMap(({ connection }) => [
      connection.project.id,
      ...connection.shares.map(({ project }) => project.id),
    ]),
  );
  const empty = loaded.map(({ project }) => project).filter(({ id }) => !filled.has(id));
  if (empty.length > 0) reasons.push({ reason: { code: "empty-list", projects: empty }, fails });
  const unread = unreadIn(watched);
  if (unread.length > 0) reasons.push({ reason: { code: "unread", parts: unread }, fails });
  return reasons;
}

function expiryReasons({ parts }: Watched, policy: WatchPolicy, now: Instant): Judged[] {
  const { failOn, failDays, warnDays } = policy;
  const bands = parts.rows.map((row) => watchBandOf(row, policy, now));
  const count = (band: WatchBand): number => bands.filter((one) => one === band).length;
  const reasons: Judged[] = [];
  if (count("expired") > 0)
    reasons.push({ reason: { code: "expired", count: count("expired") }, fails: failOn !== "never" });
  if (count("within-fail") > 0)
    reasons.push({
      reason: { code: "within-fail", count: count("within-fail"), days: failDays },
      fails: failOn === "within",
    });
  if (count("within-warn") > 0)
    reasons.push({
      reason: { code: "within-warn", count: count("within-warn"), days: warnDays },
      fails: false,
    });
  return reasons;
}

/** Counts what a run read. Unreadable: projects, connections whose details or app registration, and records. */
export function countsOf(watched: Watched, policy: WatchPolicy, now: Instant): WatchCounts {
  const { parts, graphAsked } = watched;
  const bands = parts.rows.map((row) => watchBandOf(row, policy, now));
  const count = (...wanted: WatchBand[]): number => bands.filter((band) => wanted.includes(band)).length;
  const notLooked = parts.rows.filter(
    ({ app, connection }) =>
      graphAsked &&
      !connection.incomplete &&
      app.state === "not-looked" &&
      app.reason !== "no-app-registration",
  ).length;
  return {
    connections: parts.rows.length,
    expired: count("expired"),
    due: count("within-fail", "within-warn"),
    unknown: count("unknown"),
    unreadable:
      (parts.projectsFailure === null ? 0 : 1) +
      parts.projects.filter(({ state }) => state !== "loaded").length +
      count("not-visible") +
      notLooked +
      (parts.records.state === "failed" ? 1 : 0) +
      parts.records.unreadable,
  };
}
