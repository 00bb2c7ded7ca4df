import { isOldIssuer } from "../federation/issuer";
import type { ServiceConnection } from "../service-connection";

/** Types whose tokens are accepted by Microsoft's own services. */
const microsoftTypes: ReadonlySet<string> = new Set(["azurerm", "dockerregistry", "workloadidentityuser"]);

/**
 * Whether the connection signs in somewhere outside Azure with a token of Azure DevOps: by its scheme with the old issuer, or
 * because its type says so in an input. How the vendor tells issuers apart nobody here knows (N6). Pure.
 */
export function signsInOutsideAzure({ type, kind, issuer, asksForTokens }: ServiceConnection): boolean {
  if (microsoftTypes.has(type.toLowerCase())) return false;
  return asksForTokens || (kind === "federated" && issuer !== null && isOldIssuer(issuer));
}
