import type { Failure, GraphFailure, RenewalFailure, SignInFailure } from "../domain/failure";
import type { PlanDifference } from "../domain/failure";
import { isGuid } from "../domain/settings";
import type { VerdictWord } from "../domain/verification/sign-in-errors";
import { asSentence, durationText, systemName } from "./common";
import { rememberedRemedy } from "../domain/verification/remembered-remedy";
import { verdictWords } from "./verdict";
import { isolated } from "./isolated";

/** A failure in two sentences: what happened, and what to do. */
export type FailureWords = { readonly happened: string; readonly next: string };

/** Where the failure struck; decides what is still true. */
export type FailureContext =
  | "list"
  | "graph"
  | "records"
  | "records-and-settings"
  | "journal"
  | "settings"
  | "locks"
  | "verification"
  | "hub";

/** A failure in the form of every message: what happened, what is still true, what to do. */
export type FailureSentence = FailureWords & { readonly stillTrue: string };

/** The words of a failure with what is still true at the place where it struck. */
export const failureSentence = (failure: Failure, context: FailureContext): FailureSentence => ({
  ...failureWords(failure),
  stillTrue: stillTrueIn(context),
});

/** The three parts as one text, for messages of one line. */
export const sentenceText = ({ happened, stillTrue, next }: FailureSentence): string =>
  [happened, stillTrue, next].filter((part) => part !== "").join(" ");

/** What a failure left untouched. */
export function stillTrueIn(context: FailureContext): string {
  switch (context) {
    case "list":
      return "No service connection was changed.";
    case "graph":
      return "The list below stays complete; dates that only Microsoft Graph knows are missing.";
    case "records":
      return "The list below is complete, without earlier verifications and renewals.";
    case "records-and-settings":
      return "The list below is complete, without earlier verifications and renewals, and with the usual settings.";
    case "journal":
      return "Whether a renewal was interrupted isn't known. Nothing was changed.";
    case "settings":
      return "The settings are as they were before.";
    case "locks":
      return "Whether a lock can't be read isn't known. No lock was removed.";
    case "verification":
      return "The connection wasn't changed.";
    case "hub":
      return "No service connection was read or changed.";
  }
}

/** What happened and what to do, for every failure there is. */
export function failureWords(failure: Failure): FailureWords {
  switch (failure.code) {
    case "network":
      return {
        happened: `${capital(systemName(failure.system))} couldn't be reached.`,
        next: "Check the network connection, then try again.",
      };
    case "timeout":
      return {
        happened: `${capital(systemName(failure.system))} didn't answer within ${durationText(failure.afterMs)}.`,
        next: "Try again in a minute.",
      };
    case "sign-in-required":
      return {
        happened: `${capital(systemName(failure.system))} answered with a sign-in page: your session has ended.`,
        next: "Reload this page and sign in again.",
      };
    case "not-permitted":
      return {
        happened: told(`${capital(systemName(failure.system))} didn't allow this`, failure.detail),
        next:
          failure.role !== undefined
            ? `Ask an administrator of the service connection for the role ${failure.role} on it.`
            : failure.system === "extension-data"
              ? "Ask an administrator of the organization to look at the extension under Organization settings > Extensions."
              : "Ask an administrator of the service connection, or of the project, for the right to do it.",
      };
    case "organization-administrator-needed":
      return {
        happened: told(
          "Saving a credential needs the role Administrator on this service connection at the organization level, and you don't hold it",
          failure.detail,
        ),
        next: "Ask its creator or another Administrator to add you on the connection's Security page, Organization, or to renew it for you.",
      };
    case "throttled":
      return {
        happened: `${capital(systemName(failure.system))} asked the hub to slow down.`,
        next:
          failure.retryAfterMs === null
            ? "Wait a minute, then try again."
            : `Wait ${durationText(failure.retryAfterMs)}, then try again.`,
      };
    case "unavailable":
      return {
        happened: told(
          failure.status === 0
            ? `${capital(systemName(failure.system))} didn't answer`
            : `${capital(systemName(failure.system))} isn't available (HTTP ${String(failure.status)})`,
          failure.detail,
        ),
        next: "Try again in a minute.",
      };
    case "extension-not-authorized":
      return {
        happened: "Azure DevOps doesn't accept the extension's token (HostAuthorizationNotFound).",
        next: "An organization administrator has to authorize the extension again: Organization settings > Extensions.",
      };
    case "not-found":
      return {
        happened: `${capital(systemName(failure.system))} doesn't find ${isGuid(failure.what) ? "the service connection" : failure.what}, or you may not see it.`,
        next: "Reload the list. If it is still missing, ask an administrator of the project.",
      };
    case "document-conflict":
      return {
        happened:
          "The stored document isn't the one that was read: somebody changed it, or an earlier answer to this page was lost.",
        next: "Reload to see it as it is now, then decide again.",
      };
    case "changed-meanwhile":
      return {
        happened: `${failure.by ?? "Somebody"} changed the service connection meanwhile, so it wasn't saved over that change.`,
        next: "Reload the list, look at the change, then start again.",
      };
    case "converted-meanwhile":
      return {
        happened:
          "The service connection was converted meanwhile and signs in without a secret now, so its test says nothing of the secret.",
        next: "Reload the list and look at the connection.",
      };
    case "unexpected-answer":
      return {
        happened: told(
          `${capital(systemName(failure.system))} gave an answer the hub doesn't understand`,
          failure.detail,
        ),
        next: "Try again. If it happens again, report it with this text.",
      };
    case "refused":
      return {
        happened: told(
          `${capital(systemName(failure.system))} refused the request (HTTP ${String(failure.status)})`,
          failure.detail,
        ),
        next: "Correct what the message names, then try again.",
      };
    case "connection-disabled":
      return {
        happened: "The connection is disabled, and Azure DevOps tests no disabled connection.",
        next: "Enable it in Azure DevOps (the connection's page, More actions), then verify it.",
      };
    case "service-missing":
      return {
        happened: `The page around the hub doesn't offer the service ${failure.service}.`,
        next: "Reload the page. If it stays missing, the hub works without this feature.",
      };
    case "cancelled":
      return { happened: "Stopped at your request.", next: "Start again whenever you like." };
    default:
      return specialWords(failure);
  }
}

