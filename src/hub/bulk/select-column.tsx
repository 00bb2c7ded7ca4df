import * as React from "react";
import { Checkbox, TriStateCheckbox } from "azure-devops-ui/Checkbox";
import { TableCell, type ITableColumn, type ITableRow } from "azure-devops-ui/Table";
import type { Row } from "../../domain/inventory";
import type { ServiceConnection } from "../../domain/service-connection";
import { useHub } from "../hub-context";
import { selectAllName, selectName } from "../words/bulk";
import type { Store } from "../store";
import { allSelected, withSelected, type BulkState } from "./bulk-state";
import { useBulk } from "./use-bulk";

/** A checkbox per row, and one in the header for all rows shown. Selection goes by id, so sorting does not move it. */
export const selectColumn = (shown: readonly Row[]): ITableColumn<Row> => ({
  id: "select",
  name: "",
  readonly: true,
  width: 40,
  renderHeaderCell: (columnIndex) => (
    <th
      key="select"
      aria-colindex={columnIndex + 1}
      className="bolt-table-header-cell hub-cell-select"
      data-column-index={columnIndex}
      role="columnheader"
    >
      <SelectAll shown={shown} />
    </th>
  ),
  renderCell: (_, columnIndex, column, row) => (
    <TableCell
      key="select"
      className="hub-cell hub-cell-select"
      columnIndex={columnIndex}
      tableColumn={column}
    >
      <SelectOne connection={row.connection} />
    </TableCell>
  ),
});

const SelectOne = ({ connection }: { readonly connection: ServiceConnection }): React.JSX.Element => {
  const { bulk } = useHub();
  const checked = useBulk(({ selected }) => selected.has(connection.id));
  return (
    <Checkbox
      ariaLabel={selectName(connection)}
      checked={checked}
      onChange={(_, wanted) => bulk.update((state) => withSelected(state, [connection.id], wanted))}
    />
  );
};

const SelectAll = ({ shown }: { readonly shown: readonly Row[] }): React.JSX.Element => {
  const { bulk } = useHub();
  const checked = useBulk(({ selected }) => allSelected(shown, selected));
  const ids = shown.map(({ connection }) => connection.id);
  return (
    <TriStateCheckbox
      ariaLabel={selectAllName}
      checked={checked}
      onChange={() => bulk.update((state) => withSelected(state, ids, checked !== true))}
    />
  );
};

/** Space on a row selects it; on a button or a box inside of the row it is theirs. */
export function selectOnSpace(
  bulk: Store<BulkState>,
  event: React.SyntheticEvent<HTMLElement>,
  row: ITableRow<Row>,
): void {
  if (!("key" in event) || event.key !== " ") return;
  if (event.target instanceof Element && event.target.closest("button, a, [role=checkbox]") !== null) return;
  const { id } = row.data.connection;
  bulk.update((state) => withSelected(state, [id], !state.selected.has(id)));
}
