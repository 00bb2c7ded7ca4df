import * as React from "react";
import { TableCell, type ITableColumn } from "azure-devops-ui/Table";
import type { Row } from "../../domain/inventory";
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
    render: (row, narrow) => <NameCell connection={row.connection} withKind={narrow} />,
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
  { id: "actions", width: 196, render: (row) => <ActionsCell connection={row.connection} /> },
];

/** The columns of the list; only the organization's list names projects, and a narrow one says the kind below the name. */
export const columnsFor = (scope: "project" | "organization", narrow: boolean): ITableColumn<Row>[] =>
  all
    .filter(({ id }) => (id !== "project" || scope === "organization") && (id !== "kind" || !narrow))
    .map((column) => tableColumn(column, narrow));

const tableColumn = ({ id, width, render }: Column, narrow: boolean): ITableColumn<Row> => ({
  id,
  name: columnNames[id],
  readonly: true,
  width,
  renderCell: (_, columnIndex, column, row) => (
    <TableCell key={id} columnIndex={columnIndex} tableColumn={column} className={`hub-cell hub-cell-${id}`}>
      <div className="bolt-table-cell-content">{render(row, narrow)}</div>
    </TableCell>
  ),
});
