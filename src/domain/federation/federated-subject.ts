import { bash } from "./shells";
import { isGuid } from "./task-reference";

/** Application id of Azure DevOps in Entra, which every subject of the Entra issuer names (W28). */
export const azureDevOpsAppId = "499b84ac-1321-427f-aa17-267ca6975798";

/** What Entra expects in a federated credential for Azure DevOps (W29). */
export const federatedAudience = "api://AzureADTokenExchange";

/** Bytes of a GUID in the order Windows keeps them: the first three groups reversed. Null for other texts. */
function bytesOf(guid: string): readonly number[] | null {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(guid)) return null;
  const groups = guid.split("-").map((group) => (group.match(/../g) ?? []).map((pair) => parseInt(pair, 16)));
  return groups.flatMap((group, index) => (index < 3 ? [...group].reverse() : group));
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A GUID as unpadded base64url of its little-endian bytes (W28); null where the text is no GUID. */
export function guidToBase64Url(guid: string): string | null {
  const bytes = bytesOf(guid);
  if (bytes === null) return null;
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,6}/g) ?? []).map((six) => alphabet[parseInt(six.padEnd(6, "0"), 2)] ?? "").join("");
}

export const entraIssuer = (tenantId: string): string =>
  `https://login.microsoftonline.com/${tenantId.toLowerCase()}/v2.0`;

/**
 * The subject Azure DevOps is expected to use with the Entra issuer (W27, W28). A preview: what Azure DevOps returns
 * counts, and a credential that differs from it is never written.
 */
export function entraSubject(ids: {
  readonly tenantId: string;
  readonly organizationId: string;
  readonly connectionId: string;
}): string | null {
  const [tenant, app] = [guidToBase64Url(ids.tenantId), guidToBase64Url(azureDevOpsAppId)];
  if (tenant === null || app === null) return null;
  return `/eid1/c/pub/t/${tenant}/a/${app}/sc/${ids.organizationId}/${ids.connectionId}`;
}

/** A federated credential to be created manually, with the lines that create it (W31). */
export type FederatedCredential = {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  /** True where issuer and subject come from Azure DevOps, false where they are computed. */
  readonly confirmed: boolean;
};

/** Kinds of value: what a name, an address or a path of a subject is made of, none of which any shell acts on in quotes. */
const isInert = (text: string): boolean => /^[\p{L}\p{N} ._:/@()+~=-]*$/u.test(text);

/**
 * One line for an app registration; needs the right to write its credentials. Null unless the app id is a GUID and every
 * value is of its kind: whoever made the connection chose them, and a quote that bash keeps in a word ends one elsewhere.
 */
export function credentialCommand(appId: string, credential: FederatedCredential): string | null {
  const { name, issuer, subject, audience } = credential;
  if (!isGuid(appId) || ![name, issuer, subject, audience].every(isInert)) return null;
  const parameters = JSON.stringify({ name, issuer, subject, audiences: [audience] });
  return `az ad app federated-credential create --id ${bash.quoted(appId.trim())} --parameters ${bash.quoted(parameters)}`;
}