type Special = GraphFailure | SignInFailure | RenewalFailure;

function specialWords(failure: Special): FailureWords {
  switch (failure.code) {
    case "lifetime-capped":
      return {
        happened: told("The tenant's policy refuses a secret that is valid for this long", failure.detail),
        next: "Choose a shorter lifetime.",
      };
    case "secrets-forbidden":
      return {
        happened: told("The tenant's policy forbids client secrets on this app registration", failure.detail),
        next: "Use a certificate or workload identity federation, or ask the owner of the policy for an exception.",
      };
    case "no-right-on-app":
      return {
        happened: told("You may not add a secret to this app registration", failure.detail),
        next: "Ask an owner of the app registration or an Application Administrator to add you as an owner, or to create the secret for you.",
      };
    case "app-full":
      return {
        happened: told("The app registration holds as many credentials as Entra allows", failure.detail),
        next: "Remove expired credentials in the Azure portal, then try again.",
      };
    case "app-not-found":
      return {
        happened: "The app registration isn't in this tenant.",
        next: "If it belongs to another tenant, create the secret there and renew in guided mode. If it was deleted, restore it in the Azure portal within 30 days.",
      };
    case "claims-challenge":
      return {
        happened: "A Conditional Access policy wants a fresh sign-in for Microsoft Graph.",
        next: "Connect to Microsoft Graph again.",
      };
    default:
      return signInOrRenewalWords(failure);
  }
}

