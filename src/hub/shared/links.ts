import {
  credentialsBlade,
  appBlade,
  enterpriseAppBlade,
  subscriptionAccessBlade,
  connectionPage,
} from "../../adapters/portal/portal-links";
import { type ServiceConnection, appKeyOf, refOf } from "../../domain/service-connection";
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
export function pagesOf(ports: Ports, connection: ServiceConnection): Pages {
  const key = appKeyOf(connection);
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
/** Opens a page through the host; a host that cannot leaves it to the browser. */
export async function openPage(ports: Ports, url: string): Promise<void> {
  if (!(await ports.host.openInNewWindow(url))) window.open(url, "_blank", "noopener,noreferrer");
}
