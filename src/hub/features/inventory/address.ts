import { decodeQuery, encodeQuery } from "../../../domain/view-query";
import type { Host } from "../../../ports/host";
import type { Clock } from "../../../ports/clock";
import type { HubState } from "../../shell/contracts/hub-state";
import type { Store } from "../../shell/contracts/store";

/** A pause in typing after which the page's address follows. */
const pauseMs = 400;

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The view as parameters of the page's address; empty text removes one (P68). */
export const addressOf = ({ query, month }: Pick<HubState, "query" | "month">): Record<string, string> => ({
  ...encodeQuery(query),
  month: month ?? "",
});

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
  let written = JSON.stringify(addressOf(viewFromAddress(parameters)));
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
