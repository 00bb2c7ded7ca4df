/** How wide the page is. A narrow list says the kind below the name, a slim one breaks its buttons over two lines. */
export type Breakpoint = "wide" | "narrow" | "slim";

/** The widest first: the last that matches counts. */
const limits: readonly (readonly [Breakpoint, string])[] = [
  ["narrow", "(max-width: 1100px)"],
  ["slim", "(max-width: 820px)"],
];

/** Browsers without matchMedia, such as a test's, count as wide. */
const queries = (): readonly (readonly [Breakpoint, MediaQueryList])[] =>
  typeof window.matchMedia === "function"
    ? limits.map(([breakpoint, limit]) => [breakpoint, window.matchMedia(limit)] as const)
    : [];

/** How wide the page is now. */
export const breakpointNow = (): Breakpoint =>
  queries().reduce<Breakpoint>(
    (widest, [breakpoint, { matches }]) => (matches ? breakpoint : widest),
    "wide",
  );

/** Tells when that changes; returns the way to stop listening. */
export function onBreakpoint(listener: () => void): () => void {
  const watched = queries();
  watched.forEach(([, query]) => query.addEventListener("change", listener));
  return () => watched.forEach(([, query]) => query.removeEventListener("change", listener));
}
