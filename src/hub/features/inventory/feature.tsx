import * as React from "react";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import type { Inventory } from "../../../operations/load-inventory";
import type { Feature } from "../../shell/contracts/feature";
import { useHubState } from "../../shell/contracts/hub-context";
import type { HubState } from "../../shell/contracts/hub-state";

const Messages = React.lazy(() => import("./Messages").then((module) => ({ default: module.Messages })));
const VerdictDialog = React.lazy(() =>
  import("./VerdictDialog").then((module) => ({ default: module.VerdictDialog })),
);

/** Whether any of the messages may have something to say: until then they are not even fetched. */
const mayHaveMessages = ({ inventory, notice, throttledUntil }: HubState): boolean =>
  notice !== null || throttledUntil !== null || (inventory !== null && !isAsExpected(inventory));

const isAsExpected = ({ projects, projectsFailure, records, settingsFailure, graph }: Inventory): boolean =>
  projectsFailure === null &&
  projects.length <= 1 &&
  projects.every(({ failure }) => failure === null) &&
  records.failure === null &&
  records.unreadable === 0 &&
  settingsFailure === null &&
  graph.pending;

const Told = (): React.JSX.Element | null =>
  useHubState(mayHaveMessages) ? (
    <React.Suspense fallback={null}>
      <Messages />
    </React.Suspense>
  ) : null;

export const inventory: Feature = {
  rowPanels: { verdict: VerdictDialog },
  Messages: () => (
    <FeatureBoundary part="the messages">
      <Told />
    </FeatureBoundary>
  ),
};
