import type { Context } from "../core/http";
import type { Tenant } from "../world";
import { servicePrincipalByAppId } from "./directory";
import { notFound } from "./graph-errors";

/** Ids of Microsoft Graph's application permissions, the same in every tenant. */
const appRoleIds: Record<string, string> = {
  "Application.Read.All": "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30",
  "Application.ReadWrite.OwnedBy": "18a4783c-866b-4cc7-a460-3d5e5662c884",
  "Application.ReadWrite.All": "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
  "Directory.Read.All": "7ab1d382-f21e-4acd-a863-ba3e13f7da61",
};

/** The application permissions that a service principal was given (L24). */
export function appRolesOf(context: Context, tenant: Tenant, appId: string): Record<string, unknown>[] {
  const principal = servicePrincipalByAppId(tenant, appId);
  if (principal === undefined) throw notFound(appId);
  return (context.world.appRoles[principal.appId] ?? []).flatMap((role) => {
    const appRoleId = appRoleIds[role];
    return appRoleId === undefined
      ? []
      : [
          {
            id: `${principal.id}.${role}`,
            appRoleId,
            principalId: principal.id,
            principalDisplayName: principal.displayName,
            principalType: "ServicePrincipal",
            resourceDisplayName: "Microsoft Graph",
          },
        ];
  });
}
