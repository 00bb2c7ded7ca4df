import type { World } from "../world";

/**
 * As after an earlier visit in which everybody connected: the settings name the Entra application, and each person has
 * used it. Both are documents as the hub keeps them, so that it signs in without asking.
 */
export function connected(world: World): World {
  const { entraClientId, extensionData, users } = world;
  const settings = { clientId: entraClientId, bands: [30, 14, 7], lifetimeDays: 180, writeNote: true };
  (extensionData["Default"] ??= {})["settings"] = {
    organization: { id: "organization", __etag: 1, schemaVersion: 1, ...settings },
  };
  for (const { id } of users)
    (extensionData[id] ??= {})["$settings"] = {
      acceptedClientId: { id: "acceptedClientId", __etag: 1, value: entraClientId },
    };
  world.tenants[0]?.applications.push({
    id: "0c0c0c0c-2222-4222-8333-444444444444",
    appId: entraClientId,
    displayName: "Service connection renewal",
    signInAudience: "AzureADMyOrg",
    createdAt: 0,
    passwordCredentials: [],
    keyCredentials: [],
    federatedIdentityCredentials: [],
    ownerIds: [],
    deleted: false,
    full: false,
    spaRedirectUris: ["https://dev.azure.com/_public/_MsalPopup"],
    delegatedPermissions: ["c79f8feb-a9db-4090-85f9-90d820caa0eb", "bdfbf15f-ee85-4955-8675-146e8e5296b5"],
  });
  return world;
}
