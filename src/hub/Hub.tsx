import * as React from "react";
import { Intersection } from "azure-devops-ui/Intersection";
import { Surface, SurfaceBackground } from "azure-devops-ui/Surface";
import { BulkHost } from "./bulk/BulkHost";
import { HubProvider, useHubState, type Hub as HubParts } from "./hub-context";
import { ConnectionList } from "./inventory/ConnectionList";
import { Messages } from "./inventory/Messages";
import { Overlays } from "./Overlays";
import { contentLook, pageLook } from "./page-look";
import { PageHeader } from "./PageHeader";

const Interrupted = React.lazy(() =>
  import("./renewal/Interrupted").then((module) => ({ default: module.Interrupted })),
);

type Props = {
  readonly hub: HubParts;
  /** Tests without a layout render all rows (P89). */
  readonly virtualize?: boolean;
};

/** The page: title and actions, what could not be read, unfinished renewals, the list. */
export const Hub = ({ hub, virtualize = true }: Props): React.JSX.Element => (
  <HubProvider value={hub}>
    <Surface background={SurfaceBackground.neutral}>
      <Intersection>
        <div className={pageLook}>
          <PageHeader />
          <div className={contentLook}>
            <Messages />
            <React.Suspense fallback={null}>
              <InterruptedRuns hub={hub} />
            </React.Suspense>
            <ConnectionList virtualize={virtualize} />
            <Announcement />
          </div>
          <React.Suspense fallback={null}>
            <Overlays />
            <BulkHost />
          </React.Suspense>
        </div>
      </Intersection>
    </Surface>
  </HubProvider>
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
