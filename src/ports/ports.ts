import type { AppCredentials } from "./app-credentials";
import type { Clock } from "./clock";
import type { Host } from "./host";
import type { PipelineUsage } from "./pipeline-usage";
import type { RenewalJournal } from "./renewal-journal";
import type { Records, SettingsStore } from "./records";
import type { ServiceConnections } from "./service-connections";

/** Everything outside the hub that an operation may use. */
export type Ports = {
  readonly connections: ServiceConnections;
  readonly credentials: AppCredentials;
  readonly usage: PipelineUsage;
  readonly journal: RenewalJournal;
  readonly records: Records;
  readonly settings: SettingsStore;
  readonly host: Host;
  readonly clock: Clock;
};
