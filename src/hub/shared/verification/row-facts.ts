import { notVerifiedText } from "../words/connection";
import type { Tone } from "../StatusIcon";

/** What the verification cell says. */
export type Verification = {
  readonly tone: Tone;
  readonly text: string;
  readonly detail: string;
  /** Who verified; null where nobody did yet. */
  readonly by: string | null;
  /** The next thing to do after a failure; empty where there is none. */
  readonly next: string;
  readonly title: string | undefined;
  /** There is more to read about it. */
  readonly explained: boolean;
};

/** What a row says beyond what Azure DevOps lists. */
export type RowFacts = {
  /** The one sign of the row: never surer than the worst of what is known of it. */
  readonly tone: Tone;
  /** What does not agree, beside the date. */
  readonly drift: string;
  /** What is wiser than a renewal, in short names, beside the type. */
  readonly advice: string;
  readonly snooze: { readonly text: string; readonly reason: string } | null;
  readonly verification: Verification;
  readonly verifying: boolean;
};

/** A row of which nothing is known but the list. */
export const listedFacts: Omit<RowFacts, "tone"> = {
  drift: "",
  advice: "",
  snooze: null,
  verification: {
    tone: "unknown",
    text: notVerifiedText,
    detail: "",
    by: null,
    next: "",
    title: undefined,
    explained: false,
  },
  verifying: false,
};
