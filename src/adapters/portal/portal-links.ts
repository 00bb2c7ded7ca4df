import { portalOrigin, type Cloud } from "../../domain/cloud";
import type { AppKey, ConnectionRef, ProjectRef, ServiceConnection } from "../../domain/service-connection";

/** A blade of an app registration (G74). Always by app id: no form by object id alone is known. */
export type AppBlade = "Credentials" | "Overview" | "Owners" | "Authentication" | "CallAnAPI";

function portalOf(cloud: Cloud, tenantId: string): string | null {
  const origin = portalOrigin(cloud);
  return origin === null ? null : `${origin}/${encodeURIComponent(tenantId)}`;
}

/** The blade in the portal of the right cloud and tenant; null where no portal is known (G79-G83). */
export function appBlade(key: AppKey, blade: AppBlade): string | null {
  const portal = portalOf(key.cloud, key.tenantId);
  if (portal === null) return null;
  return (
    `${portal}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/${blade}` +
    `/appId/${encodeURIComponent(key.appId)}/isMSAApp~/false`
  );
}

/** Where a person creates a secret: Certificates & secrets of the app registration (G74). */
export const credentialsBlade = (key: AppKey): string | null => appBlade(key, "Credentials");

/** The enterprise application of a service principal (G75). */
export function enterpriseAppBlade(
  key: AppKey,
  spnObjectId: string,
  blade: "Overview" | "Properties" | "Permissions" | "Users",
): string | null {
  const portal = portalOf(key.cloud, key.tenantId);
  if (portal === null) return null;
  return (
    `${portal}/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/${blade}` +
    `/objectId/${encodeURIComponent(spnObjectId)}/appId/${encodeURIComponent(key.appId)}`
  );
}

/** Access control of the subscription, where a missing role is assigned (G71). */
export function subscriptionAccessBlade(connection: ServiceConnection): string | null {
  const { cloud, tenantId, subscriptionId } = connection;
  const origin = portalOrigin(cloud ?? "AzureCloud");
  if (origin === null || tenantId === null || subscriptionId === null) return null;
  return `${origin}/#@${encodeURIComponent(tenantId)}/resource/subscriptions/${encodeURIComponent(subscriptionId)}/users`;
}

/** The service connections of a project in Azure DevOps; the root ends in a slash (P24, A44). */
export const connectionsPage = (organizationUrl: string, project: ProjectRef): string =>
  `${organizationUrl}${encodeURIComponent(project.name)}/_settings/adminservices`;

/** The connection's page in Azure DevOps. */
export const connectionPage = (organizationUrl: string, ref: ConnectionRef): string =>
  `${connectionsPage(organizationUrl, ref.project)}?resourceId=${encodeURIComponent(ref.id)}`;
