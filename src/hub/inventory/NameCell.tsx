import * as React from "react";
import type { Row } from "../../domain/inventory";
import { isSnoozed } from "../../domain/summary-cards";
import { useHub, useHubState } from "../hub-context";
import { withOverlay } from "../hub-state";
import { kindText } from "../words/common";
import { dateText } from "../words/expiry";
import { detailName, snoozedText, stateText } from "../words/inventory";

type Props = { readonly row: Row; readonly withKind: boolean };

/** The name, which opens the details, with its type; remote text is shown as text, in its own direction. */
export const NameCell = ({ row, withKind }: Props): React.JSX.Element => {
  const { store, dates } = useHub();
  const { connection, record } = row;
  const now = useHubState((state) => state.now);
  const state = stateText(connection);
  const snooze = record?.snooze ?? null;
  return (
    <div className="hub-two-lines">
      <button
        type="button"
        className="hub-name-button"
        aria-label={detailName(connection)}
        onClick={() =>
          store.update((current) => withOverlay(current, { kind: "detail", connectionId: connection.id }))
        }
      >
        <span className="hub-line-1 hub-name" dir="auto" title={connection.name}>
          {connection.name}
        </span>
      </button>
      <span className="hub-line-2 secondary-text" title={state ?? connection.stateMessage ?? undefined}>
        {state !== null && <strong>{state}. </strong>}
        {snooze !== null && isSnoozed(row, now) && (
          <strong title={snooze.reason}>
            {snoozedText(dateText(snooze.until, dates.culture, dates.timeZone))}{" "}
          </strong>
        )}
        <span dir="auto">{connection.type}</span>
        {withKind && ` · ${kindText(connection.kind)}`}
      </span>
    </div>
  );
};
