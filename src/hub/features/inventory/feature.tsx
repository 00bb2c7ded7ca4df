import * as React from "react";
import { Messages } from "./Messages";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import type { Feature } from "../../shell/contracts/feature";

const VerdictDialog = React.lazy(() =>
  import("./VerdictDialog").then((module) => ({ default: module.VerdictDialog })),
);

export const inventory: Feature = {
  rowPanels: { verdict: VerdictDialog },
  Messages: () => (
    <FeatureBoundary part="the messages">
      <Messages />
    </FeatureBoundary>
  ),
};
