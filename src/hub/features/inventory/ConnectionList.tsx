import * as React from "react";
import type { View } from "../../../domain/inventory-view";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { isFiltered, withoutFilters, withQuery } from "../../shell/contracts/hub-state";
import { FeatureBoundary } from "../../shared/FeatureBoundary";
import { PlainButton } from "../../shared/PlainButton";
import { Waiting } from "../../shared/Waiting";
import { FiltersPlace } from "./summary/FiltersPlace";
import { SummaryCards } from "./summary/SummaryCards";
import {
  clearFiltersText,
  countShown,
  emptyList,
  nothingMatches,
  projectsProgressText,
  snoozedAwayText,
} from "./words/inventory";
import { ConnectionTable } from "./ConnectionTable";
import type { Inventory } from "../../../operations/load-inventory";
import { NameFilter } from "./NameFilter";
import { useListView } from "../../shared/view";

const Filters = React.lazy(() => import("./summary/Filters").then((module) => ({ default: module.Filters })));

type Props = {
  /** Tests without a layout render all rows (P89). */
  readonly virtualize?: boolean;
  readonly withTable?: boolean;
};

/** The list with its filter, or what stands in its place while there is nothing to list. */
export const ConnectionList = ({ virtualize = true, withTable = true }: Props): React.JSX.Element => {
  const inventory = useHubState((state) => state.inventory);
  if (inventory === null || (inventory.rows.length === 0 && !isRead(inventory))) return <Waiting />;
  if (inventory.rows.length === 0) return isListed(inventory) ? <EmptyList /> : <></>;
  return <FilledList {...{ inventory, virtualize, withTable }} />;
};

const isRead = ({ projects, projectsFailure }: Inventory): boolean =>
  projectsFailure !== null || (projects.length > 0 && projects.every((one) => one.state !== "loading"));

/** At least one list came: an empty one is then a statement, otherwise only the failure is. */
const isListed = ({ projects }: Inventory): boolean => projects.some((one) => one.state === "loaded");

const EmptyList = (): React.JSX.Element => (
  <div className="hub-empty" role="status">
    <h2 className="title-m">{emptyList.title}</h2>
    <p className="body-l secondary-text">{emptyList.text}</p>
  </div>
);

type FilledProps = Required<Props> & { readonly inventory: Inventory };

const FilledList = ({ inventory, virtualize, withTable }: FilledProps): React.JSX.Element => {
  const { ports, features } = useHub();
  const scope = ports.host.scope.kind;
  const { index, view, hour } = useListView(inventory.rows);
  return (
    <>
      <div className="hub-overview">
        <FeatureBoundary part="the summary">
          <SummaryCards rows={inventory.rows} now={hour} />
        </FeatureBoundary>
        {features.map(({ Overview }, place) =>
          Overview === undefined ? null : <Overview key={place} rows={inventory.rows} now={hour} />,
        )}
      </div>
      <div className="hub-filter">
        <TypedFilter />
        <FeatureBoundary part="the filters">
          <React.Suspense fallback={<FiltersPlace scope={scope} />}>
            <Filters index={index} />
          </React.Suspense>
        </FeatureBoundary>
      </div>
      <div className="hub-list-head">
        {features.map(({ ListHead }, place) =>
          ListHead === undefined ? null : <ListHead key={place} rows={inventory.rows} shown={view.rows} />,
        )}
        <Count inventory={inventory} view={view} />
      </div>
      {view.rows.length === 0 ? (
        <NothingMatches />
      ) : (
        withTable && <ConnectionTable rows={view.rows} virtualize={virtualize} />
      )}
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
