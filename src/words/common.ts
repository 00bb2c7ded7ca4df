import type { ConnectionKind } from "../domain/service-connection";
import type { RemoteSystem } from "../domain/failure";

/** The name of a remote system as an administrator knows it. */
export function systemName(system: RemoteSystem): string {
  switch (system) {
    case "azure-devops":
      return "Azure DevOps";
    case "entra":
      return "Microsoft Entra";
    case "graph":
      return "Microsoft Graph";
    case "extension-data":
      return "the extension's data storage in Azure DevOps";
    case "host":
      return "the page around the hub";
    case "hub-script":
      return "a script of this extension";
  }
}

/** What a kind of connection is called in the list. */
export function kindText(kind: ConnectionKind): string {
  switch (kind) {
    case "automatic":
      return "Automatic";
    case "manual":
      return "Manual";
    case "certificate":
      return "Certificate";
    case "federated":
      return "Workload identity federation";
    case "managed-identity":
      return "Managed identity";
    case "other":
      return "Other";
  }
}

/** Who holds the credential of such a connection, in one sentence. */
export function kindExplanation(kind: ConnectionKind): string {
  switch (kind) {
    case "automatic":
      return "Azure DevOps created this connection's app registration and creates its secrets.";
    case "manual":
      return "A person entered this connection's client secret.";
    case "certificate":
      return "The connection signs in with a certificate.";
    case "federated":
      return "The connection signs in without a secret.";
    case "managed-identity":
      return "Azure manages the credential of this identity.";
    case "other":
      return "The connection holds a token or a password of its own kind.";
  }
}

/** "1 project", "3 projects". */
export const countText = (count: number, one: string, many: string): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;

/**
 * A whole number from 0 on with a comma before each three digits: "10,000". Without the browser's tables of a culture, which
 * take a while to get ready the first time.
 */
export const numberText = (count: number): string =>
  count < 1_000
    ? String(count)
    : `${numberText(Math.floor(count / 1_000))},${String(count % 1_000).padStart(3, "0")}`;

/** A stretch of time, rounded to what a person waits for: "30 seconds", "2 minutes". */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1_000));
  return seconds < 90
    ? countText(seconds, "second", "seconds")
    : countText(Math.round(seconds / 60), "minute", "minutes");
}

/** Text from a remote system closed like a sentence; empty stays empty. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** So many names stand in a sentence before the rest is counted. */
const namesListed = 5;

/** "a, b, c, d, e and 3 more", each name in the form that its place needs. */
export function namesText(names: readonly string[], shown: (name: string) => string): string {
  const more = names.length - namesListed;
  const listed = names.slice(0, namesListed).map(shown).join(", ");
  return more > 0 ? `${listed} and ${numberText(more)} more` : listed;
}
