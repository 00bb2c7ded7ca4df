import type { AzureDevOps } from "../../adapters/azure-devops/azure-devops";
import type { SdkHost } from "../../adapters/host/sdk-host";
import type { CallLog } from "../../adapters/http/call-log";
import type { SlowDown } from "../../adapters/http/slow-down";
import type { ServiceConnections } from "../../ports/service-connections";

/** What the interface finds ready when it starts. */
export type Connected = {
  readonly host: SdkHost;
  readonly azureDevOps: AzureDevOps & { readonly slowDown: SlowDown };
  /** The first call for the list, or for the projects, is answered by the one that is under way already. */
  readonly connections: ServiceConnections;
  readonly calls: CallLog;
  readonly fetch: typeof window.fetch;
};
