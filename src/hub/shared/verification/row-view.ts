import { driftOf, type DriftFinding } from "../../../domain/drift";
import type { Instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import { isSnoozed } from "../../../domain/summary-cards";
import type { VerdictWord } from "../../../domain/verification/sign-in-errors";
import type { Actor } from "../../../domain/failure";
import type { Check } from "../../shell/contracts/hub-state";
import { driftSummary } from "../../../words/drift";
import { agoText, dateText, dateTimeText, utcText, type DateStyle } from "../../../words/expiry";
import { attemptText, snoozedText, verifiedWhen, verifyingText } from "../words/connection";
import { verdictWords } from "../../../words/verdict";
import { listedFacts, type RowFacts, type Verification } from "./row-facts";
import type { Tone } from "../StatusIcon";

type Known = {
  readonly check: Check | null;
  readonly now: Instant;
  readonly dates: DateStyle;
  readonly user: Actor;
};

/** What is known of a row beyond the list itself: verifications, what was put off, where systems disagree. */
export function factsOf(row: Row, { check, now, dates, user }: Known): RowFacts {
  const drift = driftOf(row, now).filter(({ code }) => !isSaidAbove(code));
  const snooze = row.record?.snooze ?? null;
  return {
    ...listedFacts,
    drift: drift.length === 0 ? "" : driftSummary(drift),
    snooze:
      snooze !== null && isSnoozed(row, now)
        ? { text: snoozedText(dateText(snooze.until, dates.culture, dates.timeZone)), reason: snooze.reason }
        : null,
    verification: verificationOf(row, { check, now, dates, user }),
    verifying: check?.state === "running",
  };
}

/** The cell's own words already tell these two. */
const isSaidAbove = (code: DriftFinding["code"]): boolean =>
  code === "old-issuer" || code === "several-live-credentials";

/** The last verification: of this visit, else the recorded one, with when and by whom. */
function verificationOf(row: Row, { check, now, dates, user }: Known): Verification {
  if (check?.state === "running")
    return {
      ...listedFacts.verification,
      tone: "running",
      text: verifyingText,
      detail: attemptText(check.attempt),
    };

  const recorded = row.record?.verification ?? null;
  // A renewal verifies too, so what was kept can be newer than the last check of this visit.
  const last =
    check !== null && check.at >= (recorded?.at ?? 0)
      ? { word: check.verdict.word, at: check.at, by: user, code: check.verdict.code }
      : recorded;
  if (last === null) return listedFacts.verification;
  return {
    tone: toneOf(last.word),
    text: verdictWords({ word: last.word, code: last.code, remedy: "none" }).label,
    detail: verifiedWhen(last.word, agoText(last.at, now)),
    by: last.by.name,
    title: `${dateTimeText(last.at, dates.culture, dates.timeZone)} (${utcText(last.at)})`,
    explained: last.word !== "verified",
  };
}

/** "Role missing" says that the credential is fine, the last two that nothing was learned: neither is a red one. */
function toneOf(word: VerdictWord): Tone {
  switch (word) {
    case "verified":
      return "good";
    case "credential expired":
    case "credential rejected":
    case "app registration not found":
    case "app registration disabled":
    case "wrong tenant":
    case "blocked by policy":
      return "bad";
    case "role missing":
    case "not propagated yet":
    case "not reachable":
    case "not confirmed":
      return "soon";
  }
}
