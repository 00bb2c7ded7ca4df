import * as React from "react";

/** Each row kept ready makes drawing the list, and every step of a scroll, dearer. */
const few = 2;
/** A list of so many rows is kept ready as a whole once there is time, so that scrolling it draws nothing. */
const shortList = 60;
const atATime = 3;

/** How many rows before and after those in view are kept ready. */
export function useRowsAhead(rows: number): number {
  const [ahead, setAhead] = React.useState(few);
  const wanted = rows <= shortList ? rows : few;
  React.useEffect(() => {
    // Browsers that tell of no idle time draw rows as they come into view.
    if (ahead >= wanted || typeof window.requestIdleCallback !== "function") return undefined;
    const asked = window.requestIdleCallback(() => {
      setAhead(ahead + atATime);
      // The platform's list looks at its place only when the page scrolls.
      document.querySelector(".hub-page")?.dispatchEvent(new Event("scroll"));
    });
    return () => window.cancelIdleCallback(asked);
  }, [ahead, wanted]);
  return Math.min(ahead, Math.max(wanted, few));
}
