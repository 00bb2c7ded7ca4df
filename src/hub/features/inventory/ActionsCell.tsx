import * as React from "react";
import type { ServiceConnection } from "../../../domain/service-connection";
import { PlainButton } from "../../shared/PlainButton";
import type { RowAction } from "../../shared/dispatch";
import { renewText, verifyName, verifyText } from "./words/inventory";
import { noRenewalText, renewName } from "../../shared/words/connection";
import { rowButtonName, rowButtonText } from "./words/inventory";
import type { CellProps } from "./cell-props";

type Props = Pick<CellProps, "row" | "facts" | "zone" | "onAction">;

/** What can be done with one connection; where nothing can be renewed, the reason. */
export const ActionsCell = ({
  row: { connection },
  facts: { verifying },
  zone,
  onAction,
}: Props): React.JSX.Element => {
  const noRenewal = noRenewalText(connection);
  const wish = (kind: RowAction["kind"]) => (): void => onAction({ kind, connectionId: connection.id });
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
