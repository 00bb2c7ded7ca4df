import type { Failure } from "../../../../domain/failure";
import type { Settings } from "../../../../domain/settings";
import { countText } from "../../../../words/common";
import { failureSentence, type FailureSentence } from "../../../../words/failure";

export const throttledText =
  "Azure DevOps asked the hub to slow down. Calls wait and go on by themselves; nothing is lost.";

export const unreadableRecordsText = (count: number): string =>
  `${countText(count, "record", "records")} of earlier verifications and renewals couldn't be understood. The list is complete without ${count === 1 ? "it" : "them"}.`;

/** Why dates of Microsoft Graph are missing, in the form of a failure. */
export const graphSentence = (failure: Failure): FailureSentence => failureSentence(failure, "graph");

/**
 * Which Entra application a sign-in would use, and which one this person used before. Any member can write the settings,
 * and any name into them (P10), so nobody is named.
 */
export function clientText({ clientId }: Settings, failure: Failure | null): string {
  if (clientId === null) return "";
  const before = failure?.code === "graph-client-not-accepted" ? failure.from : null;
  return before === null
    ? `It signs you in with the Entra application ${clientId}, according to the stored settings.`
    : `The Entra application for the sign-in was changed from ${before} to ${clientId}, according to the stored settings. Connect only if you know the new one.`;
}

/** What connecting brings and what it needs, and that there is a way without; said before it is asked for. */
export const connectReason = (needsClientId: boolean): string =>
  [
    "Connect to Microsoft Graph to see when secrets expire and to create them here.",
    ...(needsClientId ? ["You need the client ID of an Entra app registration."] : []),
    "Without Graph, dates come from notes and estimates.",
  ].join(" ");

/** Puts the offer away for this visit. */
export const goOnWithoutText = "Continue without Graph";

export const copyConsentText = "Copy consent link";
export const consentLinkText = "Open the consent page for administrators";
