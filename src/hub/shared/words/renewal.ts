import { numberText } from "../../../words/common";
import type { ModeReason, PlanWarning, Refusal } from "../../../domain/renewal/plan";
import type { FailureSentence } from "../../../words/failure";

/** Why this mode fits. */
export function reasonText(reason: ModeReason): string {
  switch (reason) {
    case "azure-devops-makes-the-secret":
      return "Azure DevOps created this connection's app registration, so it creates the new secret itself when the connection is saved.";
    case "graph-connected":
      return "Microsoft Graph is connected, so the hub can create the secret in the app registration.";
    case "graph-can-be-connected":
      return "Microsoft Graph isn't connected. With your consent the hub could create the secret for you.";
    case "graph-not-available":
      return "Microsoft Graph isn't connected, so you create the secret in the Azure portal.";
    case "graph-not-in-this-cloud":
      return "Microsoft Graph can't be used for this connection's cloud, so you create the secret in the portal.";
    case "app-in-another-tenant":
      return "The app registration is in another tenant than the one you're signed in to, so you create the secret there, in the Azure portal.";
    case "graph-no-right":
      return "You have no right to read this app registration in Microsoft Graph, so you, or somebody with the right, create the secret in the Azure portal.";
    case "certificate-pasted":
      return "The connection signs in with a certificate, which is created outside the hub and pasted with its key.";
    case "inputs-pasted":
      return "Only the service behind this connection can create the new value, so a person creates it there and pastes it here.";
  }
}
export function warningText(warning: PlanWarning): string {
  switch (warning) {
    case "shared-connection":
      return "The connection is shared with other projects; the change reaches them all.";
    case "shared-app-registration":
      return "Other connections use the same app registration.";
    case "failed":
      return "Azure DevOps marks this connection as failed.";
    case "take-over-is-one-way":
      return "Switching the connection to manual can't be undone.";
    case "other-secrets-at-risk":
      return "When Azure DevOps creates the new secret, it may remove every other secret of this app registration. Whoever uses one of them can't sign in anymore.";
    case "other-secrets-not-known":
      return "When Azure DevOps creates the new secret, it may remove every other secret of this app registration. Whether there are others isn't known: connect to Microsoft Graph to see them.";
    case "cannot-be-verified":
      return "This type of connection offers no test: the new value is saved without testing it.";
    case "not-recorded":
      return "The hub can't record this renewal at the moment, so an interruption wouldn't be remembered.";
    case "unknown-cloud":
      return "The connection's cloud isn't known, so no portal link can be offered.";
    case "app-gone":
      return "Microsoft Graph doesn't find this app registration in the tenant. Azure DevOps may not be able to create a secret for it.";
    case "app-was-not-found":
      return "The last verification didn't find the app registration in the tenant. If it was deleted, a new secret doesn't help.";
    case "app-was-disabled":
      return "The last verification found sign-in turned off for the app registration. Until it's turned on again, no secret works.";
    case "role-missing":
      return "The last verification found the credential fine and a role missing. A new secret doesn't help: assign the role first.";
    case "wrong-tenant":
      return "The last verification found the wrong tenant in the connection. A new secret doesn't help: correct the tenant first.";
    case "blocked-by-policy":
      return "The last verification was blocked by a policy of the tenant. A new secret doesn't help: ask the policy's owner first.";
  }
}
/** Why nothing can be renewed, with what to do. */
export function refusalSentence(refusal: Refusal): FailureSentence {
  const stillTrue = "The connection wasn't changed.";
  switch (refusal) {
    case "no-secret":
      return { happened: "This connection holds no secret.", stillTrue, next: "There is nothing to renew." };
    case "not-visible":
      return {
        happened: "Azure DevOps doesn't show you this connection's details.",
        stillTrue,
        next: "Ask an administrator of the connection for a role on it.",
      };
    case "save-under-way":
      return {
        happened: "Azure DevOps is still saving this connection.",
        stillTrue,
        next: "Wait a minute, then open this panel again.",
      };
    case "disabled":
      return {
        happened: "The connection is disabled, and Azure DevOps tests no disabled connection.",
        stillTrue,
        next: "Enable it in Azure DevOps, then renew it. If nothing uses it anymore, leave it disabled.",
      };
    case "app-gone":
      return {
        happened: "Microsoft Graph doesn't find this connection's app registration in the tenant.",
        stillTrue,
        next: "Restore it in the Azure portal within 30 days of its deletion, refresh the list, then renew. Or point the connection at another app registration.",
      };
    case "app-disabled":
      return {
        happened: "Sign-in is turned off for this connection's app registration, so no secret works.",
        stillTrue,
        next: "Ask its owner to turn sign-in on again, refresh the list, then renew.",
      };
    case "publish-profile":
      return {
        happened: "Connections with a publish profile can't be renewed here.",
        stillTrue,
        next: "Download a new publish profile and edit the connection in Azure DevOps.",
      };
    case "registry-refuses-changes":
      return {
        happened: "Azure DevOps refuses new credentials for this kind of registry connection.",
        stillTrue,
        next: "Create a new connection in Azure DevOps and let the pipelines use it.",
      };
    case "no-confidential-inputs":
      return {
        happened: "This type of connection names no confidential value that could be renewed.",
        stillTrue,
        next: "Edit the connection in Azure DevOps.",
      };
    case "type-unknown":
      return {
        happened: "The type of this connection couldn't be read, so the hub doesn't know what to renew.",
        stillTrue,
        next: "Close this panel and open it again.",
      };
  }
}
export const detailsText = "Details";

/** One plan for several connections of one app registration. */
export const renewTogetherText = (count: number): string =>
  `Plan all ${numberText(count)} connections of this app registration`;
