import { useSyncExternalStore } from "use-sync-external-store/shim";
import type { Store } from "./store";

/** The part of the store's value a component shows; it renders again when that part is another one. */
export const useStore = <T, Part>(store: Store<T>, select: (value: T) => Part): Part =>
  useSyncExternalStore(store.subscribe, () => select(store.get()));
