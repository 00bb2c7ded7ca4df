import * as React from "react";
import { useHub } from "../../../shell/contracts/hub-context";
import { dispatch } from "../../../shared/dispatch";
import { PlainCheckbox } from "../../../shared/PlainCheckbox";
import type { Doing } from "../../../shared/verification/row-view";
import { factsIn, type RowContext } from "../../../shared/verification/use-row-facts";
import { VerificationCell } from "../../../shared/verification/VerificationCell";
import { selectName } from "../words/inventory";
import { ActionsCell } from "./ActionsCell";
import type { CellProps } from "./cell-props";
import { columnsOf, type ColumnId, type Scope } from "./columns";
import { ExpiryCell } from "./ExpiryCell";
import { NameCell } from "./NameCell";

type Props = Pick<CellProps, "row" | "onMenu"> &
  Doing & {
    readonly context: RowContext;
    readonly selected: boolean;
    readonly index: number;
    readonly scope: Scope;
    /** The column which Tab reaches; null for all rows but one. */
    readonly stop: number | null;
    readonly measure: (row: HTMLElement | null) => void;
  };

/** One row, drawn again only when something of its own changed: it is told all it shows, and follows nothing itself. */
export const GridRow = React.memo(
  ({
    row,
    index,
    scope,
    stop,
    check,
    running,
    context,
    selected,
    measure,
    onMenu,
  }: Props): React.JSX.Element => {
    const hub = useHub();
    const { connection } = row;
    const props: CellProps = {
      row,
      facts: factsIn(row, context, { check, running }),
      now: context.now,
      dates: context.dates,
      onAction: (action) => dispatch(hub, action),
      onMenu,
    };
    return (
      <tr
        ref={measure}
        data-index={index}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={selected}
        className={`hub-row${selected ? " hub-row-selected" : ""}`}
      >
        <td role="gridcell" aria-colindex={1} className="hub-cell hub-cell-select">
          <PlainCheckbox
            ariaLabel={selectName(connection)}
            checked={selected}
            stop={stop === 0}
            onChange={() => dispatch(hub, { kind: "select", connectionId: connection.id })}
          />
        </td>
        {columnsOf(scope).map((id, place) => (
          <td
            key={id}
            role="gridcell"
            aria-colindex={place + 2}
            tabIndex={stop === place + 1 ? 0 : -1}
            className={`hub-cell hub-cell-${id}`}
          >
            {contentOf(id, props)}
          </td>
        ))}
      </tr>
    );
  },
);
GridRow.displayName = "GridRow";

function contentOf(id: ColumnId, props: CellProps): React.ReactNode {
  switch (id) {
    case "name":
      return <NameCell {...props} />;
    case "project": {
      const { name } = props.row.connection.project;
      return (
        <span className="hub-line-1 hub-one-line" dir="auto" title={name}>
          {name}
        </span>
      );
    }
    case "expiry":
      return <ExpiryCell {...props} />;
    case "verification":
      return <VerificationCell {...props} inRow={true} />;
    case "actions":
      return <ActionsCell {...props} />;
  }
}
