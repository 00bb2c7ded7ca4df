import type { Failure } from "../domain/failure";
import type { ConnectionTruth, Mode } from "../domain/renewal/renewal";
import { dateTimeText, type DateStyle } from "./expiry";

/** What a renewal that stopped knows of the world when it ends. */
export type StoppedTruth = {
  readonly mode: Mode;
  readonly connection: ConnectionTruth;
  readonly readAt: Parameters<typeof dateTimeText>[0] | null;
  readonly leftBehind: string | null;
  readonly failure: Failure;
};

/**
 * What is still true after a renewal that stopped, for every place that says it: only what this run did and read, never
 * what others may have done meanwhile.
 */
export const stillTrueText = (truth: StoppedTruth, dates: DateStyle): string =>
  `${connectionText(truth, dates)}${leftText(truth.leftBehind)}`;

function connectionText({ mode, connection, readAt, failure }: StoppedTruth, dates: DateStyle): string {
  switch (connection) {
    case "not-saved":
      return "The connection wasn't changed by this renewal.";
    case "untouched":
      return readAt === null
        ? "The connection wasn't changed by this renewal."
        : `The connection wasn't changed: read at ${dateTimeText(readAt, dates.culture, dates.timeZone)}, it was as before.`;
    case "changed-elsewhere":
      return "The connection wasn't changed by this renewal, only by somebody else.";
    case "saved":
      if (failure.code === "azure-devops-failed-to-save")
        return "Azure DevOps marks the connection as failed until a save succeeds. The hub removed no secret.";
      if (failure.code === "renewed-nothing")
        return "The connection may still hold the old secret. The hub removed no secret.";
      return mode === "automatic"
        ? "The connection was saved. What Azure DevOps did with its secrets isn't known."
        : "The connection was saved with the new credential. This renewal didn't remove the old one.";
    case "unknown":
      return mode === "automatic"
        ? "It isn't known whether the connection was saved."
        : "It isn't known whether the connection was saved. This renewal removed no credential that it may hold.";
  }
}

function leftText(leftBehind: string | null): string {
  if (leftBehind === null) return "";
  return leftBehind === "unknown"
    ? " A new secret may be in the app registration, or still appear there."
    : ` The new secret ${leftBehind.slice(0, 8)} wasn't removed.`;
}
