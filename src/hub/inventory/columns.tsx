import * as React from "react";
import { SortOrder, TableCell, type ITableColumn } from "azure-devops-ui/Table";
import type { Row } from "../../domain/inventory";
import type { Column as SortColumn, Sort } from "../../domain/view-query";
import { kindExplanation, kindText } from "../words/common";
import { columnNames } from "../words/inventory";
import { ActionsCell } from "./ActionsCell";
import { ExpiryCell } from "./ExpiryCell";
import { NameCell } from "./NameCell";
import { VerificationCell } from "./VerificationCell";

type Column = {
  readonly id: keyof typeof columnNames;
  /** Negative is a share of the width that fixed columns leave. */
  readonly width: number;
  readonly render: (row: Row, narrow: boolean) => React.ReactNode;
};

const all: readonly Column[] = [
  {
    id: "name",
    width: -30,
    render: (row, narrow) => <NameCell row={row} withKind={narrow} />,
  },
  {
    id: "project",
    width: -16,
    render: (row) => (
      <span className="hub-wrap" dir="auto">
        {row.connection.project.name}
      </span>
    ),
  },
  {
    id: "kind",
    width: -14,
    render: (row) => (
      <span className="hub-wrap" title={kindExplanation(row.connection.kind)}>
        {kindText(row.connection.kind)}
      </span>
    ),
  },
  { id: "expiry", width: -32, render: (row) => <ExpiryCell row={row} /> },
  { id: "verification", width: -26, render: (row) => <VerificationCell row={row} /> },
  { id: "actions", width: 322, render: (row) => <ActionsCell connection={row.connection} /> },
];

type Shown = {
  readonly scope: "project" | "organization";
  readonly narrow: boolean;
  readonly sort: Sort;
};

/** The columns of the list; only the organization's list names projects, and a narrow one says the kind below the name. */
export const columnsFor = ({ scope, narrow, sort }: Shown): ITableColumn<Row>[] =>
  all
    .filter(({ id }) => (id !== "project" || scope === "organization") && (id !== "kind" || !narrow))
    .map((column) => tableColumn(column, narrow, sort));

/** What a column of the list sorts by; null for one that sorts by nothing. */
export const sortColumnOf = (id: string | undefined): SortColumn | null =>
  id === "name" || id === "project" || id === "kind" || id === "expiry" || id === "verification" ? id : null;

/** Wide enough for two of the three buttons; the third goes to a line of its own. */
const narrowActions = 196;

const tableColumn = ({ id, width, render }: Column, narrow: boolean, sort: Sort): ITableColumn<Row> => ({
  id,
  name: columnNames[id],
  readonly: true,
  width: id === "actions" && narrow ? narrowActions : width,
  ...sortPropsOf(sort, id),
  renderCell: (_, columnIndex, column, row) => (
    <TableCell key={id} columnIndex={columnIndex} tableColumn={column} className={`hub-cell hub-cell-${id}`}>
      <div className="bolt-table-cell-content">{render(row, narrow)}</div>
    </TableCell>
  ),
});

/** Says which column the list is sorted by, as `aria-sort` (P90). */
function sortPropsOf({ column, direction }: Sort, id: string): Pick<ITableColumn<Row>, "sortProps"> | null {
  if (sortColumnOf(id) === null) return null;
  if (column !== id) return { sortProps: {} };
  return {
    sortProps: { sortOrder: direction === "ascending" ? SortOrder.ascending : SortOrder.descending },
  };
}
