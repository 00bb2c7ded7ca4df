import * as React from "react";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import type { Feature } from "../../shell/contracts/feature";

const RenewalPanel = React.lazy(() =>
  import("./RenewalPanel").then((module) => ({ default: module.RenewalPanel })),
);
const Interrupted = React.lazy(() =>
  import("./Interrupted").then((module) => ({ default: module.Interrupted })),
);

/** Asked for only after the rows are on screen. */
const InterruptedRuns = (): React.JSX.Element | null => {
  const { ports, actions } = useHub();
  const inventory = useHubState((state) => state.inventory);
  if (inventory === null || inventory.records.state === "loading") return null;
  return (
    <React.Suspense fallback={null}>
      <Interrupted ports={ports} inventory={inventory} onChanged={() => void actions.load()} />
    </React.Suspense>
  );
};

export const renewal: Feature = {
  rowPanels: { renewal: RenewalPanel },
  Messages: () => (
    <FeatureBoundary part="the unfinished renewals">
      <InterruptedRuns />
    </FeatureBoundary>
  ),
};
