import type { DriftFinding, DriftStep } from "../domain/drift";
import { countText } from "./common";
import { dateText, type DateStyle } from "./expiry";
import { isolated } from "./isolated";

const date = (at: Parameters<typeof dateText>[0], { culture, timeZone }: DateStyle): string =>
  dateText(at, culture, timeZone);

/** What a finding means. */
export function driftText(finding: DriftFinding, dates: DateStyle): string {
  switch (finding.code) {
    case "newer-credential-not-used": {
      const [first] = finding.newer;
      const one = finding.newer.length === 1;
      const made = one && first !== undefined ? `, created on ${date(first.from, dates)},` : " created";
      const ours = finding.newer.some((one) => one.ours)
        ? " The hub created it for this connection: a renewal was interrupted before it was saved."
        : "";
      return `The app registration holds ${countText(finding.newer.length, "credential", "credentials")}${made} after this connection was last saved on ${date(finding.savedAt, dates)}. The connection can't use ${one ? "it" : "them"}.${ours}`;
    }
    case "recorded-credential-gone":
      return `The note names the secret ${finding.key8}, and the app registration no longer holds it. Sign-ins with it fail.`;
    case "several-live-credentials":
      return finding.current === null
        ? `The app registration holds ${String(finding.count)} valid credentials, which expire between ${date(finding.from, dates)} and ${date(finding.to, dates)}. ${whichText(finding)}`
        : `The app registration holds ${String(finding.count)} valid credentials. This connection uses ${finding.current}; the others may serve other connections.`;
    case "app-gone":
      return "The tenant has no such app registration. The connection can't sign in.";
    case "app-disabled":
      return "Sign-in is switched off for the app registration. The connection can't sign in, whatever secret it holds.";
    case "old-issuer":
      return finding.exempt === "multitenant"
        ? "It uses the old token issuer of Azure DevOps. Its app registration is multitenant, so the retirement on 1 July 2027 may not concern it."
        : finding.exempt === "no"
          ? "It uses the old token issuer of Azure DevOps, which retires on 1 July 2027. From then on it can't sign in."
          : "It uses the old token issuer of Azure DevOps, which retires on 1 July 2027 for all but multitenant app registrations. Connect to Microsoft Graph to see whether this is one.";
    case "creator-inactive":
      return `${isolated(finding.name)}, who created the connection, is no longer active in the organization.`;
  }
}

/** Which of several valid credentials the connection uses, as far as that is known. */
function whichText({ count, tooNew }: Extract<DriftFinding, { code: "several-live-credentials" }>): string {
  const older = count - tooNew;
  if (tooNew === 0) return "Azure DevOps doesn't show which of them it uses.";
  if (older === 0)
    return "All of them were created after the last save, so the connection uses none of them.";
  return older === 1
    ? "Azure DevOps doesn't show whether the connection uses the older one, or one that is no longer valid."
    : `Azure DevOps doesn't show which of the ${String(older)} older ones the connection uses.`;
}

/** The one next thing to do about a finding. `interrupted` where the page lists an interrupted renewal of the connection. */
export function driftStepText(step: DriftStep, interrupted = false): string {
  switch (step) {
    case "renew":
      return "Renew the connection, so that Azure DevOps holds a secret that is known.";
    case "renew-or-clean-up":
      return interrupted
        ? "Close this panel, and choose Resume or Clean up above the list."
        : "Renew the connection through Microsoft Graph. The same panel then offers Retire old secret, which can remove this unused secret too.";
    case "renew-to-be-certain":
      return "Renew the connection: the note then says which secret it uses.";
    case "retire-old-ones":
      return "Once every connection that shares the app registration is verified, remove the secrets nobody uses.";
    case "restore-app":
      return "Restore the app registration within 30 days of its deletion, or point the connection at another one.";
    case "enable-sign-in":
      return "Ask the owner of the app registration whether sign-in may be enabled again.";
    case "update-issuer":
      return "Open the connection in Azure DevOps and update its issuer.";
    case "check-exemption":
      return "Check with the owner of the app registration that it stays multitenant; otherwise update the issuer.";
    case "find-new-owner":
      return "Agree on somebody who looks after the connection and give them the Administrator role on it.";
  }
}
