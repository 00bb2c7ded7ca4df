import type { Result } from "../../domain/failure";
import type { Clock } from "../../ports/clock";
import { azureDevOpsFailure } from "../http/failure-from-response";
import { createSend } from "../http/http";
import { createSlowDown, type SlowDown } from "../http/slow-down";
import type { AzureDevOps } from "./azure-devops";

export type AzureDevOpsAccess = {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly accessToken: () => Promise<Result<string>>;
  readonly roots: () => readonly string[];
  readonly rootOf: (areaId: string) => Promise<string>;
};

/** Azure DevOps for the adapters of this folder, with the brake whose state the hub may show. */
export function connectToAzureDevOps(
  access: AzureDevOpsAccess,
): AzureDevOps & { readonly slowDown: SlowDown } {
  const slowDown = createSlowDown(access.clock);
  const send = createSend({
    system: "azure-devops",
    fetch: access.fetch,
    clock: access.clock,
    slowDown,
    token: access.accessToken,
    roots: access.roots,
    failureOf: azureDevOpsFailure,
  });
  return { send, rootOf: access.rootOf, slowDown };
}
