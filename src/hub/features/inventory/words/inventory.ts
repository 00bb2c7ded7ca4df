import type { VerdictWord } from "../../../../domain/verification/sign-in-errors";
import type { StepAttempt } from "../../../../domain/renewal/progress";
import type { ServiceConnection } from "../../../../domain/service-connection";
import { countText } from "../../../../words/common";

export const pageTitle = "Service connection renewal";
export const listName = "Service connections";
export const filterName = "Filter by name";
export const connectText = "Connect to Microsoft Graph";
export const connectingText = "Connecting…";
export const skipText = "Skip to the list";
export const connectedText = "Microsoft Graph connected";
export const exportText = "Export";
export const settingsText = "Settings";
export const refreshText = "Refresh";
export const tryAgainText = "Try again";
export const loadingText = "Loading service connections";

/** Names of the columns. */
export const columnNames = {
  name: "Name",
  project: "Project",
  kind: "Kind",
  expiry: "Expiry",
  verification: "Verification",
  actions: "Actions",
} as const;

/** An empty list never says "none" alone: Azure DevOps hides what a person may not see (A12). */
export const emptyList = {
  title: "No service connections to show",
  text: "You may not be allowed to see them: Azure DevOps leaves out connections on which you have no role. Ask a project administrator for at least the Reader role, or create a connection under Project settings > Service connections.",
} as const;

/** A filter that leaves nothing; unlike an empty list it says nothing about rights. */
export const nothingMatches = (filter: string, filtered: boolean): string => {
  const text = filter.trim();
  if (!filtered) return `No service connection's name contains "${text}".`;
  return text === ""
    ? "No service connection matches these filters."
    : `No service connection whose name contains "${text}" matches these filters.`;
};

export const clearFiltersText = "Clear filters";

/** A row that is put off, where the row says it. */
export const snoozedText = (date: string): string => `Snoozed until ${date}.`;

/** Rows that match and are put off until later. */
export const snoozedAwayText = (count: number): string => `${String(count)} snoozed, not shown`;

export const countShown = (shown: number, all: number): string =>
  shown === all
    ? countText(all, "service connection", "service connections")
    : `${String(shown)} of ${countText(all, "service connection", "service connections")}`;

export const renewName = (connection: ServiceConnection): string => `Renew ${connection.name}`;
export const verifyName = (connection: ServiceConnection): string => `Verify ${connection.name}`;
/** The panel with everything known of one connection, and what opens it. */
export const detailName = (connection: ServiceConnection): string => `Details of ${connection.name}`;
export const detailsName = (connection: ServiceConnection): string =>
  `Details of the verification of ${connection.name}`;

/** Why a row offers no renewal, in a few words and as a sentence; null where it does. */
export function noRenewalText(
  connection: ServiceConnection,
): { readonly short: string; readonly reason: string } | null {
  if (connection.incomplete)
    return {
      short: "No access",
      reason: "Azure DevOps does not show you enough of this connection to renew or verify it.",
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
  if (connection.disabled) return "Disabled: pipelines cannot use it";
  switch (connection.state) {
    case "failed":
      return "Azure DevOps could not finish saving it";
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

export const projectsProgressText = (read: number, all: number): string =>
  `Read ${String(read)} of ${countText(all, "project", "projects")}`;

export const closeText = "Close";
export const renewText = "Renew";
export const verifyText = "Verify";
export const verdictTitle = (connection: ServiceConnection): string => `Verification of ${connection.name}`;
export const notKeptText = "The result is shown until you leave this page; it could not be kept.";
