import { isManagedByTerraform } from "../findings/terraform";
import { daysBetween, type Instant } from "../instant";
import type { Row } from "../inventory";
import type { RenewOptions } from "./options";

/** Why a listed connection is not renewed without a person. */
export type Skipped =
  | "not-in-sight"
  | "no-secret-to-renew"
  | "azure-devops-makes-its-secret"
  | "certificate"
  | "end-unknown"
  | "not-due"
  | "disabled"
  | "managed-by-terraform"
  | "unused"
  | "most-reached"
  | "not-working-now"
  | "not-verified"
  | "may-not-save"
  | "no-journal"
  | "graph-not-connected"
  | "not-confirmed"
  | "left-by-a-person"
  | "record-unreadable"
  | "not-looked"
  | "being-renewed"
  | "interrupted"
  | "cancelled";

/** Reasons that say nobody could look or record: they are never told as if there were nothing to do. */
export const isUnread = (skipped: Skipped | null): boolean =>
  skipped === "no-journal" || skipped === "record-unreadable" || skipped === "not-looked";

/**
 * Whether a run without a person may renew a listed connection, as far as the list tells; null where it may. An automatic
 * connection would be left failed (E16), and what has no known end is nobody's to guess. Pure.
 */
export function skippedBecause(row: Row, options: RenewOptions, now: Instant): Skipped | null {
  const { connection, cliff, expiry } = row;
  if (connection.incomplete) return "not-in-sight";
  if (connection.kind === "automatic") return "azure-devops-makes-its-secret";
  if (connection.kind === "certificate") return "certificate";
  if (connection.kind !== "manual") return "no-secret-to-renew";
  if (isManagedByTerraform(connection.description, null)) return "managed-by-terraform";
  if (connection.disabled) return "disabled";
  if (expiry.state === "unknown" || cliff === null) return "end-unknown";
  return daysBetween(now, cliff) <= options.withinDays ? null : "not-due";
}
