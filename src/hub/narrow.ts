/** Below this width the list drops a column and says the kind below the name. */
const narrow = "(max-width: 1100px)";

/** Browsers without matchMedia, such as a test's, count as wide. */
const query = (): MediaQueryList | null =>
  typeof window.matchMedia === "function" ? window.matchMedia(narrow) : null;

/** Whether the page is narrow now. */
export const isNarrow = (): boolean => query()?.matches ?? false;

/** Tells when that changes; returns the way to stop listening. */
export function onNarrow(listener: () => void): () => void {
  const watched = query();
  watched?.addEventListener("change", listener);
  return () => watched?.removeEventListener("change", listener);
}
