import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { Spinner, SpinnerSize } from "azure-devops-ui/Spinner";
import { ColumnSorting, SortOrder, Table } from "azure-devops-ui/Table";
import { TextField } from "azure-devops-ui/TextField";
import { ArrayItemProvider } from "azure-devops-ui/Utilities/Provider";
import type { Row } from "../../domain/inventory";
import type { View } from "../../domain/inventory-view";
import { BulkBar } from "../bulk/BulkBar";
import { selectColumn, selectOnSpace } from "../bulk/select-column";
import { useHub, useHubState } from "../hub-context";
import { isFiltered, withoutFilters, withOverlay, withQuery, type HubState } from "../hub-state";
import type { Store } from "../store";
import { useNarrow } from "../use-narrow";
import {
  clearFiltersText,
  countShown,
  emptyList,
  filterName,
  listName,
  loadingText,
  nothingMatches,
  projectsProgressText,
  snoozedAwayText,
} from "../words/inventory";
import { columnsFor, sortColumnOf } from "./columns";
import type { Inventory } from "./intents";
import { useListView } from "./view";

const SummaryCards = React.lazy(() =>
  import("../summary/SummaryCards").then((module) => ({ default: module.SummaryCards })),
);
const Timeline = React.lazy(() =>
  import("../timeline/Timeline").then((module) => ({ default: module.Timeline })),
);
const Filters = React.lazy(() =>
  import("../summary/Filters").then((module) => ({ default: module.Filters })),
);

type Props = {
  /** Tests without a layout render all rows (P89). */
  readonly virtualize?: boolean;
};

/** The list with its filter, or what stands in its place while there is nothing to list. */
export const ConnectionList = ({ virtualize = true }: Props): React.JSX.Element => {
  const inventory = useHubState((state) => state.inventory);
  if (inventory === null || (inventory.rows.length === 0 && !isRead(inventory)))
    return <Spinner className="hub-loading" size={SpinnerSize.large} label={loadingText} ariaLive="polite" />;
  if (inventory.rows.length === 0) return isListed(inventory) ? <EmptyList /> : <></>;
  return <FilledList inventory={inventory} virtualize={virtualize} />;
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

type FilledProps = { readonly inventory: Inventory; readonly virtualize: boolean };

const FilledList = ({ inventory, virtualize }: FilledProps): React.JSX.Element => {
  const { index, view, hour } = useListView(inventory.rows);
  return (
    <>
      <div className="hub-overview">
        <React.Suspense fallback={null}>
          <SummaryCards rows={inventory.rows} now={hour} />
          <Timeline rows={inventory.rows} now={hour} />
        </React.Suspense>
      </div>
      <div className="hub-filter">
        <NameFilter />
        <React.Suspense fallback={null}>
          <Filters index={index} />
        </React.Suspense>
      </div>
      <div className="hub-list-head">
        <BulkBar rows={inventory.rows} shown={view.rows} />
        <Count inventory={inventory} view={view} />
      </div>
      {view.rows.length === 0 ? (
        <NothingMatches />
      ) : (
        <ConnectionTable rows={view.rows} virtualize={virtualize} />
      )}
    </>
  );
};

const NameFilter = (): React.JSX.Element => {
  const { store } = useHub();
  const text = useHubState((state) => state.query.text);
  return (
    <TextField
      ariaLabel={filterName}
      className="hub-filter-text"
      placeholder={filterName}
      prefixIconProps={{ iconName: "Filter" }}
      value={text}
      onChange={(_, wanted) => store.update((state) => withQuery(state, { text: wanted }))}
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
    <Button subtle={true} text={clearFiltersText} onClick={() => store.update(withoutFilters)} />
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

type TableProps = { readonly rows: readonly Row[]; readonly virtualize: boolean };

const ConnectionTable = ({ rows, virtualize }: TableProps): React.JSX.Element => {
  const { bulk, ports, store } = useHub();
  const narrow = useNarrow();
  const sort = useHubState((state) => state.query.sort);
  const columns = React.useMemo(
    () => [selectColumn(rows), ...columnsFor({ scope: ports.host.scope.kind, narrow, sort })],
    [ports, rows, narrow, sort],
  );
  const latest = React.useRef(columns);
  React.useLayoutEffect(() => {
    latest.current = columns;
  }, [columns]);
  const sorting = React.useMemo(
    () =>
      // The table takes its behaviors once; the columns of the moment are read when a header is pressed.
      new ColumnSorting<Row>((columnIndex, order) => sortBy(store, latest.current[columnIndex]?.id, order)),
    [store],
  );
  const provider = React.useMemo(() => new ArrayItemProvider([...rows]), [rows]);
  return (
    <Table<Row>
      ariaLabel={listName}
      behaviors={[sorting]}
      className="hub-table"
      columns={columns}
      itemProvider={provider}
      role="grid"
      rowHeight={57}
      selectRowOnClick={false}
      singleClickActivation={false}
      onSelect={(event, row) => selectOnSpace(bulk, event, row)}
      virtualize={virtualize}
      onActivate={(event, { data }) => {
        // Enter on a button inside of the row is the button's own.
        if (event.target instanceof Element && event.target.closest("button, a, input") !== null) return;
        store.update((state) => withOverlay(state, { kind: "detail", connectionId: data.connection.id }));
      }}
    />
  );
};

function sortBy(store: Store<HubState>, columnId: string | undefined, order: SortOrder): void {
  const column = sortColumnOf(columnId);
  if (column === null) return;
  const direction = order === SortOrder.ascending ? "ascending" : "descending";
  store.update((state) => withQuery(state, { sort: { column, direction } }));
}
