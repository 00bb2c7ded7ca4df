import type { InputProblem } from "../../domain/watch/options";
import { countText } from "../common";

/** What is wrong with an input, and what to enter instead. */
export function inputProblemText(problem: InputProblem): string {
  switch (problem.code) {
    case "both-connections":
      return "Both azureDevOpsConnection and azureSubscription are set. Set one of them: a run has one identity.";
    case "not-a-number":
      return `${problem.input} takes a whole number from ${String(problem.least)} to ${String(problem.most)}.`;
    case "unknown-choice":
      return `${problem.input} takes one of: ${problem.choices.join(", ")}.`;
    case "fail-after-warn":
      return "failDays is greater than warnDays. A run warns before it fails, so set warnDays to at least failDays.";
    case "nothing-allowed-to-renew":
      return "renew is on, but renewOnly names no connection. List the IDs of the connections that may be renewed, one on each line.";
    case "not-a-connection-id":
      return `renewOnly holds ${countText(problem.count, "line that is", "lines that are")} no connection ID. An ID has 32 digits with hyphens; the hub shows it under Details.`;
    case "renewal-needs-service-principal":
      return "renew: due needs an identity of its own. Set azureSubscription or azureDevOpsConnection: the job's token can't create a secret.";
    case "vault-incomplete":
      return "keyVaultName and keyVaultSecret belong together. Set both or neither.";
    case "vault-not-a-name":
      return problem.input === "keyVaultName"
        ? "keyVaultName takes the name of a key vault, without https:// and without .vault.azure.net."
        : "keyVaultSecret takes letters, digits and hyphens. {connection} in it stands for the connection's ID.";
    case "one-vault-name-for-many":
      return "keyVaultSecret is the same for every connection of renewOnly. Put {connection} into it, so that no value replaces another one's.";
    case "artifact-not-a-name":
      return "artifactName takes letters, digits, spaces, dots, hyphens and underscores, and begins with a letter or digit.";
    case "webhook-not-https":
      return `${problem.input} takes an address that begins with https://.`;
  }
}
