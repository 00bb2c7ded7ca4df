import * as React from "react";
import { Waiting } from "../../shared/Waiting";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import type { Feature } from "../../shell/contracts/feature";

const Timeline = React.lazy(() => import("./Timeline").then((module) => ({ default: module.Timeline })));

export const timeline: Feature = {
  tab: {
    id: "timeline",
    Content: (props) => (
      <FeatureBoundary part="the timeline">
        <React.Suspense fallback={<Waiting />}>
          <Timeline {...props} />
        </React.Suspense>
      </FeatureBoundary>
    ),
  },
};
