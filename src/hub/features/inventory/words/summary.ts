import type { ConnectionKind } from "../../../../domain/service-connection";
import type { Column } from "../../../../domain/view-query";
import { kindText } from "../../../../words/common";

export const filtersName = "More filters";

/** What the list can be sorted by. */
export function sortText(column: Column): string {
  switch (column) {
    case "name":
      return "Name";
    case "expiry":
      return "Urgency";
    case "kind":
      return "Kind";
    case "state":
      return "State";
    case "verification":
      return "Last verification";
    case "app":
      return "App registration";
    case "owner":
      return "Owner";
    case "project":
      return "Project";
    case "modified":
      return "Last change";
  }
}

export const filterLabels = {
  kind: "Kind",
  state: "State",
  app: "App registration",
  owner: "Owner",
  project: "Project",
  sort: "Sort by",
} as const;

export const allText = "All";

/** One choice of a filter with the number of its connections. */
export const choiceText = (label: string, count: number): string => `${label} (${String(count)})`;

export const kindChoice = (kind: ConnectionKind, count: number): string => choiceText(kindText(kind), count);

/** A filter from a link that no connection has. */
export const unlistedText = "Not in this list";

export const directionText = (direction: "ascending" | "descending"): string =>
  direction === "ascending" ? "Ascending" : "Descending";
export const turnAroundName = (direction: "ascending" | "descending"): string =>
  `Order: ${directionText(direction).toLowerCase()}. Turn around`;

export const showSnoozedText = "Show snoozed";
