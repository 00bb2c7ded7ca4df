/** How wide the page is. A narrow list says the kind below the name, a slim one breaks its buttons over two lines. */
export type Breadth = "wide" | "narrow" | "slim";

/** The widest first: the last that matches counts. */
const limits: readonly (readonly [Breadth, string])[] = [
  ["narrow", "(max-width: 1100px)"],
  ["slim", "(max-width: 820px)"],
];

/** Browsers without matchMedia, such as a test's, count as wide. */
const queries = (): readonly (readonly [Breadth, MediaQueryList])[] =>
  typeof window.matchMedia === "function"
    ? limits.map(([breadth, limit]) => [breadth, window.matchMedia(limit)] as const)
    : [];

/** How wide the page is now. */
export const breadthNow = (): Breadth =>
  queries().reduce<Breadth>((widest, [breadth, { matches }]) => (matches ? breadth : widest), "wide");

/** Tells when that changes; returns the way to stop listening. */
export function onBreadth(listener: () => void): () => void {
  const watched = queries();
  watched.forEach(([, query]) => query.addEventListener("change", listener));
  return () => watched.forEach(([, query]) => query.removeEventListener("change", listener));
}
