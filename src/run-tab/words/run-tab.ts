import { endedBy, type Expiry } from "../../domain/expiry";
import type { Failure, Result } from "../../domain/failure";
import type { UnreadCode } from "../../domain/federation/pipeline-definition";
import type { Instant } from "../../domain/instant";
import type { RunDiagnosis, SignInError } from "../../domain/run/diagnosis";
import type { Verdict } from "../../domain/verification/diagnose";
import { countText, numberText } from "../../words/common";
import { failureWords, stillTrueIn } from "../../words/failure";
import { expiryDetail, expiryText, type DateStyle } from "../../words/expiry";
import { isolated } from "../../words/isolated";
import { explanationOf, remedyText, verdictWords } from "../../words/verdict";

export const titleText = "Service connections of this run";
export const loadingText = "Reading the run…";
export const lookAgainText = "Look again";
export const causeTitle = "Did a credential break this run?";
export const dependsTitle = "What does this run depend on?";
export const messageTitle = "Message";
export const rerunText = "Rerun failed jobs on the run's page";
export const verifyingText = "Verifying…";
export const readingDefinitionText = "Reading the definition…";

export const noRunText =
  "Azure DevOps didn't say which run this page shows. Nothing was read. Reload the page of the run.";

export const inProgressText = "This run is still in progress. What follows covers its steps so far.";

export const fromForkText =
  "This run belongs to a pull request from a fork. Such a run gets no secrets unless the pipeline allows it.";

export const noTimelineText =
  "Azure DevOps keeps no timeline for this run, so its errors can't be read. It may not have started, or its definition didn't compile.";

/** Why the run itself could not be read. */
export function unreadableText(failure: Failure): string {
  if (failure.code === "not-found" || failure.code === "not-permitted")
    return "This run can't be read. It was deleted, or you lack the permission View builds on its pipeline.";
  return failureText("The run couldn't be read.", failure);
}

export function failureText(what: string, failure: Failure): string {
  const { happened, next } = failureWords(failure);
  return `${what} ${happened} ${next}`.trim();
}

export const timelineFailedText = (failure: Failure): string =>
  failureText("The run's errors couldn't be read, so nothing is said of a cause.", failure);
export const connectionsFailedText = (failure: Failure): string =>
  failureText("The service connections couldn't be read.", failure);
export const recordsFailedText = (failure: Failure): string =>
  failureText("Typed dates and earlier verifications couldn't be read.", failure);

export const noConnectionsText =
  "No service connections are listed for you. You may not be allowed to see them: that needs the role User on a connection, which its administrators give under Security.";

export const incompleteText = (count: number): string =>
  `You may not look into ${countText(count, "connection", "connections")} of this project: that needs the role User, and yours is Reader or none.`;

/** The first line of the answer: what was read, and no cause beyond it. */
export function causeText({ signIn, failedSteps, notListed }: RunDiagnosis): string {
  if (signIn.length > 0) return `Yes: ${countText(signIn.length, "sign-in was", "sign-ins were")} refused.`;
  const steps =
    failedSteps === 0
      ? "None of its steps failed."
      : `The messages of ${countText(failedSteps, "failed step", "failed steps")} name none.`;
  const more =
    notListed === 0
      ? ""
      : ` Azure DevOps doesn't list ${countText(notListed, "further message", "further messages")}.`;
  return `No sign-in error in this run. ${steps} Its logs weren't read.${more}`;
}

export const earlierText = (count: number): string =>
  `In an earlier attempt, ${countText(count, "sign-in was", "sign-ins were")} refused. A later attempt followed.`;

export const pathText = (path: readonly string[]): string => path.map(isolated).join(" > ");

export const verdictText = ({ verdict, tokenEnded, unknownCode }: SignInError): string => {
  if (tokenEnded) return `Failed: token expired during the step (${verdict.code})`;
  if (unknownCode) return `Failed: sign-in refused (${verdict.code})`;
  return `Failed: ${verdict.word} (${verdict.code})`;
};

const minuteMs = 60_000;

