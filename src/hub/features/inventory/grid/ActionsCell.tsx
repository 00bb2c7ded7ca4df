import * as React from "react";
import { PlainButton } from "../../../shared/PlainButton";
import { noRenewalText, renewName } from "../../../shared/words/connection";
import { moreActionsName, renewText } from "../words/inventory";
import type { CellProps } from "./cell-props";

type Props = Pick<CellProps, "row" | "onAction" | "onMenu">;

/** Renew, or the reason why there is nothing to renew, and the menu of everything else. */
export const ActionsCell = ({ row, onAction, onMenu }: Props): React.JSX.Element => {
  const { connection } = row;
  const noRenewal = noRenewalText(connection);
  return (
    <div className="hub-row-actions">
      {noRenewal === null ? (
        <PlainButton
          text={renewText}
          ariaLabel={renewName(connection)}
          stop={false}
          onClick={() => onAction({ kind: "renew", connectionId: connection.id })}
        />
      ) : (
        <span className="hub-no-renewal secondary-text" title={noRenewal.reason}>
          {noRenewal.short}
        </span>
      )}
      <PlainButton
        icon="more"
        ariaLabel={moreActionsName(connection)}
        opens="menu"
        subtle={true}
        stop={false}
        onClick={(button) => onMenu(row, button)}
      />
    </div>
  );
};
