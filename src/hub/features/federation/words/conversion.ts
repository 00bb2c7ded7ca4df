import { mayHaveHappened, type Failure } from "../../../../domain/failure";
import type { ConversionFailure, Direction, Verified } from "../../../../domain/federation/conversion";
import type { Acceptance, RefusalCode } from "../../../../domain/federation/conversion-plan";
import type { IssuerVerdict } from "../../../../domain/federation/issuer";
import { asSentence, countText } from "../../../../words/common";
import { failureWords } from "../../../../words/failure";
import { factText, nameOfUse } from "./federation";
import { isolated } from "../../../../words/isolated";

/** Why the platform does not allow a conversion, and what to do instead (W24-W26, W36). */
export function refusalText(code: RefusalCode): string {
  switch (code) {
    case "already-federated":
      return "This connection is federated already: it holds no secret.";
    case "no-secret-to-lose":
      return "This connection holds no secret.";
    case "type-without-conversion":
      return "Azure DevOps converts Azure Resource Manager connections only. Keep renewing this one.";
    case "scheme-without-conversion":
      return "Azure DevOps converts connections with a service principal only. A publish profile can be replaced by a federated Azure Resource Manager connection.";
    case "shared":
      return "This connection is shared with other projects. Convert it in Azure DevOps, from the project that owns it, after you looked into all of them.";
    case "shared-from-elsewhere":
      return "Another project owns this connection. It can be converted from there only.";
    case "certificate":
      return "Azure DevOps doesn't state that connections with a certificate convert. Create a second, federated connection and move the pipelines.";
    case "azure-stack":
      return "Azure Stack knows no workload identity federation. Keep the secret and renew it here.";
    case "sovereign-cloud":
      return "Microsoft advises against federation in this cloud. Keep the secret and renew it here.";
    case "cloud-unknown":
      return "The cloud of this connection isn't known, so nobody can say whether it converts.";
    case "not-ready":
      return "Azure DevOps hasn't finished saving this connection. Try again when it is ready.";
    case "not-administrator":
      return "You aren't an administrator of this connection. Ask one to convert it.";
    case "blocked-uses":
      return "Some uses stop working without a secret. Change them first, or split them off to a connection of their own.";
    case "manual-without-credential":
      return "This connection was created manually, so the app registration has to trust it first.";
    case "creation-mode-unknown":
      return "Azure DevOps doesn't say how this connection was created, so it can't be converted from here.";
  }
}

/** What a person accepts, item by item. */
export function acceptanceText(item: Exclude<Acceptance, { readonly kind: "unread" }>): string {
  switch (item.kind) {
    case "not-looked":
      return "Nobody has looked at what uses it.";
    case "review":
    case "unknown":
      return `${nameOfUse(item.use)}: ${factText(item.use.verdict.fact)}`;
    case "action": {
      const action = item.use.verdict.remarks.find((remark) => remark.level === "action");
      return action === undefined ? nameOfUse(item.use) : factText(action.fact);
    }
    case "rights-unknown":
      return "Whether you may change this connection couldn't be found out.";
  }
}

export const unreadAcceptanceText = (count: number): string =>
  `${countText(count, "thing", "things")} that couldn't be looked at, listed above.`;

export const acceptTitle = "Not known, or to be done before";
/** Where Azure DevOps can't revert, nobody is asked to know how (W24). */
export const acceptLabel = (name: string, revertible: boolean): string =>
  `I accept that pipelines listed above may fail after ${isolated(name)} is converted, and ${
    revertible ? "I know how to revert it" : "that it can't be reverted"
  }`;
export const convertText = "Convert to federation";
export const convertingText = "Converting…";
export const revertText = "Revert";
export const revertingText = "Reverting…";

export function stageText(direction: Direction, stage: "converting" | "polling" | "verifying"): string {
  const what = direction === "convert" ? "federation" : "the secret";
  switch (stage) {
    case "converting":
      return `Asking Azure DevOps to change to ${what}…`;
    case "polling":
      return "Azure DevOps is at work; reading until it has settled…";
    case "verifying":
      return "Verifying that the connection signs in…";
  }
}

export function endedText(direction: Direction, verified: Verified): string {
  const done =
    direction === "convert"
      ? "The connection is federated now: it needs no secret."
      : "The connection uses its secret again.";
  switch (verified) {
    case "yes":
      return `${done} Verification succeeded.${direction === "convert" ? " Run one of its pipelines to be sure." : ""}`;
    case "no":
      return direction === "convert"
        ? `${done} But it doesn't sign in yet. Verify it again in a few minutes; if it still fails, revert.`
        : `${done} But it doesn't sign in. The secret may have expired: renew it.`;
    case "not-possible":
      return `${done} It couldn't be verified; run a pipeline that uses it.`;
  }
}

export const revertUntilText = (date: string, days: string): string =>
  `You can revert until ${date} (${days}). Azure DevOps keeps the old secret for that long.`;
export const afterRevertWindow =
  "After that, delete the old secret of the app registration; until then, you need it to revert.";
export const noRevertText: Readonly<Record<"over" | "no-deadline" | "not-federated", string>> = {
  over: "The time to revert is over.",
  "no-deadline": "Azure DevOps can't revert this connection. Its old secret is untouched.",
  "not-federated": "The connection isn't federated, so there is nothing to revert.",
};

