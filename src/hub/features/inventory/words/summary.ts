import type { ConnectionKind } from "../../../../domain/service-connection";
import { kindText, numberText } from "../../../../words/common";

export const filtersName = "More filters";

export const filterLabels = {
  kind: "Kind",
  state: "State",
  app: "App registration",
  owner: "Owner",
  project: "Project",
} as const;

/** A filter that lets everything through: its own name, as it stands beside others. */
export const anyText = (label: string): string => label;

/** One choice of a filter with the number of its connections. */
export const choiceText = (label: string, count: number): string => `${label} (${numberText(count)})`;

export const kindChoice = (kind: ConnectionKind, count: number): string => choiceText(kindText(kind), count);

/** A filter from a link that no connection has. */
export const unlistedText = "Not in this list";

export const showSnoozedText = "Show snoozed";
