import {
  credentialsBlade,
  appBlade,
  enterpriseAppBlade,
  subscriptionAccessBlade,
  connectionPage,
} from "../../adapters/portal/portal-links";
export { connectionsPage } from "../../adapters/portal/portal-links";
export { openPage } from "../../adapters/host/open-page";
import type { AppLookup } from "../../domain/credential";
import { type AppKey, type ServiceConnection, appKeyOf, refOf } from "../../domain/service-connection";
import type { Ports } from "../../ports/ports";

/** Pages outside the hub about one connection; null where none is known. */
export type Pages = {
  readonly credentials: string | null;
  readonly app: string | null;
  readonly owners: string | null;
  readonly enterpriseApp: string | null;
  readonly access: string | null;
  readonly connection: string;
};

/** `app`, where it is known, leads to the tenant in which the app registration is at home (G5). */
export function pagesOf(ports: Ports, connection: ServiceConnection, app?: AppLookup): Pages {
  const key = homeKeyOf(connection, app);
  const { spnObjectId } = connection;
  return {
    credentials: key === null ? null : credentialsBlade(key),
    app: key === null ? null : appBlade(key, "Overview"),
    owners: key === null ? null : appBlade(key, "Owners"),
    enterpriseApp:
      key === null || spnObjectId === null ? null : enterpriseAppBlade(key, spnObjectId, "Properties"),
    access: subscriptionAccessBlade(connection),
    connection: connectionPage(ports.host.organizationUrl, refOf(connection)),
  };
}

function homeKeyOf(connection: ServiceConnection, app?: AppLookup): AppKey | null {
  const key = appKeyOf(connection);
  if (key === null || app?.state !== "foreign") return key;
  return app.homeTenantId === null ? null : { ...key, tenantId: app.homeTenantId };
}