/** Why, and what to do, in the words of a verification where it has them. */
export function errorText(error: SignInError): string {
  const { verdict, tokenEnded, unknownCode, startedAt, finishedAt, wentOn } = error;
  const after = wentOn ? " The run went on after this step." : "";
  if (unknownCode)
    return `Entra refused the sign-in with a code that isn't known here, so no cause is named. Open the code's page.${after}`;
  if (!tokenEnded) return `${explanationOf(verdict.word)} ${remedyText(verdict.remedy)}${after}`;
  const minutes =
    startedAt === null || finishedAt === null ? null : Math.round((finishedAt - startedAt) / minuteMs);
  const ran =
    minutes === null ? "" : ` The step ended ${countText(minutes, "minute", "minutes")} after it began.`;
  return `The step's federated token was no longer valid when it was used.${ran} A new secret wouldn't help: split the step, or sign in again within it.${after}`;
}

/** Which connections the message speaks of. */
export function holdersText({ appId, connectionIds, by }: SignInError, listed: boolean): string {
  const count = connectionIds.length;
  switch (by) {
    case "nothing":
      if (appId === null) return "The message names no app registration that a visible connection uses.";
      return listed
        ? `App registration ${appId}: no connection that you can see uses it.`
        : `App registration ${appId}. Which connection uses it isn't known.`;
    case "app":
      return count === 1
        ? `App registration ${appId ?? ""}, used by:`
        : `App registration ${appId ?? ""}, used by ${numberText(count)} connections:`;
    case "subject":
      return `The message names the federation subject of:`;
    case "tenant":
      return `The message names the tenant of:`;
  }
}

/**
 * What is known of an end, together with what this run met: a sign-in with the connection's app registration that was refused
 * as expired, which the connection may or may not have made.
 */
export function endText(expiry: Expiry, refusedAsExpired: boolean, now: Instant, dates: DateStyle): string {
  const known = `${expiryText(expiry, now, dates)} (${expiryDetail(expiry, dates)})`;
  if (!refusedAsExpired || endedBy(expiry, now) !== "no") return known;
  return expiry.state === "unknown"
    ? "May have expired: this run's sign-in with its app registration was refused as expired. No date is known."
    : `${known}. This run's sign-in with its app registration was refused as expired, so it may have expired already.`;
}

/** The date is somebody's note or word, so it is told as that. */
export const expiredDuringText = (day: string): string =>
  `The date known for it, ${day}, is a day of this run: steps before this one may still have signed in with it.`;

export const changedText = (changed: "renewed" | "saved"): string =>
  changed === "renewed"
    ? "Renewed since: run it again."
    : "Saved since this step failed. If that was a renewal, run it again.";

/** What a verification of this visit came to. */
export function verificationLine(verification: Result<Verdict>): string {
  if (!verification.ok)
    return failureText(`Not verified. ${stillTrueIn("verification")}`, verification.failure);
  const verdict = verification.value;
  if (verdict.word === "verified") return "Verification succeeded";
  const { label, explanation, next } = verdictWords(verdict);
  return verdict.failure === null
    ? `${label}. ${explanation} ${next}`
    : failureText(`${label}.`, verdict.failure);
}

export const renewName = (name: string): string => `Renew ${isolated(name)}`;
export const federationName = (name: string): string => `Federation of ${isolated(name)}`;
export const detailsName = (name: string): string => `Details of ${isolated(name)}`;
export const verifyName = (name: string): string => `Verify ${isolated(name)}`;

export const definitionFailedText = (failure: Failure): string =>
  failure.code === "not-found"
    ? "The definition of this run is gone, so what it used can't be read."
    : failureText("The definition of this run couldn't be read.", failure);

export const dependsNothingText = "Its definition names no connection that you can see.";

export const openText = (step: string, value: string): string =>
  `Step ${isolated(step)} takes its connection from ${isolated(value)}, which is known only in a run.`;
export const notVisibleText = (step: string, value: string): string =>
  `Step ${isolated(step)} names ${isolated(value)}: no connection that you can see has this name.`;

export function unreadText(code: UnreadCode, what: string): string {
  switch (code) {
    case "other-branches":
      return "Compiled from the default branch: the run's own branch may use other connections.";
    case "not-compiled":
      return `Azure DevOps couldn't compile ${isolated(what)}, so its connections aren't known.`;
    case "no-right":
      return `You lack the right to read ${isolated(what)}.`;
    default:
      return `Couldn't be read in full: ${isolated(what)}.`;
  }
}
