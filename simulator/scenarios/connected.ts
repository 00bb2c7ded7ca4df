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
  return world;
}
