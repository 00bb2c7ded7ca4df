import * as React from "react";
import { ColumnSorting, SortOrder, Table, type ITableRow } from "azure-devops-ui/Table";
import { ArrayItemProvider } from "azure-devops-ui/Utilities/Provider";
import type { Row } from "../../../domain/inventory";
import { allSelected, selectionPart } from "../../shared/selection";
import { useHub, useHubState, usePart } from "../../shell/contracts/hub-context";
import { withQuery, type HubState } from "../../shell/contracts/hub-state";
import type { Store } from "../../shell/contracts/store";
import { useBreakpoint } from "../../shared/use-breakpoint";
import { dispatch, type RowAction } from "../../shared/dispatch";
import { listName } from "./words/inventory";
import { columnsFor, sortColumnOf } from "./columns";
import { ListRow } from "./ListRow";
import { rowHeight } from "./row-columns";
import { SelectHeader } from "./SelectHeader";
import { useSteadyOrder } from "./steady-order";

/** Rows kept ready before and after those in view. Each more makes drawing the list, and a step of a scroll, dearer. */
const fewAhead = 3;
/** A short list is kept ready as a whole once everything is read, so that scrolling it draws nothing. */
const shortList = 60;

type Props = { readonly rows: readonly Row[]; readonly virtualize: boolean };

/** The rows as the platform's list, of which only those near the view are drawn. None moves under a hand. */
export const ConnectionTable = ({ rows, virtualize }: Props): React.JSX.Element => {
  const steady = useSteadyOrder(rows);
  return (
    <div className="hub-list" {...steady.hand}>
      <Grid rows={steady.rows} virtualize={virtualize} />
    </div>
  );
};

const Grid = React.memo(({ rows, virtualize }: Props): React.JSX.Element => {
  const hub = useHub();
  const { ports, store } = hub;
  const breakpoint = useBreakpoint();
  const settled = useHubState(({ inventory }) => inventory !== null && !inventory.graph.pending);
  const sort = useHubState((state) => state.query.sort);
  const scope = ports.host.scope.kind;
  const shown = React.useMemo(() => ({ scope, breakpoint }), [scope, breakpoint]);
  const columns = React.useMemo(
    () =>
      columnsFor({
        shown,
        sort,
        selectHeader: (index) => <SelectShown key="select" index={index} rows={rows} />,
      }),
    [shown, rows, sort],
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
  const wish = (
    kind: RowAction["kind"],
    event: React.SyntheticEvent<HTMLElement>,
    row: ITableRow<Row>,
  ): void => {
    if (!isWithinControl(event)) dispatch(hub, { kind, connectionId: row.data.connection.id });
  };
  return (
    <Table<Row>
      ariaLabel={listName}
      behaviors={[sorting]}
      className="hub-table"
      columns={columns}
      itemProvider={provider}
      pageSize={settled && rows.length <= shortList ? shortList : fewAhead}
      role="grid"
      rowHeight={rowHeight}
      selectRowOnClick={false}
      singleClickActivation={false}
      virtualize={virtualize}
      renderRow={(index, row, details) => (
        // A row that moves takes its elements along: a press meant for one connection never falls on another's button.
        <ListRow key={row.connection.id} index={index} row={row} details={details} shown={shown} />
      )}
      onSelect={(event, row) => {
        if ("key" in event && event.key === " ") wish("select", event, row);
      }}
      onActivate={(event, row) => wish("details", event, row)}
    />
  );
});
Grid.displayName = "Grid";

/** What a button or a box inside of the row is pressed for is its own. */
const isWithinControl = ({ target }: React.SyntheticEvent): boolean =>
  target instanceof Element && target.closest("button, a, input") !== null;

type SelectProps = { readonly index: number; readonly rows: readonly Row[] };

const SelectShown = ({ index, rows }: SelectProps): React.JSX.Element => {
  const hub = useHub();
  const checked = usePart(selectionPart, (ids) => allSelected(rows, ids));
  return (
    <SelectHeader index={index} checked={checked} onChange={() => dispatch(hub, { kind: "select-all" })} />
  );
};

function sortBy(store: Store<HubState>, columnId: string | undefined, order: SortOrder): void {
  const column = sortColumnOf(columnId);
  if (column === null) return;
  const direction = order === SortOrder.ascending ? "ascending" : "descending";
  store.update((state) => withQuery(state, { sort: { column, direction } }));
}
