import { countText, numberText } from "../../../../words/common";

export const filtersName = "More filters";

export const filterLabels = {
  projects: "Project",
  kinds: "Kind",
  states: "State",
  findings: "Finding",
  apps: "App registration",
  owners: "Owner",
} as const;

/** The filter of a widget's link: everything that has expired or expires in so many days. */
export const withinText = (days: number): string => `Expires within ${countText(days, "day", "days")}`;

/** One choice of a filter with the number of its connections. */
export const choiceText = (label: string, count: number): string => `${label} (${numberText(count)})`;

/** A filter with what is chosen in it: "Kind", "Kind: Manual", "Kind: Manual (+2)". Null is what no connection has. */
export function chosenText(label: string, chosen: readonly (string | null)[]): string {
  const [first] = chosen;
  if (first === undefined) return label;
  const more = chosen.length === 1 ? "" : ` (+${numberText(chosen.length - 1)})`;
  return `${label}: ${first ?? unlistedText}${more}`;
}

/** A filter from a link that no connection has. */
const unlistedText = "not in this list";

export const searchText = (label: string): string => `Search in ${label.toLowerCase()}`;
export const clearText = "Clear";

export const showSnoozedText = "Show snoozed";