function signInOrRenewalWords(failure: SignInFailure | RenewalFailure): FailureWords {
  switch (failure.code) {
    case "graph-client-id-missing":
      return {
        happened: "No Entra application is set for Microsoft Graph.",
        next: "Enter its client ID in Settings, or renew in guided mode without it.",
      };
    case "graph-bridge-missing":
      return {
        happened: told("This Azure DevOps page offers no sign-in for extensions", failure.detail),
        next: "Renew in guided mode: the hub leads you to the Azure portal and checks the rest.",
      };
    case "graph-not-connected":
      return {
        happened: "Microsoft Graph isn't connected.",
        next: "Choose Connect to Microsoft Graph to read expiry dates and create secrets here.",
      };
    case "graph-client-not-accepted":
      return {
        happened:
          failure.from === null
            ? `You haven't connected with the Entra application ${failure.to} yet, which the stored settings name.`
            : `The Entra application for the sign-in was changed from ${failure.from} to ${failure.to}, according to the stored settings. Nothing signed in with it.`,
        next: "If you know it, choose Connect to Microsoft Graph on the page, then try again. If you don't, ask who changed the settings.",
      };
    case "graph-consent-needed":
      return {
        happened: told("Microsoft Graph needs your consent", failure.detail),
        next: "Choose Connect to Microsoft Graph and accept the permissions.",
      };
    case "graph-admin-consent-needed":
      return {
        happened: told("Microsoft Graph needs the consent of an Entra administrator", failure.detail),
        next: "Send the consent link to an Entra administrator. Once they have consented, connect again. Guided mode works without it.",
      };
    case "graph-sign-in-cancelled":
      return {
        happened: "The sign-in to Microsoft Graph was closed before it was complete.",
        next: "Connect again, or go on in guided mode.",
      };
    case "graph-wrong-tenant":
      return {
        happened: `The sign-in gave access to tenant ${failure.got}, but the app registration is in tenant ${failure.wanted}.`,
        next: "Renew this connection in guided mode, signed in to its own tenant in the Azure portal.",
      };
    case "graph-scope-missing":
      return {
        happened: `Microsoft Graph was connected without the permission ${failure.scope}.`,
        next: `Add the delegated permission ${failure.scope} to the Entra application and consent to it.`,
      };
    case "graph-sign-in-blocked":
      return {
        happened: told("The sign-in to Microsoft Graph was blocked", failure.detail),
        next: "Ask the owner of the tenant's Conditional Access policies, or go on in guided mode.",
      };
    case "graph-cloud-unsupported":
      return {
        happened: "Microsoft Graph can't be used for app registrations of this cloud.",
        next: "Renew in guided mode: the link opens the portal of the right cloud.",
      };
    default:
      return renewalWords(failure);
  }
}

/** Whether another secret could pass where this one was refused. */
const isOfTheSecret = (verdict: VerdictWord): boolean =>
  verdict === "credential rejected" || verdict === "credential expired" || verdict === "not propagated yet";

function renewalWords(failure: RenewalFailure): FailureWords {
  switch (failure.code) {
    case "credential-refused": {
      const { verdict: word, aadsts: code } = failure;
      const words = verdictWords({ word, code, remedy: rememberedRemedy(word, code) });
      const unclear = failure.verdict === "not confirmed" || failure.verdict === "not reachable";
      return {
        happened: `${unclear ? "The new credential couldn't be tested" : "The new credential was refused"}: ${failure.verdict}${inBrackets(failure.aadsts)}. ${words.explanation}`,
        next: unclear
          ? "Look at what Azure DevOps said, then try again."
          : isOfTheSecret(failure.verdict)
            ? "Create another one and try again, or look at what Azure DevOps said."
            : words.next,
      };
    }
    case "secret-kept":
      return {
        happened:
          "This old secret may not be removed anymore: something changed since the secrets were listed.",
        next: "Choose Retire old secret again to see why it stays.",
      };
    case "plan-changed":
      return {
        happened: `The plan isn't what would be planned now, so nothing of it was done: ${failure.differences.map(differenceText).join("; ")}.`,
        next: "Clean up an interrupted renewal of this connection, then choose Renew to see the plan as it is now.",
      };
    case "not-propagated":
      return {
        happened: `The new credential was still refused after ${durationText(failure.afterMs)}${inBrackets(failure.aadsts)}: Entra hasn't spread it everywhere yet, or it isn't the right one.`,
        next: "Try again in a few minutes.",
      };
    case "proof-void":
      return {
        happened:
          "Azure DevOps accepted a wrong secret as well, so its test proves nothing about this connection.",
        next: "Save and verify afterwards, or stop here.",
      };
    case "renewed-nothing":
      return {
        happened: `Azure DevOps saved the connection, but no new secret was seen${inBrackets(failure.aadsts)}.`,
        next: "Try again. If no new secret is seen then, switch the connection to manual with a secret of your own, which can't be undone.",
      };
    case "azure-devops-failed-to-save":
      return failedSaveWords(failure.detail);
    case "save-timed-out":
      return {
        happened: `Azure DevOps was still saving the connection after ${durationText(failure.afterMs)}.`,
        next: "Wait a few minutes, then verify the connection.",
      };
    case "other-secrets-at-risk":
      return {
        happened:
          "The app registration holds other secrets that are still valid, and Azure DevOps may remove them when it renews this connection.",
        next: "Open the plan again: it shows what may be removed and asks for your agreement.",
      };
    case "outcome-not-read":
      return {
        happened: `Azure DevOps accepted the save, but its result couldn't be read. ${failureWords(failure.cause).happened}`,
        next: "Reload this page: Resume verifies the connection.",
      };
    case "record-moved-on":
      return {
        happened: "The interrupted renewal changed since this page first looked at it.",
        next: "Look again, then decide.",
      };
    case "locked":
      return {
        happened: `${isolated(failure.by)} is renewing ${isolated(failure.connectionName)} or converting it, and it uses the same app registration.`,
        next: "Wait until that has ended, then try again.",
      };
    case "taken-over":
      return {
        happened: "Another tab or person took this renewal over.",
        next: "Follow it there, or reload this page to see how it ended.",
      };
    case "journal-unavailable":
      return {
        happened: told(
          failure.begun
            ? "The renewal couldn't be recorded any further, so it stopped before its next step"
            : "The renewal couldn't be recorded, so it wasn't started",
          failureWords(failure.cause).happened,
        ),
        next: `${failureWords(failure.cause).next} Without a record, an interruption could leave a secret nobody knows of.`,
      };
    case "issue-reply-lost":
      return {
        happened: "Microsoft Graph's answer was lost, so the new secret's text is unknown.",
        next: "Start again: the hub removes the secret that nobody knows, or names it.",
      };
    case "save-not-confirmed":
      return {
        happened: "The connection works, but whether it uses the new secret or the old one isn't known.",
        next: "Keep both secrets and renew again when you have time: after that renewal, it's certain.",
      };
  }
}

