import { isGuid } from "../../../domain/settings";
import { decodeQuery, encodeQuery } from "../../../domain/view-query";
import type { Host } from "../../../ports/host";
import type { Clock } from "../../../ports/clock";
import { panelKinds } from "../../../domain/hub-address";
import { panelParameters } from "../../shared/hub-link";
import { withOverlay, type ConnectionOverlay, type HubState } from "../../shell/contracts/hub-state";
import { linkLeadsNowhereText } from "./words/inventory";
import type { Store } from "../../shell/contracts/store";

/** A pause in typing after which the page's address follows. */
const pauseMs = 400;

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The view, and the open panel of a connection, as parameters of the page's address; empty text removes one (P68). */
export const addressOf = ({ query, month, overlay }: Shown): Record<string, string> => ({
  ...encodeQuery(query),
  month: month ?? "",
  ...panelParameters(overlay),
});

type Shown = Pick<HubState, "query" | "month" | "overlay">;

/** The panel which an address asks for; null for none. It opens and does nothing: anybody can write a link. */
export function panelFromAddress(parameters: Readonly<Record<string, string>>): ConnectionOverlay | null {
  const { connection, panel }: Record<string, unknown> = parameters;
  const kind = panelKinds.find((one) => one === panel);
  return kind === undefined || typeof connection !== "string" || !isGuid(connection)
    ? null
    : { kind, connectionId: connection };
}

/** The view which an address asks for. Whatever makes no sense is ignored: anybody can write a link. */
export function viewFromAddress(
  parameters: Readonly<Record<string, string>>,
): Pick<HubState, "query" | "month"> {
  const month: unknown = parameters["month"];
  return {
    query: decodeQuery(parameters),
    month: typeof month === "string" && monthPattern.test(month) ? month : null,
  };
}

/**
 * Takes the view from the page's address and from then on writes each change of it there, so that a link can be
 * shared. What a person chose before the address was read wins over it.
 */
export async function followAddress(
  { host, clock }: { readonly host: Host; readonly clock: Pick<Clock, "sleep"> },
  store: Store<HubState>,
): Promise<void> {
  const untouched = store.get();
  const parameters = await host.queryParameters();
  const { query, month } = store.get();
  if (query === untouched.query && month === untouched.month)
    store.update((state) => ({ ...state, ...viewFromAddress(parameters) }));
  const panel = panelFromAddress(parameters);
  if (panel !== null && store.get().overlay === null) openOnceListed(store, panel);
  let written = JSON.stringify(addressOf({ ...viewFromAddress(parameters), overlay: panel }));
  let waiting = false;
  const write = async (): Promise<void> => {
    waiting = true;
    await clock.sleep(pauseMs);
    waiting = false;
    const address = addressOf(store.get());
    const text = JSON.stringify(address);
    if (text === written) return;
    written = text;
    await host.setQueryParameters(address);
  };
  const changed = (): void => {
    if (!waiting && JSON.stringify(addressOf(store.get())) !== written) void write();
  };
  store.subscribe(changed);
  changed();
}

/** A panel needs its row: it opens as soon as the row is listed, and a link to what is not listed says so. */
function openOnceListed(store: Store<HubState>, panel: ConnectionOverlay): void {
  const look = (): void => {
    const state = store.get();
    const row = state.inventory?.rows.find(
      ({ connection }) => connection.id.toLowerCase() === panel.connectionId.toLowerCase(),
    );
    if (row !== undefined) {
      stop();
      if (state.overlay === null)
        store.update((now) => withOverlay(now, { ...panel, connectionId: row.connection.id }));
    } else if (state.inventory !== null && !state.reading) {
      stop();
      store.update((now) => ({ ...now, notice: linkLeadsNowhereText }));
    }
  };
  const stop = store.subscribe(look);
  look();
}
