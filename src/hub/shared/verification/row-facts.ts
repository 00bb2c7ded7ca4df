import { notVerifiedText } from "../words/connection";
import type { Tone } from "../StatusIcon";

/** What the verification cell says. */
export type Verification = {
  readonly tone: Tone;
  readonly text: string;
  readonly detail: string;
  /** Who verified; null where nobody did yet. */
  readonly by: string | null;
  readonly title: string | undefined;
  /** There is more to read about it. */
  readonly explained: boolean;
};

/** What a row says beyond what Azure DevOps lists. */
export type RowFacts = {
  readonly drift: string;
  readonly snooze: { readonly text: string; readonly reason: string } | null;
  readonly verification: Verification;
  readonly verifying: boolean;
};

/** A row of which nothing is known but the list. */
export const listedFacts: RowFacts = {
  drift: "",
  snooze: null,
  verification: {
    tone: "unknown",
    text: notVerifiedText,
    detail: "",
    by: null,
    title: undefined,
    explained: false,
  },
  verifying: false,
};
