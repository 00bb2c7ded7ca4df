import type { ServiceConnection } from "../../../../domain/service-connection";
import { countText, numberText } from "../../../../words/common";
import { isolated } from "../../../../words/isolated";

export const listName = "Service connections";
export const filterName = "Filter by name";

/** Names of the columns. */
export const columnNames = {
  name: "Name",
  project: "Project",
  expiry: "Expiry",
  verification: "Verification",
  actions: "Actions",
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

/** Rows that match and are snoozed. */
export const snoozedAwayText = (count: number): string => `${numberText(count)} snoozed, not shown`;

export const countShown = (shown: number, all: number): string =>
  shown === all
    ? countText(all, "service connection", "service connections")
    : `${numberText(shown)} of ${countText(all, "service connection", "service connections")}`;

export const projectsProgressText = (read: number, all: number): string =>
  `Read ${numberText(read)} of ${countText(all, "project", "projects")}`;
export const renewText = "Renew";
export const verdictTitle = (connection: ServiceConnection): string =>
  `Verification of ${isolated(connection.name)}`;
export const notKeptText = "The result is shown until you leave this page; it couldn't be kept.";

/** The menu of everything but Renew. */
export const moreActionsName = (connection: ServiceConnection): string =>
  `More actions for ${isolated(connection.name)}`;
export const menuTexts = {
  verify: "Verify",
  details: "Details",
  federation: "Federation",
  snooze: "Snooze",
  copyLink: "Copy link",
} as const;
export const linkCopiedText = (connection: ServiceConnection): string =>
  `Link to ${isolated(connection.name)} copied`;
export const linkNotCopiedText = (connection: ServiceConnection): string =>
  `The browser didn't allow copying the link to ${isolated(connection.name)}`;

/** A link to a connection that is gone, or that this person may not see: which of the two, nobody tells (A12). */
export const linkLeadsNowhereText =
  "The service connection that this link names isn't in the list. It was deleted, or you may not be allowed to see it.";

export const selectAllName = "Select all connections shown";
export const selectName = ({ name }: ServiceConnection): string => `Select ${isolated(name)}`;
