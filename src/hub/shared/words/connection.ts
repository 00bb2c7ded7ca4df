import type { StepAttempt } from "../../../domain/renewal/progress";
import type { ServiceConnection } from "../../../domain/service-connection";
import type { VerdictWord } from "../../../domain/verification/sign-in-errors";
import { isolated } from "../../../words/isolated";

/** A row that is snoozed, where the row says it. */
export const snoozedText = (date: string): string => `Snoozed until ${date}.`;
export const renewName = (connection: ServiceConnection): string => `Renew ${isolated(connection.name)}`;
/** The panel with everything known of one connection, and what opens it. */
export const detailName = (connection: ServiceConnection): string =>
  `Details of ${isolated(connection.name)}`;
export const detailsName = (connection: ServiceConnection): string =>
  `Details of the verification of ${isolated(connection.name)}`;
/** Why a row offers no renewal, in a few words and as a sentence; null where it does. */
export function noRenewalText(
  connection: ServiceConnection,
): { readonly short: string; readonly reason: string } | null {
  if (connection.incomplete)
    return {
      short: "No access",
      reason: "Azure DevOps doesn't show you enough of this connection to renew or verify it.",
    };
  const nothing = "Nothing to renew";
  switch (connection.kind) {
    case "federated":
      return { short: nothing, reason: "It signs in without a secret." };
    case "managed-identity":
      return { short: nothing, reason: "Azure manages the credential of its identity." };
    case "automatic":
    case "manual":
    case "certificate":
    case "other":
      return connection.holds === "nothing" ? { short: nothing, reason: "It holds no secret." } : null;
  }
}
/** What Azure DevOps itself says of the connection, where it is not simply ready. */
export function stateText(connection: ServiceConnection): string | null {
  if (connection.disabled) return "Disabled: pipelines can't use it";
  switch (connection.state) {
    case "failed":
      return "Azure DevOps couldn't finish saving it";
    case "in-progress":
      return "Azure DevOps is still saving it";
    case "ready":
      return connection.incomplete ? "You may not see its details" : null;
  }
}
/** When a connection was last verified; a good result says so in the words of the renewal. */
export const verifiedWhen = (word: VerdictWord, ago: string): string =>
  word === "verified" ? `Verification succeeded ${ago}` : ago;
export const notVerifiedText = "Not verified";
export const verifyingText = "Verifying…";
/** "attempt 3 of 8"; empty for the first one. */
export const attemptText = (attempt: StepAttempt | null): string =>
  attempt === null || attempt.number <= 1 ? "" : `attempt ${String(attempt.number)} of ${String(attempt.of)}`;