/** Which right Azure DevOps lacked when it acted for the person, and who can give it, by what it said (A72). */
function failedSaveWords(detail: string): FailureWords {
  if (/insufficient privileges|permissions to create a microsoft entra/i.test(detail))
    return {
      happened:
        "Azure DevOps couldn't finish saving: you have no right in Microsoft Entra to change this app registration.",
      next: "Ask one of its owners, or an administrator with the Entra role Application Administrator, to add you as an owner of the app registration. Then choose Try again.",
    };
  if (/failed to set azure permission|authorizationfailed/i.test(detail))
    return {
      happened: "Azure DevOps couldn't finish saving: you have no right in Azure to assign the role.",
      next: "Ask for the role Owner or User Access Administrator on the subscription. Then choose Try again.",
    };
  if (/access token|refresh token/i.test(detail))
    return {
      happened: "Azure DevOps couldn't finish saving: it couldn't sign in to Microsoft Entra for you.",
      next: "Sign out of Azure DevOps and in again. Then choose Try again.",
    };
  return {
    happened: told("Azure DevOps couldn't finish saving the connection", detail),
    next: "Correct what Azure DevOps said, then choose Try again.",
  };
}

/** In what a plan differs, as a part of a sentence. */
function differenceText(difference: PlanDifference): string {
  switch (difference) {
    case "no-renewal-offered":
      return "the connection holds no secret that could be renewed now";
    case "other-app-registration":
      return "the connection names another app registration or tenant";
    case "other-kind":
      return "the connection is renewed in another way now";
    case "other-inputs":
      return "the plan writes into other fields than the connection's secret ones";
    case "other-proof":
      return "the connection's type is tested in another way";
    case "take-over-not-agreed":
      return "it would switch an automatic connection to manual, which can't be undone, and you haven't agreed to that";
    case "risk-not-agreed":
      return "it may remove other secrets of the app registration, and you haven't agreed to that";
    case "longer-lifetime":
      return "the new secret would be valid for longer than the settings allow";
    case "made-up":
      return "its record doesn't agree with the connection";
  }
}

const inBrackets = (code: string | null): string => (code === null ? "" : ` (${code})`);
const told = (sentence: string, detail: string): string =>
  detail.trim() === "" ? `${sentence}.` : `${sentence}: ${asSentence(detail)}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
