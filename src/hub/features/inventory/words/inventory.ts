import type { ServiceConnection } from "../../../../domain/service-connection";
import { countText } from "../../../../words/common";
export const listName = "Service connections";
export const filterName = "Filter by name";

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

/** Rows that match and are put off until later. */
export const snoozedAwayText = (count: number): string => `${String(count)} snoozed, not shown`;

export const countShown = (shown: number, all: number): string =>
  shown === all
    ? countText(all, "service connection", "service connections")
    : `${String(shown)} of ${countText(all, "service connection", "service connections")}`;
export const verifyName = (connection: ServiceConnection): string => `Verify ${connection.name}`;

export const projectsProgressText = (read: number, all: number): string =>
  `Read ${String(read)} of ${countText(all, "project", "projects")}`;
export const renewText = "Renew";
export const verifyText = "Verify";
export const verdictTitle = (connection: ServiceConnection): string => `Verification of ${connection.name}`;
export const notKeptText = "The result is shown until you leave this page; it could not be kept.";

/** Words of the two ways in; the rest is loaded with the panels. */
export const rowButtonText = "Federation";
export const rowButtonName = (name: string): string => `Check federation ${name}`;

export const selectAllName = "Select all connections shown";
export const selectName = ({ name }: ServiceConnection): string => `Select ${name}`;
