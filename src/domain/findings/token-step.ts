import { stepToYaml } from "../federation/yaml-text";

const task = { task: "NuGetAuthenticate@1", displayName: null, condition: null, env: {} };

/** Stands where the person puts the organization and the feed. */
const feedToFillIn = "https://pkgs.dev.azure.com/ORGANIZATION/_packaging/FEED/nuget/v3/index.json";

/**
 * The step that signs in to a feed, as it is and as it has to become: `nuGetServiceConnections` refuses the new kind of
 * connection, which is a new one under a name of its own and needs the feed's address beside it (N1). Pure.
 */
export const tokenStep = (connectionName: string): { readonly before: string; readonly after: string } => ({
  before: stepToYaml({ ...task, inputs: { nuGetServiceConnections: connectionName } }),
  after: stepToYaml({
    ...task,
    inputs: { azureDevOpsServiceConnection: `${connectionName}-federated`, feedUrl: feedToFillIn },
  }),
});
