import type { ConfigurationProblem } from "../../domain/widget/configuration";
import { countText } from "../../words/common";

export const formName = "What this widget counts";
export const daysLabel = "Warn within (days)";
export const textLabel = "Filter by name";
export const textHint = "Part of a connection's name. Empty for all.";
export const kindsLabel = "Kinds";
export const kindsHint = "None chosen means all.";
export const ownerLabel = "Show who created a connection";
export const everybodySeesText = "Everybody who sees this dashboard can read these settings.";

/** `usual` is what the hub's settings say; null where they could not be read. */
export const daysHint = (usual: number | null): string =>
  usual === null
    ? "From 1 to 365. Empty follows the hub's settings."
    : `From 1 to 365. Empty follows the hub's settings: ${countText(usual, "day", "days")}.`;

export function problemText(problem: ConfigurationProblem): string {
  switch (problem) {
    case "days-out-of-range":
      return "Enter a whole number from 1 to 365, or nothing.";
    case "text-too-long":
      return "Enter at most 200 characters.";
  }
}

export const newerText =
  "A newer version of this extension wrote these settings. Saving here replaces them by what stands below.";
export const damagedText = "The saved settings can't be read. Saving replaces them by what stands below.";
