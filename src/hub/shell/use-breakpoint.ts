import { useSyncExternalStore } from "use-sync-external-store/shim";
import { breadthNow, onBreadth, type Breadth } from "./breakpoint";

/** How wide the page is now. */
export const useBreadth = (): Breadth => useSyncExternalStore(onBreadth, breadthNow);
