import pLimit from "p-limit";
import { failed } from "../domain/failure";
import type { Row } from "../domain/inventory";
import type { RightsRead } from "../domain/watch/rights";
import { appKeyOf, refOf } from "../domain/service-connection";
import type { Ports } from "../ports/ports";

/** Calls of single connections at a time. */
const atOnce = 4;

/**
 * Reads what the hub's own scopes show of a service principal's rights: its application permissions and the owners of app
 * registrations in Microsoft Graph, where that is connected, and the roles that name it in Azure DevOps. Opens no window.
 */
export async function lookAtRights(
  { connections, credentials, host }: Pick<Ports, "connections" | "credentials" | "host">,
  { identity, listed }: { readonly identity: Row; readonly listed: readonly Row[] },
): Promise<RightsRead> {
  const key = appKeyOf(identity.connection);
  const limit = pLimit(atOnce);
  const [principal, roles, each] = await Promise.all([
    key === null ? failed({ code: "app-not-found" as const }) : credentials.principal(key),
    host.scope.kind === "project" ? connections.roles(host.scope.project) : null,
    Promise.all(
      listed.map(({ connection }) =>
        limit(async () => {
          const app = appKeyOf(connection);
          const [owners, administrators] = await Promise.all([
            app === null ? failed({ code: "app-not-found" as const }) : credentials.owners(app),
            connections.administrators(refOf(connection)),
          ]);
          return { name: connection.name, owners, administrators };
        }),
      ),
    ),
  ]);
  const { app } = identity;
  return { name: app.state === "found" ? app.app.displayName : null, principal, roles, listed: each };
}
