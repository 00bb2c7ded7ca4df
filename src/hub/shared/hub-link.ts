import { panelAddress, panelKinds, type PanelKind } from "../../domain/hub-address";
import type { ConnectionRef } from "../../domain/service-connection";
import type { Host } from "../../ports/host";
import type { Overlay } from "../shell/contracts/hub-state";

/** The open panel of a connection as parameters of an address; empty texts where none is open. */
export const panelParameters = (
  overlay: Overlay | null,
): { readonly connection: string; readonly panel: string } => {
  const kind = panelKinds.find((one) => one === overlay?.kind);
  return overlay !== null && kind !== undefined && "connectionId" in overlay
    ? { connection: overlay.connectionId, panel: kind }
    : { connection: "", panel: "" };
};

/** The address of this hub with a panel of a connection open; null where the host does not name the hub. */
export const hubLink = (
  { hubUrl }: Pick<Host, "hubUrl">,
  { id }: Pick<ConnectionRef, "id">,
  panel: PanelKind,
): string | null => panelAddress(hubUrl, id, panel);
