import { useSyncExternalStore } from "use-sync-external-store/shim";

/** Below this width the list drops a column and says the kind below the name. */
const narrow = "(max-width: 1100px)";

/** Browsers without matchMedia, such as a test's, count as wide. */
const query = (): MediaQueryList | null =>
  typeof window.matchMedia === "function" ? window.matchMedia(narrow) : null;

function subscribe(listener: () => void): () => void {
  const watched = query();
  watched?.addEventListener("change", listener);
  return () => watched?.removeEventListener("change", listener);
}

/** Whether the page is narrow now. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query()?.matches ?? false);
