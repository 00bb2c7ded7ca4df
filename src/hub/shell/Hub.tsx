import * as React from "react";
import { HubProvider, useHubState, type Hub as HubParts } from "./contracts/hub-context";
import { ConnectionList } from "./features";
import { Overlays } from "./Overlays";
import { contentLook, pageLook } from "./page-look";
import { PageHeader } from "./PageHeader";
import { FeatureBoundary } from "../shared/FeatureBoundary";
import { PlainButton } from "../shared/PlainButton";
import { skipText } from "./words/page";

type Props = {
  readonly hub: HubParts;
  /** Tests without a layout render all rows. */
  readonly virtualize?: boolean;
};

/** The page: title and actions, what could not be read, unfinished renewals, the list. */
export const Hub = ({ hub, virtualize = true }: Props): React.JSX.Element => (
  <HubProvider value={hub}>
    <div className={pageLook}>
      <SkipToList />
      <FeatureBoundary part="the title and its actions">
        <PageHeader />
      </FeatureBoundary>
      <div className={contentLook}>
        <React.Suspense fallback={null}>
          <Overlays />
        </React.Suspense>
        {hub.features.map(({ Messages }, place) =>
          Messages === undefined ? null : <Messages key={place} />,
        )}
        <FeatureBoundary part="the list">
          <ConnectionList virtualize={virtualize} />
        </FeatureBoundary>
        <Announcement />
      </div>
    </div>
  </HubProvider>
);

/** Past cards and filters, which come first for the eye (WCAG 2.4.1). Seen only while it has the focus. */
const SkipToList = (): React.JSX.Element => (
  <PlainButton
    className="hub-skip"
    text={skipText}
    onClick={() => document.querySelector<HTMLElement>(".hub-table [tabindex='0']")?.focus()}
  />
);

const Announcement = (): React.JSX.Element => (
  <div className="visually-hidden" role="status">
    {useHubState((state) => state.announcement)}
  </div>
);
