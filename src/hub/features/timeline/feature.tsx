import * as React from "react";
import { TimelinePlace } from "./TimelinePlace";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import type { Feature } from "../../shell/contracts/feature";

const Timeline = React.lazy(() => import("./Timeline").then((module) => ({ default: module.Timeline })));

export const timeline: Feature = {
  Overview: (props) => (
    <FeatureBoundary part="the timeline">
      <React.Suspense fallback={<TimelinePlace />}>
        <Timeline {...props} />
      </React.Suspense>
    </FeatureBoundary>
  ),
};
