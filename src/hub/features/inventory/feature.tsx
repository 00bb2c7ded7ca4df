import * as React from "react";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import type { Feature } from "../../shell/contracts/feature";

const Messages = React.lazy(() => import("./Messages").then((module) => ({ default: module.Messages })));
const VerdictDialog = React.lazy(() =>
  import("./VerdictDialog").then((module) => ({ default: module.VerdictDialog })),
);

export const inventory: Feature = {
  rowPanels: { verdict: VerdictDialog },
  Messages: () => (
    <FeatureBoundary part="the messages">
      <React.Suspense fallback={null}>
        <Messages />
      </React.Suspense>
    </FeatureBoundary>
  ),
};
