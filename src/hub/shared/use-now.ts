import * as React from "react";
import type { Instant } from "../../domain/instant";
import type { Clock } from "../../ports/clock";

/** The time, told again every second while `ticking`. */
export function useNow(clock: Clock, ticking: boolean): Instant {
  const [, tick] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [ticking]);
  return clock.now();
}
