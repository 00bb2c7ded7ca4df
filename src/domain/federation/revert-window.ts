import type { Instant } from "../instant";

/** Whether a conversion can still be taken back, and for how long (W35). */
export type RevertWindow =
  | { readonly open: true; readonly until: Instant }
  | { readonly open: false; readonly reason: "over" | "no-deadline" | "not-federated" };

/** The window as Azure DevOps states it; it is never computed from our own clock. */
export function revertWindow(
  connection: { readonly scheme: string; readonly revertDeadline: Instant | null },
  now: Instant,
): RevertWindow {
  if (connection.scheme.toLowerCase() !== "workloadidentityfederation") {
    return { open: false, reason: "not-federated" };
  }
  if (connection.revertDeadline === null) return { open: false, reason: "no-deadline" };
  return now < connection.revertDeadline
    ? { open: true, until: connection.revertDeadline }
    : { open: false, reason: "over" };
}
