import * as React from "react";
import { kindText } from "../../../words/common";
import { detailName, stateText } from "../../shared/words/connection";
import type { CellProps } from "./cell-props";

/** The name, which opens the details, with its type; remote text is shown as text, in its own direction. */
export const NameCell = ({ row: { connection }, facts, shown, onAction }: CellProps): React.JSX.Element => {
  const state = stateText(connection);
  return (
    <div className="hub-two-lines">
      <button
        type="button"
        className="hub-name-button"
        aria-label={detailName(connection)}
        onClick={() => onAction({ kind: "details", connectionId: connection.id })}
      >
        <span className="hub-line-1 hub-name" dir="auto" title={connection.name}>
          {connection.name}
        </span>
      </button>
      <span className="hub-line-2 secondary-text" title={state ?? connection.stateMessage ?? undefined}>
        {state !== null && <strong>{state}. </strong>}
        {facts.snooze !== null && <strong title={facts.snooze.reason}>{facts.snooze.text} </strong>}
        <span dir="auto">{connection.type}</span>
        {shown.breakpoint !== "wide" && ` · ${kindText(connection.kind)}`}
      </span>
    </div>
  );
};
