import type { Material } from "../../../../domain/renewal/renewal";

/** Labels and names of the renewal panel, of unfinished renewals and of the retirement of old secrets. */
export const stepsName = "Steps";
export const planName = "Plan";
export const offersTitle = "How to renew";
export const handOffTitle = "For the person who has the right";
export const takeOverText = "Take the connection over";

export const dismissText = "Dismiss";
export const resumeText = "Resume";
export const cleanUpText = "Clean up";
export const lookAgainText = "Look again";

export const oldSecretsName = "Old secrets";
export const secretsListName = "Secrets of the app registration";
export const secretEndText = (id: string, date: string): string => `${id}, ends ${date}.`;
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
