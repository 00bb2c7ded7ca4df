import { instant, type Instant } from "../instant";
import type { ServiceConnection } from "../service-connection";

/** From this day on tokens that hold for all organizations are refused (N1). */
export const globalTokensEnd: Instant = instant(Date.UTC(2026, 11, 1));

/** Whether an address is one of Azure DevOps itself; a host that only ends like one is another's. */
export function isAzureDevOpsHost(host: string): boolean {
  const name = host.toLowerCase();
  return ["dev.azure.com", "visualstudio.com"].some((own) => name === own || name.endsWith(`.${own}`));
}

/**
 * Whether a connection holds a token for Azure DevOps itself. Whether the token holds for all organizations nobody can see
 * (N1). Pure.
 */
export const holdsAzureDevOpsToken = ({ kind, holds, host }: ServiceConnection): boolean =>
  kind === "other" && holds === "confidential-inputs" && host !== null && isAzureDevOpsHost(host);
