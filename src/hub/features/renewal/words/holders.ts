import type { Credential } from "../../../../domain/credential";
import type { Instant } from "../../../../domain/instant";
import { short } from "../../../../domain/marker";
import type { ServiceConnection } from "../../../../domain/service-connection";
import { isolated } from "../../../../words/isolated";
import { utcText } from "../../../../words/expiry";

export const holdersTitle = "Text for other holders of the secret";
export const holdersExplanation =
  "For people and systems that sign in with a secret of this app registration. It never holds the value.";

export type HoldersFacts = {
  readonly connection: ServiceConnection;
  readonly mode: "automatic" | "graph" | "guided";
  readonly renewedAt: Instant;
  readonly newKeyId: string | null;
  readonly newUntil: Instant;
  /** Live secrets beside the new one; null where Microsoft Graph did not show them. */
  readonly others: readonly Credential[] | null;
  readonly vault: string | null;
  readonly page: string | null;
};

/** What changed, until when the old value works, and how to get the new one; never the value (N5). */
export const holdersText = (facts: HoldersFacts): string =>
  [
    `A new secret was created on ${utcText(facts.renewedAt)} for the app registration ${facts.connection.appId ?? "of the connection"}, because the service connection ${isolated(facts.connection.name)} in the project ${isolated(facts.connection.project.name)} was renewed.`,
    `New secret: ${facts.newKeyId === null ? "key ID not known" : `key ID ${facts.newKeyId}`}, expires ${utcText(facts.newUntil)}.`,
    ...oldText(facts),
    facts.vault === null
      ? "How to get a new one: ask the owner of the app registration for a secret of your own. The new one is in the service connection alone."
      : `How to get the new one: read it from the key vault ${facts.vault}, once its owner has put it there.`,
    ...(facts.page === null ? [] : [facts.page]),
  ].join("\n");

function oldText({ mode, others }: HoldersFacts): readonly string[] {
  if (mode === "automatic")
    return [
      "Azure DevOps created the secret and may have removed the old ones. If your sign-in fails, you need a new one.",
    ];
  if (others === null)
    return ["The hub removed no old secret. Until when the old one works isn't known here."];
  return others.length === 0
    ? ["Microsoft Graph shows no other valid secret."]
    : others.map(
        ({ keyId, hint, until }) =>
          `The secret ${short(keyId)}${hint === null ? "" : ` (begins with ${hint})`} works until ${utcText(until)}, unless somebody removes it before.`,
      );
}
