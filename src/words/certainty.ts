import type { Expiry } from "../domain/expiry";
import type { Instant } from "../domain/instant";
import { unknownText } from "./expiry";

/** How sure an expiry is, and why, in a sentence. */
export function certaintyText(expiry: Expiry): string {
  switch (expiry.state) {
    case "at":
      switch (expiry.source) {
        case "note-matched-in-graph":
          return "Certain: the note names this secret, and Microsoft Graph shows when it expires.";
        case "only-live-credential":
          return "Likely: it is the only credential of the app registration that is still valid. Azure DevOps doesn't show which one it holds.";
        case "last-credential-expired":
          return "Likely: no credential of the app registration is valid anymore; this one expired last.";
        case "note":
          return "As recorded: the date is in the note of the description. Microsoft Graph wasn't asked or didn't show it.";
        case "typed":
          return "As entered: an administrator typed this date. Nothing confirms it.";
        case "estimate":
          return "Estimated: Azure DevOps creates this secret itself and doesn't show when it expires. It's valid for three months from the last save, two years if older than July 2024.";
      }
      break;
    case "between":
      return "Uncertain: several credentials are valid, and Azure DevOps doesn't show which one it holds. After a renewal, the date is certain.";
    case "refused-as-expired":
      return "Certain that it has expired: the last verification was refused for that reason. The day isn't known.";
    case "no-secret":
      return "Nothing in this connection expires.";
    case "issuer-retires":
      return "Certain: Azure DevOps retires its old token issuer on that day. Multitenant app registrations are exempt.";
    case "unknown":
      return `Not known: ${unknownText(expiry.reason)}.`;
  }
}

/**
 * What is said of an end inside a sentence whose subject is the credential, as sure as it is and no surer: "expired on 23 Nov
 * 2026", "is estimated to expire on 2 Dec 2026". Null where no day is known. `passed` where the day lies behind; `day` writes it.
 */
export function endClause(expiry: Expiry, passed: boolean, day: (at: Instant) => string): string | null {
  switch (expiry.state) {
    case "at":
      return datedClause(expiry.source, passed, day(expiry.at));
    case "between":
      return `expires between ${day(expiry.from)} and ${day(expiry.to)}`;
    case "refused-as-expired":
      return `was refused as expired on ${day(expiry.seenAt)}`;
    case "no-secret":
    case "issuer-retires":
    case "unknown":
      return null;
  }
}

function datedClause(
  source: Extract<Expiry, { state: "at" }>["source"],
  passed: boolean,
  day: string,
): string {
  const told = `${passed ? "expired" : "expires"} on ${day}`;
  switch (source) {
    case "note-matched-in-graph":
      return told;
    case "only-live-credential":
    case "last-credential-expired":
      return `probably ${told}`;
    case "note":
      return `${told}, as its note says`;
    case "typed":
      return `${told}, as an administrator entered`;
    case "estimate":
      return passed ? `is estimated to have expired on ${day}` : `is estimated to expire on ${day}`;
  }
}

/** How sure a date is, in a word, for the title of a calendar entry; empty where it's certain. */
export function certaintyWord(expiry: Expiry): string {
  if (expiry.state === "between") return "earliest";
  if (expiry.state !== "at") return "";
  switch (expiry.source) {
    case "note-matched-in-graph":
      return "";
    case "only-live-credential":
    case "last-credential-expired":
      return "likely";
    case "note":
      return "as noted";
    case "typed":
      return "as entered";
    case "estimate":
      return "estimated";
  }
}
