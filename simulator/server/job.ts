import { accessTokenOf } from "../azure-devops/rights";
import type { World } from "../world";
import type { ProxyCredentials } from "./front";

/** What an agent puts into the environment of a task: inputs, connections, variables, its proxy (L7). */
export function jobEnvironment(
  world: World,
  given: {
    inputs: Record<string, string>;
    folder: string;
    proxyUrl: string;
    /** The password of an agent's proxy is a secret variable of the job. */
    proxyCredentials: ProxyCredentials | null;
    certificateFile: string;
  },
): Record<string, string> {
  const { job, organization, projects } = world;
  const root = `https://dev.azure.com/${organization.name}/`;
  const inputs = Object.entries(given.inputs).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const,
  );
  const identities = job.identities.flatMap(({ connectionId, appId, tenantId }) => [
    [`ENDPOINT_AUTH_SCHEME_${connectionId}`, "WorkloadIdentityFederation"] as const,
    [`ENDPOINT_AUTH_PARAMETER_${connectionId}_TENANTID`, tenantId] as const,
    [`ENDPOINT_AUTH_PARAMETER_${connectionId}_SERVICEPRINCIPALID`, appId] as const,
  ]);
  const token = accessTokenOf(job.buildServiceId);
  return {
    ...Object.fromEntries([...inputs, ...identities]),
    ENDPOINT_URL_SYSTEMVSSCONNECTION: root,
    ENDPOINT_AUTH_SYSTEMVSSCONNECTION: JSON.stringify({
      scheme: "OAuth",
      parameters: { AccessToken: token },
    }),
    ENDPOINT_AUTH_SCHEME_SYSTEMVSSCONNECTION: "OAuth",
    ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN: token,
    SYSTEM_COLLECTIONURI: root,
    SYSTEM_COLLECTIONID: organization.id,
    SYSTEM_TEAMPROJECT: projects.find(({ id }) => id === job.projectId)?.name ?? "",
    SYSTEM_TEAMPROJECTID: job.projectId,
    SYSTEM_OIDCREQUESTURI: `${root}${job.projectId}/_apis/distributedtask/hubs/build/plans/${job.planId}/jobs/${job.jobId}/oidctoken`,
    BUILD_BUILDID: "42",
    AGENT_TEMPDIRECTORY: given.folder,
    AGENT_WORKFOLDER: given.folder,
    AGENT_VERSION: "4.265.1",
    AGENT_PROXYURL: given.proxyUrl,
    ...(given.proxyCredentials === null
      ? {}
      : {
          AGENT_PROXYUSERNAME: given.proxyCredentials.username,
          SECRET_AGENT_PROXYPASSWORD: given.proxyCredentials.password,
        }),
    NODE_EXTRA_CA_CERTS: given.certificateFile,
  };
}
