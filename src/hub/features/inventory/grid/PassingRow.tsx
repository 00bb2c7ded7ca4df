import * as React from "react";
import { kindText } from "../../../../words/common";
import { dayText, expiryText } from "../../../../words/expiry";
import type { CellProps } from "./cell-props";
import { columnsOf, type ColumnId, type Scope } from "./columns";

type Props = Pick<CellProps, "row" | "now" | "dates"> & { readonly index: number; readonly scope: Scope };

/** A row that somebody scrolls past: what is read in passing, and nothing to press. */
export const PassingRow = React.memo(({ row, index, scope, now, dates }: Props): React.JSX.Element => {
  const { connection, expiry } = row;
  const lines: Partial<Record<ColumnId, readonly string[]>> = {
    name: [connection.name, `${connection.type} · ${kindText(connection.kind)}`],
    project: [connection.project.name],
    expiry: [expiryText(expiry, now, dates), dayText(expiry, dates)],
  };
  return (
    <tr data-index={index} role="row" aria-rowindex={index + 2} className="hub-row hub-row-passing">
      <td role="gridcell" aria-colindex={1} className="hub-cell" />
      {columnsOf(scope).map((id, place) => (
        <td key={id} role="gridcell" aria-colindex={place + 2} className={`hub-cell hub-cell-${id}`}>
          {lines[id]?.map((line, at) => (
            <span
              key={at}
              dir="auto"
              className={at === 0 ? "hub-line-1 hub-one-line" : "hub-line-2 secondary-text"}
            >
              {line}
            </span>
          ))}
        </td>
      ))}
    </tr>
  );
});
PassingRow.displayName = "PassingRow";
