import type { CellProps } from "./cell-props";
import * as React from "react";
import { PlainCheckbox } from "../../shared/PlainCheckbox";
import { selectName } from "./words/inventory";
import { kindExplanation, kindText } from "../../../words/common";
import { ActionsCell } from "./ActionsCell";
import { ExpiryCell } from "./ExpiryCell";
import { NameCell } from "./NameCell";
import type { ColumnId } from "./row-columns";
import { columnsOf } from "./row-columns";
import { VerificationCell } from "../../shared/verification/VerificationCell";

/** The cells of one row, from its props alone: the first script draws them as well. */
export const RowCells = (props: CellProps): React.JSX.Element => {
  const { row, selected, shown, zone, onAction } = props;
  const { connection } = row;
  return (
    <>
      <Cell index={0} id="select">
        <PlainCheckbox
          ariaLabel={selectName(connection)}
          checked={selected}
          zone={zone}
          onChange={() => onAction({ kind: "select", connectionId: connection.id })}
        />
      </Cell>
      {columnsOf(shown).map(({ id }, position) => (
        <Cell key={id} index={position + 1} id={id}>
          <div className="bolt-table-cell-content">{contentOf(id, props)}</div>
        </Cell>
      ))}
    </>
  );
};

function contentOf(id: ColumnId, props: CellProps): React.ReactNode {
  const { connection } = props.row;
  switch (id) {
    case "name":
      return <NameCell {...props} />;
    case "project":
      return (
        <span className="hub-wrap" dir="auto">
          {connection.project.name}
        </span>
      );
    case "kind":
      return (
        <span className="hub-wrap" title={kindExplanation(connection.kind)}>
          {kindText(connection.kind)}
        </span>
      );
    case "expiry":
      return <ExpiryCell {...props} />;
    case "verification":
      return <VerificationCell {...props} />;
    case "actions":
      return <ActionsCell {...props} />;
  }
}

type CellFrame = {
  readonly index: number;
  readonly id: ColumnId | "select";
  readonly children: React.ReactNode;
};

const Cell = ({ index, id, children }: CellFrame): React.JSX.Element => (
  <td
    aria-colindex={index + 1}
    aria-readonly={true}
    className={`hub-cell hub-cell-${id} bolt-table-cell bolt-list-cell`}
    data-column-index={index}
    role="gridcell"
    onKeyDown={keepPresses}
  >
    {children}
  </td>
);

/** Enter and Space on a button inside of a row are the button's own: the list would act on the row instead. */
function keepPresses(event: React.KeyboardEvent): void {
  const { key, target } = event;
  if ((key === "Enter" || key === " ") && target instanceof Element && target.closest("button") !== null)
    event.stopPropagation();
}
