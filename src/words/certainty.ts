import type { Expiry } from "../domain/expiry";
import { unknownText } from "./expiry";

/** How sure an expiry is, and why, in a sentence. */
export function certaintyText(expiry: Expiry): string {
  switch (expiry.state) {
    case "at":
      switch (expiry.source) {
        case "note-matched-in-graph":
          return "Certain: the note names this secret, and Microsoft Graph tells its end.";
        case "only-live-credential":
          return "Likely: it is the only credential of the app registration that is still valid. Azure DevOps does not tell which one it holds.";
        case "last-credential-expired":
          return "Likely: no credential of the app registration is valid any more; this one ended last.";
        case "note":
          return "As recorded: the date stands in the note of the description. Microsoft Graph was not asked or did not tell.";
        case "typed":
          return "As entered: an administrator typed this date. Nothing confirms it.";
        case "estimate":
          return "Estimated: Azure DevOps makes this secret itself and does not tell its end. It lives three months from the last save, two years if older than July 2024.";
      }
      break;
    case "between":
      return "Uncertain: several credentials are valid, and Azure DevOps does not tell which one it holds. A renewal makes it certain.";
    case "refused-as-expired":
      return "Certain that it has expired: the last verification was refused for that reason. The day is not known.";
    case "no-secret":
      return "Nothing in this connection expires.";
    case "issuer-retires":
      return "Certain: Azure DevOps stops its old token issuer on that day. Multitenant app registrations are exempt.";
    case "unknown":
      return `Not known: ${unknownText(expiry.reason)}.`;
  }
}
