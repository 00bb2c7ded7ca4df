import * as React from "react";
import { revertWindow } from "../../../domain/federation/revert-window";
import { useHubState } from "../../shell/contracts/hub-context";
import { Waiting } from "../../shared/Waiting";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import type { Feature } from "../../shell/contracts/feature";

const FederationPanel = React.lazy(() =>
  import("./FederationPanel").then((module) => ({ default: module.FederationPanel })),
);
const FederationReadiness = React.lazy(() =>
  import("./FederationReadiness").then((module) => ({ default: module.FederationReadinessTab })),
);
const ConvertedRuns = React.lazy(() =>
  import("./ConvertedRuns").then((module) => ({ default: module.ConvertedRuns })),
);

/** Loaded only where a conversion can still be taken back: its pipelines are watched as long. */
const Converted = (): React.JSX.Element | null => {
  const rows = useHubState(({ inventory }) => inventory?.rows ?? null);
  const loadedAt = useHubState(({ inventory }) => inventory?.loadedAt ?? null);
  const converted = React.useMemo(
    () =>
      rows === null || loadedAt === null
        ? []
        : rows.map((row) => row.connection).filter((one) => revertWindow(one, loadedAt).open),
    [rows, loadedAt],
  );
  return converted.length === 0 ? null : (
    <div className="hub-messages">
      <React.Suspense fallback={null}>
        <ConvertedRuns connections={converted} />
      </React.Suspense>
    </div>
  );
};

export const federation: Feature = {
  rowPanels: { federation: FederationPanel },
  tab: {
    id: "federation-readiness",
    Content: () => (
      <FeatureBoundary part="the federation readiness">
        <React.Suspense fallback={<Waiting />}>
          <FederationReadiness />
        </React.Suspense>
      </FeatureBoundary>
    ),
  },
  Messages: () => (
    <FeatureBoundary part="the messages">
      <Converted />
    </FeatureBoundary>
  ),
};
