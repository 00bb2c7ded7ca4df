import * as React from "react";
import { wholeMinute, type Instant } from "../../../domain/instant";
import type { Diagnostics } from "../../../ports/diagnostics";
import type { Ports } from "../../../ports/ports";
import type { HubState } from "./hub-state";
import type { InventoryActions } from "./inventory-actions";
import type { Feature } from "./feature";
import type { Store } from "./store";
import { useStore } from "./use-store";
import type { DateStyle } from "../../../words/expiry";

/**
 * What a feature keeps as long as the page lives: its slice of the state, or what goes on in the background. The object
 * itself is the key, so that nobody reaches it by a name.
 */
export type Part<T> = { readonly make: (hub: Hub) => T };

/** What every part of the page may use. */
export type Hub = {
  readonly ports: Ports;
  readonly store: Store<HubState>;
  readonly actions: InventoryActions;
  readonly dates: DateStyle;
  readonly diagnostics: Diagnostics;
  /** The one of this visit, made when it is first asked for: the code of most parts is loaded on demand. */
  readonly part: <T>(part: Part<T>) => T;
  readonly features: readonly Feature[];
};

const HubContext = React.createContext<Hub | null>(null);

export const HubProvider = HubContext.Provider;

export function useHub(): Hub {
  const hub = React.useContext(HubContext);
  if (hub === null) throw new Error("This component stands outside of the hub.");
  return hub;
}

/** What is selected of the shell's state. */
export const useHubState = <Selected>(select: (state: HubState) => Selected): Selected =>
  useStore(useHub().store, select);

/** Now, to the minute: what says how long ago something was need not be drawn again in between. */
export const useMinute = (): Instant => useHubState(({ now }) => wholeMinute(now));

/** What is selected of a feature's slice. */
export const usePart = <T, Selected>(part: Part<Store<T>>, select: (state: T) => Selected): Selected =>
  useStore(useHub().part(part), select);
