import * as React from "react";
import { graphOfferOf } from "../shell/contracts/hub-state";
import type { Inventory } from "../../operations/load-inventory";

/** A sign-in that does not answer is not waited for any longer; the plan is then made without Microsoft Graph. */
const patienceMs = 10_000;

/**
 * Whether a plan may be made: at once where what it stands on is known, else as soon as it is. A page shows its rows
 * before it knows the settings and Microsoft Graph, and a plan made then would ask a person to paste what Graph can
 * create, and forget that the note is switched off. Once true it stays true: a later look takes no plan from anybody.
 */
export function useMayPlan(inventory: Inventory | null): boolean {
  const [given, setGiven] = React.useState(false);
  // Settings are read before Graph is asked for anything, so they are known when its answer is.
  const loaded = inventory !== null && inventory.records.state !== "loading";
  const known = loaded && (!inventory.graph.pending || graphOfferOf(inventory) === "connected");
  React.useEffect(() => {
    if (known) setGiven(true);
    if (known || !loaded) return;
    const timer = setTimeout(() => setGiven(true), patienceMs);
    return () => clearTimeout(timer);
  }, [known, loaded]);
  return given || known;
}
