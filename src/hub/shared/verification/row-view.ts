import { driftOf, type DriftFinding } from "../../../domain/drift";
import type { Instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import type { Settings } from "../../../domain/settings";
import { severityOf, type Severity } from "../../../domain/severity";
import { isSnoozed } from "../../../domain/summary-cards";
import { standingOf } from "../../../domain/verification/refusal";
import type { Actor } from "../../../domain/failure";
import type { Check } from "../../shell/contracts/hub-state";
import { driftSummary } from "../../../words/drift";
import { agoText, dateText, dateTimeText, utcText, type DateStyle } from "../../../words/expiry";
import { attemptText, snoozedText, verifiedWhen, verifyingText } from "../words/connection";
import { rememberedRemedy, verdictWords } from "../../../words/verdict";
import { listedFacts, type RowFacts, type Verification } from "./row-facts";
import type { Tone } from "../StatusIcon";

type Known = {
  readonly check: Check | null;
  readonly now: Instant;
  readonly dates: DateStyle;
  readonly bands: Settings["bands"];
  readonly user: Actor;
};

/** What is known of a row beyond the list itself: verifications, what was put off, where systems disagree. */
export function factsOf(row: Row, known: Known): RowFacts {
  const { check, now, dates, bands } = known;
  const drift = driftOf(row, now).filter(({ code }) => !isSaidAbove(code));
  const snooze = row.record?.snooze ?? null;
  return {
    ...listedFacts,
    tone: check?.state === "running" ? "running" : tones[severityOf(row, now, bands)],
    drift: drift.length === 0 ? "" : driftSummary(drift),
    snooze:
      snooze !== null && isSnoozed(row, now)
        ? { text: snoozedText(dateText(snooze.until, dates.culture, dates.timeZone)), reason: snooze.reason }
        : null,
    verification: verificationOf(row, known),
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
  const { word, code } = last;
  const { label, next } = verdictWords({ word, code, remedy: rememberedRemedy(word, code) });
  const standing = standingOf(word);
  return {
    tone: standing === "works" ? "good" : standing === "refused" ? "bad" : "soon",
    text: label,
    detail: verifiedWhen(word, agoText(last.at, now)),
    by: last.by.name,
    next: standing === "refused" || standing === "role-missing" ? next : "",
    title: `${dateTimeText(last.at, dates.culture, dates.timeZone)} (${utcText(last.at)})`,
    explained: word !== "verified",
  };
}

const tones: Readonly<Record<Severity, Tone>> = {
  bad: "bad",
  warning: "soon",
  unknown: "unknown",
  good: "good",
  neutral: "neutral",
};
