import * as React from "react";
import { Intersection } from "azure-devops-ui/Intersection";
import { Surface, SurfaceBackground } from "azure-devops-ui/Surface";
import { BulkHost } from "../features/bulk/BulkHost";
import { HubProvider, useHubState, type Hub as HubParts } from "./contracts/hub-context";
import { ConnectionList } from "../features/inventory/ConnectionList";
import { Messages } from "../features/inventory/Messages";
import { Overlays } from "./Overlays";
import { contentLook, pageLook } from "./page-look";
import { PageHeader } from "./PageHeader";
import { FeatureBoundary } from "../shared/FeatureBoundary";
import { PlainButton } from "../shared/PlainButton";
import { skipText } from "../features/inventory/words/inventory";

const Interrupted = React.lazy(() =>
  import("../features/renewal/Interrupted").then((module) => ({ default: module.Interrupted })),
);

type Props = {
  readonly hub: HubParts;
  /** Tests without a layout render all rows (P89). */
  readonly virtualize?: boolean;
  /** Without the table the rest is drawn in half the time. */
  readonly withTable?: boolean;
};

/** The page: title and actions, what could not be read, unfinished renewals, the list. */
export const Hub = ({ hub, virtualize = true, withTable = true }: Props): React.JSX.Element => (
  <HubProvider value={hub}>
    <Surface background={SurfaceBackground.neutral}>
      <Intersection>
        <div className={pageLook}>
          <SkipToList />
          <FeatureBoundary part="the title and its actions">
            <PageHeader />
          </FeatureBoundary>
          <div className={contentLook}>
            <div className="hub-messages">
              <React.Suspense fallback={null}>
                <Overlays />
                <BulkHost />
              </React.Suspense>
            </div>
            <FeatureBoundary part="the messages">
              <Messages />
            </FeatureBoundary>
            <FeatureBoundary part="the unfinished renewals">
              <React.Suspense fallback={null}>
                <InterruptedRuns hub={hub} />
              </React.Suspense>
            </FeatureBoundary>
            <FeatureBoundary part="the list">
              <ConnectionList virtualize={virtualize} withTable={withTable} />
            </FeatureBoundary>
            <Announcement />
          </div>
        </div>
      </Intersection>
    </Surface>
  </HubProvider>
);

/** Past cards, timeline and filters, which come first for the eye (WCAG 2.4.1). Seen only while it has the focus. */
const SkipToList = (): React.JSX.Element => (
  <PlainButton
    className="hub-skip"
    text={skipText}
    onClick={() => document.querySelector<HTMLElement>(".hub-table tbody button")?.focus()}
  />
);

const Announcement = (): React.JSX.Element => (
  <div className="visually-hidden" role="status">
    {useHubState((state) => state.announcement)}
  </div>
);

/** Asked for only after the rows are on screen. */
const InterruptedRuns = ({ hub }: { readonly hub: HubParts }): React.JSX.Element | null => {
  const inventory = useHubState((state) => state.inventory);
  if (inventory === null || inventory.records.state === "loading") return null;
  return <Interrupted ports={hub.ports} inventory={inventory} onChanged={() => void hub.intents.load()} />;
};
