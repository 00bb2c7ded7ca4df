import { frameDrawn } from "../shared/frames";
import { failed, type Result, type RemoteSystem } from "../../domain/failure";

type Calls<Port> = { readonly [Name in keyof Port]: (...args: never[]) => Promise<Result<unknown>> };

let first: Promise<void> | null = null;

/** The frame at hand when the first part is asked for, which is the one with the first rows. */
const firstRowsDrawn = (): Promise<void> => (first ??= frameDrawn());

/**
 * A port whose part of the page is fetched at its first call, so that what few visits need keeps none of them waiting; nor
 * does fetching the first ones keep back the frame that draws the list.
 * A part that cannot be fetched is a network failure, and is asked for again by the next call. `calls` names them all.
 */
export function onDemand<Port extends Calls<Port>>(
  load: () => Promise<Port>,
  system: RemoteSystem,
  calls: Readonly<Record<keyof Port, true>>,
  drawn: () => Promise<void> = firstRowsDrawn,
): Port {
  let loaded: Promise<Port> | null = null;
  const port: Partial<Record<keyof Port, unknown>> = {};
  for (const name of Object.keys(calls) as (keyof Port)[])
    port[name] = async (...args: never[]): Promise<Result<unknown>> => {
      const found = await (loaded ??= drawn().then(load)).catch(() => null);
      if (found !== null) return found[name](...args);
      loaded = null;
      return failed({ code: "network", system });
    };
  return port as Port;
}
