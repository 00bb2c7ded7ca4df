import * as React from "react";
import { wholeMinute, type Instant } from "../../../domain/instant";
import type { Diagnostics } from "../../../ports/diagnostics";
import type { Ports } from "../../../ports/ports";
import type { BulkState } from "../../features/bulk/bulk-state";
import type { HubState } from "./hub-state";
import type { InventoryIntents } from "../../features/inventory/actions";
import type { Runs } from "../../features/renewal/runs";
import type { Store } from "./store";
import { useStore } from "./use-store";
import type { Federation } from "../../features/federation/actions";
import type { DateStyle } from "../../../words/expiry";

/** What every part of the page may use. */
export type Hub = {
  readonly ports: Ports;
  readonly store: Store<HubState>;
  readonly intents: InventoryIntents;
  readonly dates: DateStyle;
  readonly diagnostics: Diagnostics;
  /** The renewals of this visit, made when the first panel or message needs them: their code is loaded on demand. */
  readonly renewals: { current: Runs | null };
  readonly bulk: Store<BulkState>;
  /** The looks at pipelines and conversions of this visit, likewise. */
  readonly federation: { current: Federation | null };
};

const HubContext = React.createContext<Hub | null>(null);

export const HubProvider = HubContext.Provider;

export function useHub(): Hub {
  const hub = React.useContext(HubContext);
  if (hub === null) throw new Error("This component stands outside of the hub.");
  return hub;
}

/** A part of the hub's state. */
export const useHubState = <Part>(select: (state: HubState) => Part): Part =>
  useStore(useHub().store, select);

/** Now, to the minute: what says how long ago something was need not be drawn again in between. */
export const useMinute = (): Instant => useHubState(({ now }) => wholeMinute(now));
