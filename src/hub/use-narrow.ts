import { useSyncExternalStore } from "use-sync-external-store/shim";
import { isNarrow, onNarrow } from "./narrow";

/** Whether the page is narrow now. */
export const useNarrow = (): boolean => useSyncExternalStore(onNarrow, isNarrow);
