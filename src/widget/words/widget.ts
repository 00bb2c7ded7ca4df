import type { Expiry } from "../../domain/expiry";
import type { Failure } from "../../domain/failure";
import type { Counted, DueStanding } from "../../domain/widget/counted";
import { certaintyWord } from "../../words/certainty";
import { countText, numberText } from "../../words/common";
import { sourceText } from "../../words/expiry";
import { failureWords } from "../../words/failure";

export const usualName = "Expiring service connections";
export const loadingText = "Reading service connections…";
export const lookAgainText = "Look again";

export const noProjectText =
  "Azure DevOps didn't say which project this dashboard belongs to. Nothing was read.";
export const newerSettingsText =
  "A newer version of this extension wrote this widget's settings. Nothing was counted. Configure it again, or update the extension.";
export const damagedSettingsText =
  "This widget's settings can't be read. Nothing was counted. Configure it again.";

/** The list is empty, or holds nothing that this person may look into: never told as "0". */
export const noRightText = "You may not be allowed to see this project's service connections.";

export const nothingFitsText = "No connection that you can see fits this widget's filter.";

/** Why nothing is counted. */
export function failedText(failure: Failure): string {
  if (failure.code === "not-permitted") return noRightText;
  const { happened, next } = failureWords(failure);
  return `The service connections couldn't be read. ${happened} ${next}`.trim();
}

/** The word that goes with the number, and with its colour: together they are a phrase that is true of all it counts. */
export function standingText(
  standing: DueStanding,
  { rows, overdue, surelyOverdue }: Pick<Counted, "rows" | "overdue" | "surelyOverdue">,
): string {
  switch (standing) {
    case "overdue":
      return surelyOverdue === rows.length ? "overdue" : "due";
    case "due":
      if (overdue === 0) return "due soon";
      return overdue === rows.length ? "may be overdue" : "due";
    case "unsure":
      return "known to be due";
    case "none-due":
      return "due";
  }
}

/** What the number is made of. */
export function countedText(
  { rows, overdue, surelyOverdue }: Pick<Counted, "rows" | "overdue" | "surelyOverdue">,
  days: number,
): string {
  const within = `within ${countText(days, "day", "days")}`;
  if (rows.length === 0) return `None ${within}`;
  if (overdue === 0) return `All ${within}`;
  if (overdue === rows.length) return "All past their date";
  const past = surelyOverdue === overdue ? "overdue" : overdue === 1 ? "past its date" : "past their date";
  return `${numberText(overdue)} ${past}, ${numberText(rows.length - overdue)} ${within}`;
}

export type NoteFacts = Pick<Counted, "undated" | "hidden" | "snoozed"> & {
  readonly recordsRead: boolean;
  readonly settingsRead: boolean;
  /** The days in force where the hub's settings decide them; null where the widget's own do. */
  readonly usualDays: number | null;
  readonly graph: "not-asked" | "asking" | "read" | "failed";
};

/** What the number leaves open, the weightiest first. */
export function noteTexts(facts: NoteFacts): readonly string[] {
  const { undated, hidden, snoozed, recordsRead, settingsRead, usualDays, graph } = facts;
  return [
    ...(recordsRead ? [] : ["Typed dates couldn't be read"]),
    ...(graph === "asking" ? ["Asking Microsoft Graph…"] : []),
    ...(graph === "failed" ? ["Microsoft Graph couldn't be read"] : []),
    ...(undated === 0 ? [] : [`${numberText(undated)} without a date`]),
    ...(hidden === 0 ? [] : [`${numberText(hidden)} you may not look into`]),
    ...(settingsRead || usualDays === null
      ? []
      : [`The hub's settings couldn't be read: ${countText(usualDays, "day", "days")} it is`]),
    ...(snoozed === 0 ? [] : [`${numberText(snoozed)} snoozed`]),
  ];
}

/** How sure a date is: where it comes from if there is room, else in a word unless its own text says so. */
export function sureText(expiry: Expiry, room: "source" | "word"): string {
  switch (expiry.state) {
    case "at":
      if (room === "source") return sourceText(expiry.source);
      return expiry.source === "estimate" ? "" : certaintyWord(expiry) || "certain";
    case "between":
      return "uncertain";
    case "refused-as-expired":
      return "refused at the last verification";
    case "issuer-retires":
      return "certain";
    case "no-secret":
    case "unknown":
      return "";
  }
}

export const openText = "Open in the hub";
export const moreText = (count: number): string => `${numberText(count)} more in the hub`;
