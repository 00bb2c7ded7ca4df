import type { Advice } from "../domain/findings/finding";
import { countText } from "./common";
import { dateText, type DateStyle } from "./expiry";

/** What an advice rests on and means, and the one thing to do. */
export type AdviceWords = { readonly means: string; readonly next: string };

/** No surer than what was read (N1-N6). */
export function adviceWords(advice: Advice, { culture, timeZone }: DateStyle): AdviceWords {
  const date = (at: Parameters<typeof dateText>[0]): string => dateText(at, culture, timeZone);
  switch (advice.code) {
    case "managed-by-terraform":
      return {
        means:
          "Its description says that Terraform manages it. The next apply may undo a renewal done here: it can write back the key in its state.",
        next: "Renew it in Terraform, with the block below. If you renew it here, the hub leaves the description as it is.",
      };
    case "azure-devops-token":
      return {
        means: `It holds a token for Azure DevOps itself. Personal access tokens for all organizations stop working on ${date(advice.globalTokensEnd)}. Azure DevOps doesn't show whether this is one.`,
        next: "Create an Azure DevOps service connection that signs in without a token, and let the pipelines use it. The old connection can't be converted.",
      };
    case "unused":
      return {
        means: `${advice.lastUse === "none" ? "Azure DevOps lists no run with it" : `The last run that Azure DevOps lists was on ${date(advice.lastUse)}`}, and no pipeline has permission to use it. A release that never ran with it needs no permission and isn't counted.`,
        next: "Disable it instead of renewing it. Somebody who still needs it can enable it again.",
      };
    case "tenant-forbids-secrets":
      return {
        means:
          "Microsoft Entra refused a new secret in this tenant during this visit, because a policy forbids it. It will refuse the next one too.",
        next: "Convert the connection to workload identity federation, or ask the owner of the policy for an exemption.",
      };
    case "other-holders":
      return {
        means: [
          ...(advice.otherSecrets === 0
            ? []
            : [
                `The app registration holds ${countText(advice.otherSecrets, "other valid secret", "other valid secrets")} that the hub didn't create, so somebody else may sign in as it.`,
              ]),
          ...(advice.vault === null
            ? []
            : [`Settings name the key vault ${advice.vault}, from which others read secrets.`]),
        ].join(" "),
        next: "After the renewal, send the text for other holders. It says what changed and never holds the value.",
      };
    case "issuer-outside-azure":
      return {
        means: `It signs in outside Azure with tokens of Azure DevOps. The old token issuer retires on ${date(advice.at)} and this connection may be affected.`,
        next: "Ask the vendor which issuer their sign-in accepts.",
      };
  }
}
