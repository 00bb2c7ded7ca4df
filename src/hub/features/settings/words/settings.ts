import type { Instant } from "../../../../domain/instant";
import type { Settings, SettingsProblem } from "../../../../domain/settings";
import type { UnreadableLock } from "../../../../ports/renewal-journal";
import type { FailureSentence } from "../../../../words/failure";
import { countText } from "../../../../words/common";
import { isolated } from "../../../../words/isolated";

export const settingsTitle = "Settings";
export const settingsIntro = "These settings apply to every project and every person of the organization.";
export const clientIdLabel = "Entra application (client) ID";
export const clientIdHelp =
  "The app registration that signs you in to Microsoft Graph. Leave it empty to work without Graph.";
export const graphNeedsClientId =
  "To connect to Microsoft Graph, enter the client ID of an Entra app registration that is set up for the hub, then save.";
export const bandsLabel = "Warnings before a credential expires, in days";
export const bandLabels = ["First warning", "Second warning", "Last warning"] as const;
export const bandsHelp =
  "They set the cards above the list, for every connection that shows a date or an estimate.";
export const lifetimeLabel = "Lifetime of a new secret, in days";
export const lifetimeHelp =
  "Applies to secrets that the hub creates through Microsoft Graph, and is what a guided renewal suggests. Azure DevOps chooses it for automatic connections.";
export const namesLabel = "Days that names are kept in the history";
export const namesHelp =
  "For this long, the history shows who renewed, verified, dated or snoozed a connection. What was done, and when, stays.";
export const noteLabel = "Add expiry date to description";
export const noteHelp =
  "Applies to every connection renewed here. The note, such as [secret 1a2b3c4d expires 2027-05-22], shows people without the hub when the secret expires.";
export const terraformLabel = "Description of connections that Terraform manages";
export const terraformHelp =
  "Terraform's own text, Managed by Terraform, is always recognized. Enter yours if it's another; * stands for any text.";
export const vaultLabel = "Key vault with copies of the secrets";
export const vaultHelp =
  "The name of a vault from which others read these secrets. The hub writes nothing there; after a renewal it offers a text for them.";
export const saveText = "Save";
export const cancelText = "Cancel";
export const readingText = "Reading the settings";
export const savingText = "Saving…";

/** What is wrong with a draft, beside the field it is about. */
export function problemText(problem: SettingsProblem): string {
  switch (problem) {
    case "client-id-not-a-guid":
      return "Not a client ID: it looks like 00000000-0000-0000-0000-000000000000. It isn't the app's name, and not a secret.";
    case "bands-not-descending":
      return "Each warning has to come later than the one before: fewer days.";
    case "bands-out-of-range":
      return "Enter whole days from 1 to 365.";
    case "lifetime-out-of-range":
      return "Enter whole days from 1 to 730.";
    case "names-out-of-range":
      return "Enter whole days from 1 to 3650.";
    case "pattern-fits-all":
      return "This would fit every description. Enter a few words of yours, with * for any text.";
    case "vault-not-a-name":
      return "Enter the vault's name alone: 3 to 24 letters, digits and hyphens.";
  }
}

export const resetSettingsText = "Reset settings";

/** Settings that nobody here can read, and what resetting them loses. */
export const settingsProblem: FailureSentence = {
  happened:
    "The stored settings can't be read: they are damaged, or a newer version of this extension wrote them.",
  stillTrue: "They are still stored, and the hub works with the usual settings.",
  next: "Reload the page to get the newest version. Resetting removes them for the whole organization: the client ID of the Entra application, the warnings, the lifetime, and the choice about the renewal note are lost, for a newer version too.",
};

export const resetLockText = (subject: string): string => `Reset lock ${isolated(subject)}`;

/** A lock that nobody here can read, and what resetting it loses. */
export const lockProblem = ({ subject, reason }: UnreadableLock): FailureSentence => ({
  happened:
    reason === "newer-version"
      ? `The lock ${isolated(subject)} was written by a newer version of this extension.`
      : `The lock ${isolated(subject)} is damaged.`,
  stillTrue:
    reason === "newer-version"
      ? "While it is stored, connections of this app registration can't be renewed here."
      : "It keeps nobody from renewing.",
  next:
    reason === "newer-version"
      ? "Reload the page to get the newest version. Resetting removes the lock: if a renewal runs there, a second one can begin beside it."
      : "Resetting removes it. Nothing else is lost.",
});

/** Who changed the client id, or anything, last; empty where nobody did. */
export function changedText(
  what: "client" | "all",
  settings: Settings,
  when: (at: Instant) => string,
): string {
  const by = what === "client" ? settings.clientIdChangedBy : settings.changedBy;
  const at = what === "client" ? settings.clientIdChangedAt : settings.changedAt;
  if (by === null) return "";
  const subject = what === "client" ? "Set" : "Last changed";
  return `${subject} by ${isolated(by.name)}${at === null ? "" : `, ${when(at)}`}.`;
}

/** The word on the button; apart from the rest, which is loaded with the view itself. */
export const openDiagnosticsText = "Diagnostics";
export const openUnattendedText = "Watch unattended";

export const removeHistoryText = "Remove my organization's history";
export const confirmRemovalText = "Remove history";
export const keepHistoryText = "Keep it";
export const removingText = "Removing…";

/** What removing the history loses and what stays, before it is done. */
export const removalSentence: FailureSentence = {
  happened:
    "This removes who renewed and verified connections, when, and how it ended, in every project that you can see, for everybody. It can't be undone.",
  stillTrue:
    "Connections, secrets and the notes in descriptions stay. So do, without names, typed expiry dates, snoozes, and the last result that shows when a secret expires; and the settings, and records of renewals that aren't finished.",
  next: "Other connections show no verification until you verify them again. The audit log of Azure DevOps keeps its own entries.",
};

/** What was removed, and where it could not be. */
export function removedText(done: { readonly records: number; readonly projects: number }): string {
  return `${countText(done.records, "record", "records")} of ${countText(done.projects, "project", "projects")} removed. The list is read again.`;
}

export const removalFailedText = (done: { readonly records: number; readonly projects: number }): string =>
  `Not all of the history was removed: ${countText(done.projects, "project", "projects")} done, with ${countText(done.records, "record", "records")}.`;
