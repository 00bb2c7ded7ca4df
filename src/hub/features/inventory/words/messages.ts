import type { Failure } from "../../../../domain/failure";
import type { ServiceConnection } from "../../../../domain/service-connection";
import type { Settings } from "../../../../domain/settings";
import type { Verdict } from "../../../../domain/verification/diagnose";
import { countText } from "../../../../words/common";
import { dateText, type DateStyle } from "../../../../words/expiry";
import { failureSentence, type FailureSentence } from "../../../../words/failure";
import { verdictWords } from "../../../../words/verdict";

export const throttledText =
  "Azure DevOps asked the hub to slow down. Calls wait and go on by themselves; nothing is lost.";

export const unreadableRecordsText = (count: number): string =>
  `${countText(count, "record", "records")} of earlier verifications and renewals could not be understood. The list is complete without ${count === 1 ? "it" : "them"}.`;

/** Why dates of Microsoft Graph are missing, in the form of a failure. */
export const graphSentence = (failure: Failure): FailureSentence => failureSentence(failure, "graph");

/** Which Entra application a sign-in would use and who set it: any member can write the settings (P10). */
export function clientText(settings: Settings, dates: DateStyle): string {
  if (settings.clientId === null) return "";
  const { clientIdChangedBy: by, clientIdChangedAt: at } = settings;
  const who = by === null ? "" : `, set by ${by.name}`;
  const when = at === null ? "" : ` on ${dateText(at, dates.culture, dates.timeZone)}`;
  return `It signs you in with the Entra application ${settings.clientId}${who}${when}.`;
}

/** What connecting would add, said before it is asked for. */
export const connectReason =
  "Microsoft Graph tells the exact expiry of each secret and lets the hub create new ones. Without it, dates come from notes and estimates, and renewals are guided.";

export const consentLinkText = "Open the consent page for administrators";

/** Read out when a verification has ended. */
export const verifiedAnnouncement = (connection: ServiceConnection, verdict: Verdict): string =>
  `${connection.name}: ${verdictWords(verdict).label}`;
