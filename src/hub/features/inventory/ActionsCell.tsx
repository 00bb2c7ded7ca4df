import * as React from "react";
import type { ServiceConnection } from "../../../domain/service-connection";
import { PlainButton } from "../../shared/PlainButton";
import type { RowWish } from "../../shell/wishes";
import { noRenewalText, renewName, renewText, verifyName, verifyText } from "./words/inventory";
import { rowButtonName, rowButtonText } from "../federation/words/entry";
import type { CellProps } from "./RowCells";

type Props = Pick<CellProps, "row" | "facts" | "zone" | "onWish">;

/** What can be done with one connection; where nothing can be renewed, the reason. */
export const ActionsCell = ({
  row: { connection },
  facts: { verifying },
  zone,
  onWish,
}: Props): React.JSX.Element => {
  const noRenewal = noRenewalText(connection);
  const wish = (kind: RowWish["kind"]) => (): void => onWish({ kind, connectionId: connection.id });
  return (
    <div className="hub-row-actions">
      {noRenewal === null && (
        <PlainButton text={renewText} ariaLabel={renewName(connection)} zone={zone} onClick={wish("renew")} />
      )}
      {!connection.incomplete && (
        <PlainButton
          text={verifyText}
          ariaLabel={verifyName(connection)}
          subtle={noRenewal === null}
          disabled={verifying}
          zone={zone}
          onClick={wish("verify")}
        />
      )}
      {mayBeFederated(connection) && (
        <PlainButton
          text={rowButtonText}
          ariaLabel={rowButtonName(connection.name)}
          subtle={true}
          zone={zone}
          onClick={wish("federation")}
        />
      )}
      {noRenewal !== null && (
        <span className="hub-no-renewal secondary-text" title={noRenewal.reason}>
          {noRenewal.short}
        </span>
      )}
    </div>
  );
};

/** Connections to Azure, and federated ones of every type, whose issuer may retire (W1). */
const mayBeFederated = ({ type, kind, incomplete }: ServiceConnection): boolean =>
  !incomplete && (kind === "federated" || ["azurerm", "dockerregistry"].includes(type.toLowerCase()));
