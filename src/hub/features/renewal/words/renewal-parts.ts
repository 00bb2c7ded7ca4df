import type { Credential } from "../../../../domain/credential";
import { short } from "../../../../domain/marker";
import { isolated } from "../../../../words/isolated";
import type { Material } from "../../../../domain/renewal/renewal";

/** Labels and names of the renewal panel, of unfinished renewals and of the retirement of old secrets. */
export const stepsName = "Steps";
export const planName = "Plan";
export const offersTitle = "How to renew";
export const handOffTitle = "For the person who has the right";
export const takeOverText = "Switch to manual";

export const dismissText = "Dismiss";
export const resumeText = "Resume";
export const cleanUpText = "Clean up";
export const lookAgainText = "Look again";

export const oldSecretsName = "Old secrets";
export const secretsListName = "Secrets of the app registration";
export const secretEndText = (id: string, date: string): string => `${id}, expires ${date}.`;

/** The old secrets that the hub leaves, by name, why, and what a person does about them. */
export function keptSecretText(
  secrets: readonly Pick<Credential, "keyId" | "displayName">[],
  reasons: readonly string[],
): string {
  const kept = secrets.map(({ keyId, displayName }) =>
    `${displayName === null ? "" : `${isolated(displayName)} `}(${short(keyId)})`.trim(),
  );
  const one = secrets.length === 1;
  return `The old ${one ? "secret" : "secrets"} ${kept.join(", ")} ${one ? "stays" : "stay"}. ${reasons.join(" ")} When nothing uses ${one ? "it" : "them"} anymore, remove ${one ? "it" : "them"} in the Azure portal:`;
}

export const removedText = "Removed.";
export const removeText = (id: string): string => `Remove ${id} for good`;

/** The name of the field that takes a new value; other inputs go by the name their type gives them. */
export function pasteLabel(material: Material, inputName: string): string {
  switch (material) {
    case "client-secret":
      return "New client secret";
    case "certificate":
      return "New certificate (PEM)";
    case "inputs":
      return inputName;
  }
}
