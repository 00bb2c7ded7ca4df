import type { FailureSentence } from "../../../words/failure";

/** Parts of the page which can fail by themselves, as a sentence names them. */
export type PagePart =
  | "the title and its actions"
  | "the messages"
  | "the unfinished renewals"
  | "one unfinished renewal"
  | "the summary"
  | "the timeline"
  | "the federation readiness"
  | "the filters"
  | "the list"
  | "this panel"
  | "the panel for several connections";

/** What is said in the place of a part that could not be shown. `error` is the name of its kind, such as `RangeError`. */
export const brokenPartSentence = (part: PagePart, error: string): FailureSentence => ({
  happened: `The hub couldn't show ${part}: it met an error of its own (${error}).`,
  stillTrue: "Showing it changes nothing, and renewals that are under way go on while this page stays open.",
  next: "Try again. If it happens again, reload the page, and report it with this text.",
});

export const showAgainText = "Try again";
export const closePartText = "Close";
