import { driftOf } from "../../../domain/drift";
import { adviceIn, findingRules, type Finding, type Learned } from "../../../domain/findings/finding";
import type { Instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import type { Settings } from "../../../domain/settings";
import type { Severity } from "../../../domain/findings/weight";
import { severityOf } from "../../../domain/severity";
import { isSnoozed } from "../../../domain/summary-cards";
import { standingOf } from "../../../domain/verification/refusal";
import type { Actor } from "../../../domain/failure";
import { stepOf } from "../../../domain/renewal/progress";
import type { Renewal } from "../../../domain/renewal/renewal";
import type { Check } from "../../shell/contracts/hub-state";
import { findingSummary } from "../../../words/finding-labels";
import { agoText, dateText, dateTimeText, utcText, type DateStyle } from "../../../words/expiry";
import { attemptText, snoozedText, verifiedWhen, verifyingText } from "../words/connection";
import { rememberedRemedy } from "../../../domain/verification/remembered-remedy";
import { verdictWords } from "../../../words/verdict";
import { renewalStoppedNext, renewalStoppedText, renewingText, stepTitle } from "../words/steps";
import type { Running } from "../renewals/running";
import { listedFacts, type RowFacts, type Verification } from "./row-facts";
import type { Tone } from "../StatusIcon";

/** What goes on with a connection, or just ended. */
export type Doing = {
  readonly check: Check | null;
  /** The renewal of this visit, under way or just ended. */
  readonly running: Running | null;
};

export type Known = Doing & {
  readonly now: Instant;
  readonly dates: DateStyle;
  readonly bands: Settings["bands"];
  readonly user: Actor;
  readonly learned: Learned;
};

/** What is known of a row beyond the list itself: verifications, what is snoozed, where systems disagree. */
export function factsOf(row: Row, known: Known): RowFacts {
  const { check, now, dates, bands, learned } = known;
  const snooze = row.record?.snooze ?? null;
  return {
    ...listedFacts,
    tone: toneOf(known) ?? tones[severityOf(row, now, bands, learned)],
    drift: shortNames(driftOf(row, now)),
    advice: shortNames(adviceIn(row, now, learned)),
    snooze:
      snooze !== null && isSnoozed(row, now)
        ? { text: snoozedText(dateText(snooze.until, dates.culture, dates.timeZone)), reason: snooze.reason }
        : null,
    verification: verificationOf(row, known),
    verifying: check?.state === "running",
  };
}

/** What goes on, or just went wrong, is the sign of a row before anything that was known of it. */
const toneOf = ({ check, running }: Known): Tone | null => {
  if (check?.state === "running" || running?.ended === false) return "running";
  return stoppedOf(running) === null ? null : "bad";
};

/** A renewal of this visit that ended without a new credential; one that was cancelled says nothing of the connection. */
function stoppedOf(running: Running | null): Extract<Renewal, { readonly stage: "stopped" }> | null {
  const renewal = running?.ended === true ? running.view?.renewal : undefined;
  return renewal?.stage === "stopped" && renewal.failure.code !== "cancelled" ? renewal : null;
}

const shortNames = (findings: readonly Finding[]): string =>
  findingSummary(findings.filter(({ code }) => findingRules[code].named));

/** The last verification: of this visit, else the recorded one, with when and by whom. */
function verificationOf(row: Row, { check, running, now, dates, user }: Known): Verification {
  if (running?.ended === false) {
    const step = running.view?.steps.find(({ state }) => state === "running");
    return {
      ...listedFacts.verification,
      tone: "running",
      text: renewingText(step?.step ?? null),
      detail: attemptText(step?.attempt ?? null),
    };
  }
  const stopped = stoppedOf(running);
  if (stopped !== null)
    return {
      ...listedFacts.verification,
      tone: "bad",
      text: renewalStoppedText,
      detail: stepTitle(stepOf(stopped.during, stopped.plan.mode === "automatic")),
      next: renewalStoppedNext,
    };
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
      ? { ...check.verdict, at: check.at, by: user }
      : recorded && { ...recorded, remedy: rememberedRemedy(recorded.word, recorded.code) };
  if (last === null) return listedFacts.verification;
  const { word, code, remedy } = last;
  const { label, next } = verdictWords({ word, code, remedy });
  const standing = standingOf(word);
  return {
    tone: standing === "works" ? "good" : standing === "refused" ? "bad" : "soon",
    text: label,
    detail: verifiedWhen(word, agoText(last.at, now)),
    by: last.by.name === "" ? null : last.by.name,
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