/** A failed conversion: what happened, what is still true, what to do (W36). */
export function conversionFailureText(
  reason: ConversionFailure,
  unchanged: boolean,
  writeFailure: Failure | null,
): { readonly happened: string; readonly stillTrue: string; readonly next: string } {
  const stillTrue = unchanged
    ? writeFailure === null || surelyRefused(writeFailure)
      ? "Nothing was changed: the connection signs in as before."
      : "When it was read just now, the connection signed in as before. Azure DevOps may still carry the change out: read the connection again in two minutes."
    : "What Azure DevOps did isn't certain. Read the connection again before you try anything else.";
  const known = reason.code === "other" && writeFailure !== null ? failureWords(writeFailure) : null;
  return known === null ? { ...reasonWords(reason), stillTrue } : { ...known, stillTrue };
}

/** A refusal with a reason below 500 came before anything was done; all else may still be carried out (A90). */
const surelyRefused = (failure: Failure): boolean =>
  !mayHaveHappened(failure) && !(failure.code === "refused" && failure.status >= 500);

function reasonWords(reason: ConversionFailure): { readonly happened: string; readonly next: string } {
  switch (reason.code) {
    case "credential-not-made":
      return {
        happened: "Azure DevOps couldn't create the federated credential on the app registration.",
        next: "Trying again alone doesn't help. Create the credential as shown below, then convert again, or ask an owner of the app registration.",
      };
    case "sign-in-stale":
      return {
        happened:
          "Azure DevOps couldn't sign in to Entra for you: the app is in another tenant, or your sign-in is old.",
        next: "Sign out and in again, or create the credential yourself.",
      };
    case "nothing-to-convert":
      return { happened: "The connection has this scheme already.", next: "Read the list again." };
    case "wrong-project":
      return {
        happened: "The connection is shared, and this project doesn't own it.",
        next: "Convert it from the project that owns it.",
      };
    case "blocked-by-tenant":
      return {
        happened: `A policy of the tenant doesn't allow it. ${asSentence(reason.detail)}`,
        next: "Ask the tenant's administrator, or use a managed identity.",
      };
    case "multitenant-app":
      return {
        happened:
          "The app registration is open to several tenants, which the issuer doesn't serve (AADSTS70052).",
        next: "Change the app registration to single-tenant, or keep the secret.",
      };
    case "credential-not-trusted":
      return {
        happened: `Entra doesn't trust the connection. ${asSentence(reason.detail)}`,
        next: "Compare issuer and subject of the federated credential with those shown here; a new one takes a few minutes.",
      };
    case "cloud-without-federation":
      return {
        happened: "This cloud knows no workload identity federation.",
        next: "Keep the secret and renew it here.",
      };
    case "still-in-progress":
      return {
        happened: `Azure DevOps hasn't finished after five minutes. ${asSentence(reason.detail)}`,
        next: "Read the connection again in a few minutes.",
      };
    case "other":
      return {
        happened: `Azure DevOps refused. ${asSentence(reason.detail)}`,
        next: "Convert it in Azure DevOps, or keep the secret and renew it here.",
      };
  }
}

export const credentialTitle = "Let the app registration trust this connection";
export const credentialIntro =
  "Add a federated credential of the kind “Other issuer” with these values. The old secret stays until you delete it.";
export const computedNote =
  "Issuer and subject are computed. Azure DevOps shows the true ones after the conversion; if they differ, use those.";
export const portalLinkText = "Open the app registration in the Azure portal";
export const throughGraphText = "Add it through Microsoft Graph";
export const addingText = "Adding…";
export const addedText = {
  added: "Microsoft Graph added the federated credential. It may take a few minutes until Entra knows it.",
  exists: "The app registration has this federated credential already.",
} as const;
export const madeLabel = "I have added the federated credential";
export const noTenantText =
  "Azure DevOps doesn't show this connection's tenant, so its subject can't be computed.";

/** What to do about the issuer of a federated connection (W1, W34); empty where there is nothing to say. */
export function issuerText(verdict: IssuerVerdict, date: (at: number) => string): string {
  switch (verdict.kind) {
    case "not-federated":
      return "";
    case "current":
      return "It uses the Entra issuer: nothing of it expires.";
    case "unknown":
      return "Azure DevOps doesn't show its issuer, so nobody can say whether it stops working.";
    case "retires":
      return (
        `It uses the old issuer of Azure DevOps and stops working on ${date(verdict.on)}, in ${countText(verdict.daysLeft, "day", "days")}. ` +
        "Open the connection in Azure DevOps and choose Update to move it to the Entra issuer; it keeps its ID. " +
        "If that fails, add a federated credential with the issuer and subject shown there, then try again." +
        (verdict.exemptionUnknown
          ? " Apps that are open to several tenants are exempt; whether this one is couldn't be looked up."
          : "")
      );
    case "exempt":
      return verdict.because === "sovereign-cloud"
        ? "It uses the old issuer and is exempt from its retirement on 1 July 2027: it is outside of the public cloud."
        : "It uses the old issuer and is exempt from its retirement on 1 July 2027: its app is open to several tenants. Change the app to single-tenant to move it to the Entra issuer, or leave it.";
  }
}

export const issuerLinkText = "Open the connection in Azure DevOps";
