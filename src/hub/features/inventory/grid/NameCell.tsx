import * as React from "react";
import { kindText } from "../../../../words/common";
import { StatusIcon } from "../../../shared/StatusIcon";
import { detailName, stateText } from "../../../shared/words/connection";
import type { CellProps } from "./cell-props";

type Props = Pick<CellProps, "row" | "facts" | "onAction">;

/** The sign of the row, and the name, which opens the details, with its type; remote text is shown as text. */
export const NameCell = ({ row: { connection }, facts, onAction }: Props): React.JSX.Element => {
  const state = stateText(connection);
  const type = [connection.type, kindText(connection.kind), facts.advice].filter(Boolean).join(" · ");
  return (
    <div className="hub-status">
      <StatusIcon tone={facts.tone} />
      <div className="hub-two-lines">
        <button
          type="button"
          tabIndex={-1}
          className="hub-name-button"
          aria-label={detailName(connection)}
          title={connection.name}
          onClick={() => onAction({ kind: "details", connectionId: connection.id })}
        >
          <span className="hub-line-1 hub-name" dir="auto">
            {connection.name}
          </span>
        </button>
        <span className="hub-line-2 secondary-text" title={state ?? connection.stateMessage ?? type}>
          {state !== null && <strong>{state}. </strong>}
          {facts.snooze !== null && <strong title={facts.snooze.reason}>{facts.snooze.text} </strong>}
          <span dir="auto">{connection.type}</span> · {kindText(connection.kind)}
          {facts.advice !== "" && <span className="hub-advice"> · {facts.advice}</span>}
        </span>
      </div>
    </div>
  );
};
