import * as React from "react";
import { afterDrawn } from "./frames";

/**
 * False until the first frame with what asks has been drawn: what comes on demand and what is kept ready follow it.
 * Without a layout, as in tests, nothing is drawn, and nothing waits.
 */
export function useDrawn(layout: boolean): boolean {
  const [drawn, setDrawn] = React.useState(!layout);
  React.useEffect(() => {
    if (!layout) return;
    return afterDrawn(() => setDrawn(true));
  }, [layout]);
  return drawn;
}
