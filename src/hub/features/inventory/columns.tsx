import * as React from "react";
import { SortOrder, type ITableColumn } from "azure-devops-ui/Table";
import type { Row } from "../../../domain/inventory";
import type { Column as SortColumn, Sort } from "../../../domain/view-query";
import { columnNames } from "./words/inventory";
import { columnsOf, selectWidth, type Shown } from "./row-columns";

type HeadProps = {
  readonly shown: Shown;
  readonly sort: Sort;
  /** The header over the boxes, which knows whether all rows are selected. */
  readonly selectHeader: (index: number) => React.JSX.Element;
};

/** The head of the list. The rows draw their cells themselves, all of a row in one go. */
export const columnsFor = ({ shown, sort, selectHeader }: HeadProps): ITableColumn<Row>[] => [
  {
    id: "select",
    name: "",
    width: selectWidth,
    renderHeaderCell: selectHeader,
    renderCell: drawnByRow,
  },
  ...columnsOf(shown).map(({ id, width }) => ({
    id,
    name: columnNames[id],
    readonly: true,
    width,
    ...sortPropsOf(sort, id),
    renderCell: drawnByRow,
  })),
];

const drawnByRow = (): React.JSX.Element => <></>;

/** What a column of the list sorts by; null for one that sorts by nothing. */
export const sortColumnOf = (id: string | undefined): SortColumn | null =>
  id === "name" || id === "project" || id === "kind" || id === "expiry" || id === "verification" ? id : null;

/** Says which column the list is sorted by, as `aria-sort` (P90). */
function sortPropsOf({ column, direction }: Sort, id: string): Pick<ITableColumn<Row>, "sortProps"> | null {
  if (sortColumnOf(id) === null) return null;
  if (column !== id) return { sortProps: {} };
  return {
    sortProps: { sortOrder: direction === "ascending" ? SortOrder.ascending : SortOrder.descending },
  };
}
