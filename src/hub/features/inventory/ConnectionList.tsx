import * as React from "react";
import type { View } from "../../../domain/inventory-view";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { isFiltered, withoutFilters, withQuery } from "../../shell/contracts/hub-state";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import { PlainButton } from "../../shared/PlainButton";
import { Waiting } from "../../shared/Waiting";
import { SummaryCards } from "./summary/SummaryCards";
import {
  clearFiltersText,
  countShown,
  nothingMatches,
  projectsProgressText,
  snoozedAwayText,
} from "./words/inventory";
import { ConnectionGrid } from "./grid/ConnectionGrid";
import type { Inventory } from "../../../operations/load-inventory";
import { NameFilter } from "./NameFilter";
import { panelId, tabElementId, Tabs } from "./Tabs";
import { useDrawn } from "../../shared/use-drawn";
import { useListView } from "../../shared/view";

const EmptyList = React.lazy(() => import("./EmptyList").then((module) => ({ default: module.EmptyList })));
const Filters = React.lazy(() => import("./summary/Filters").then((module) => ({ default: module.Filters })));

/** Tests without a layout render all rows. */
type Props = { readonly virtualize: boolean };

/** The list, and what stands beside it as a tab; or what stands in their place while there is nothing to list. */
export const ConnectionList = ({ virtualize }: Props): React.JSX.Element => {
  const inventory = useHubState((state) => state.inventory);
  if (inventory === null || (inventory.rows.length === 0 && !isRead(inventory))) return <Waiting />;
  if (inventory.rows.length === 0)
    return isListed(inventory) ? (
      <React.Suspense fallback={<Waiting />}>
        <EmptyList />
      </React.Suspense>
    ) : (
      <></>
    );
  return <FilledList inventory={inventory} virtualize={virtualize} />;
};

const isRead = ({ projects, projectsFailure }: Inventory): boolean =>
  projectsFailure !== null || (projects.length > 0 && projects.every((one) => one.state !== "loading"));

/** At least one list came: an empty one is then a statement, otherwise only the failure is. */
const isListed = ({ projects }: Inventory): boolean => projects.some((one) => one.state === "loaded");

type FilledProps = Props & { readonly inventory: Inventory };

const FilledList = ({ inventory, virtualize }: FilledProps): React.JSX.Element => {
  const { features } = useHub();
  const tab = useHubState((state) => state.tab);
  const { index, view, hour } = useListView(inventory.rows);
  const drawn = useDrawn(virtualize);
  const other = features.find((feature) => feature.tab?.id === tab)?.tab;
  return (
    <>
      <div className="hub-view-bar">
        <Tabs />
        {tab === "list" &&
          features.map(({ ListHead }, place) =>
            ListHead === undefined ? null : <ListHead key={place} rows={inventory.rows} shown={view.rows} />,
          )}
      </div>
      <div id={panelId} role="tabpanel" aria-labelledby={tabElementId(tab)} className="hub-view">
        {other === undefined ? (
          <>
            <div className="hub-list-head">
              <FeatureBoundary part="the summary">
                <SummaryCards rows={inventory.rows} now={hour} />
              </FeatureBoundary>
              <Count inventory={inventory} view={view} />
              <div className="hub-filter">
                <TypedFilter />
                {drawn && (
                  <FeatureBoundary part="the filters">
                    <React.Suspense fallback={null}>
                      <Filters index={index} />
                    </React.Suspense>
                  </FeatureBoundary>
                )}
              </div>
            </div>
            {view.rows.length === 0 ? (
              <NothingMatches />
            ) : (
              <ConnectionGrid rows={view.rows} virtualize={virtualize} />
            )}
          </>
        ) : (
          <other.Content rows={inventory.rows} now={hour} />
        )}
      </div>
    </>
  );
};

const TypedFilter = (): React.JSX.Element => {
  const { store } = useHub();
  const text = useHubState((state) => state.query.text);
  return (
    <NameFilter
      text={text}
      onText={(wanted) => store.update((state) => withQuery(state, { text: wanted }))}
    />
  );
};

type CountProps = { readonly inventory: Inventory; readonly view: View };

const Count = ({ inventory, view }: CountProps): React.JSX.Element => (
  <div className="hub-count">
    <span className="secondary-text" role="status">
      {countShown(view.rows.length, inventory.rows.length)}
      {view.snoozedAway > 0 && <> · {snoozedAwayText(view.snoozedAway)}</>}
      <Progress inventory={inventory} />
    </span>
    <ClearFilters />
  </div>
);

const ClearFilters = (): React.JSX.Element | null => {
  const { store } = useHub();
  const wanted = useHubState((state) => state.query.text !== "" || isFiltered(state));
  return wanted ? (
    <PlainButton subtle={true} text={clearFiltersText} onClick={() => store.update(withoutFilters)} />
  ) : null;
};

const NothingMatches = (): React.JSX.Element => {
  const text = useHubState((state) => state.query.text);
  const filtered = useHubState(isFiltered);
  return (
    <p className="hub-empty body-l" role="status">
      {nothingMatches(text, filtered || text.trim() === "")}
    </p>
  );
};

const Progress = ({
  inventory: { projects },
}: {
  readonly inventory: Inventory;
}): React.JSX.Element | null => {
  const waiting = projects.filter((one) => one.state === "loading").length;
  return waiting === 0 ? null : <> · {projectsProgressText(projects.length - waiting, projects.length)}</>;
};
