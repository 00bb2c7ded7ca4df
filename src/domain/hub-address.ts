import { holdsNoSecret, type ServiceConnection } from "./service-connection";
import { encodeQuery, type ViewQuery } from "./view-query";

/** The panels of a connection that the hub's address can ask for. */
export const panelKinds = ["renewal", "detail", "federation"] as const;

export type PanelKind = (typeof panelKinds)[number];

/** The address of a hub with a panel of a connection open; null where the hub's own address is not known (empty). */
export const panelAddress = (hubUrl: string, connectionId: string, panel: PanelKind): string | null =>
  hubUrl === "" ? null : `${hubUrl}?connection=${encodeURIComponent(connectionId)}&panel=${panel}`;

/** The panel in which something can be done about a connection: one without a secret is never renewed. */
export function panelFor(connection: ServiceConnection): PanelKind {
  if (holdsNoSecret(connection)) return "federation";
  return connection.incomplete ? "detail" : "renewal";
}

/** The address of a hub whose list shows what a query leaves; null where the hub's own address is not known (empty). */
export function filteredAddress(hubUrl: string, query: ViewQuery): string | null {
  if (hubUrl === "") return null;
  const parameters = Object.entries(encodeQuery(query)).filter(([, value]) => value !== "");
  return `${hubUrl}?${parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}
