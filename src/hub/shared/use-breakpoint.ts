import { useSyncExternalStore } from "use-sync-external-store/shim";
import { breakpointNow, onBreakpoint, type Breakpoint } from "./breakpoint";

/** How wide the page is now. */
export const useBreakpoint = (): Breakpoint => useSyncExternalStore(onBreakpoint, breakpointNow);
