import * as React from "react";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import { openerIds } from "./BulkButtons";
import { withPanel } from "./bulk-state";
import { useBulk } from "./use-bulk";

const BulkRenewalPanel = React.lazy(() =>
  import("./BulkRenewalPanel").then((module) => ({ default: module.BulkRenewalPanel })),
);
const BulkVerificationPanel = React.lazy(() =>
  import("./BulkVerificationPanel").then((module) => ({ default: module.BulkVerificationPanel })),
);

/** The panel of many. It steps aside for the panel of a single connection and comes back after it. */
export const BulkHost = (): React.JSX.Element | null => {
  const { bulk } = useHub();
  const panel = useBulk((state) => state.panel);
  const covered = useHubState((state) => state.overlay !== null);
  const close = (): void => {
    bulk.update((state) => withPanel(state, null));
    if (panel !== null) document.getElementById(openerIds[panel])?.focus();
  };
  if (panel === null || covered) return null;
  return (
    <FeatureBoundary key={panel} part="the panel for several connections" onClose={close}>
      {panel === "renew" ? <BulkRenewalPanel onClose={close} /> : <BulkVerificationPanel onClose={close} />}
    </FeatureBoundary>
  );
};
