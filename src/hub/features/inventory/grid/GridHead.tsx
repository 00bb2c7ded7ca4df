import * as React from "react";
import type { Row } from "../../../../domain/inventory";
import { useHub, useHubState, usePart } from "../../../shell/contracts/hub-context";
import { withQuery } from "../../../shell/contracts/hub-state";
import { dispatch } from "../../../shared/dispatch";
import { PlainCheckbox } from "../../../shared/PlainCheckbox";
import { allSelected, selectionPart } from "../../../shared/selection";
import { columnNames, selectAllName } from "../words/inventory";
import { columnsOf, sortColumnOf, type ColumnId, type Scope } from "./columns";

type Props = {
  readonly rows: readonly Row[];
  readonly scope: Scope;
  /** The column which Tab reaches; null while that is in a row. */
  readonly stop: number | null;
};

/** The head: a box for all rows shown, and a name for each column, which sorts by it. */
export const GridHead = ({ rows, scope, stop }: Props): React.JSX.Element => {
  const hub = useHub();
  const checked = usePart(selectionPart, (ids) => allSelected(rows, ids));
  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1} className="hub-row hub-head-row">
        <th role="columnheader" aria-colindex={1} className="hub-cell hub-cell-select">
          <PlainCheckbox
            ariaLabel={selectAllName}
            checked={checked}
            stop={stop === 0}
            onChange={() => dispatch(hub, { kind: "select-all" })}
          />
        </th>
        {columnsOf(scope).map((id, place) => (
          <HeaderCell key={id} id={id} column={place + 1} stops={stop === place + 1} />
        ))}
      </tr>
    </thead>
  );
};

type HeaderProps = { readonly id: ColumnId; readonly column: number; readonly stops: boolean };

/** Its own direction turns around, another column begins ascending. */
const HeaderCell = ({ id, column, stops }: HeaderProps): React.JSX.Element => {
  const { store } = useHub();
  const sort = useHubState((state) => state.query.sort);
  const by = sortColumnOf(id);
  const sorted = by === sort.column ? sort.direction : undefined;
  const press = (): void => {
    if (by === null) return;
    const direction = sorted === "ascending" ? "descending" : "ascending";
    store.update((state) => withQuery(state, { sort: { column: by, direction } }));
  };
  return (
    <th
      role="columnheader"
      aria-colindex={column + 1}
      aria-sort={sorted}
      tabIndex={stops ? 0 : -1}
      className={`hub-cell hub-head-cell hub-cell-${id}${by === null ? "" : " hub-sortable"}`}
      onClick={press}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        press();
      }}
    >
      {columnNames[id]}
      {sorted !== undefined && (
        <span className="hub-sort-sign" aria-hidden={true}>
          {sorted === "ascending" ? "↑" : "↓"}
        </span>
      )}
    </th>
  );
};
