import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import type { ServiceConnection } from "../../domain/service-connection";
import { useHub, useHubState } from "../hub-context";
import { withOverlay } from "../hub-state";
import { CheckFederationButton } from "../wif/WayOutButtons";
import { noRenewalText, renewName, renewText, verifyName, verifyText } from "../words/inventory";

/** What can be done with one connection; where nothing can be renewed, the reason. */
export const ActionsCell = ({
  connection,
}: {
  readonly connection: ServiceConnection;
}): React.JSX.Element => {
  const { store, intents } = useHub();
  const { id } = connection;
  const verifying = useHubState((state) => state.checks.get(id)?.state === "running");
  const noRenewal = noRenewalText(connection);
  return (
    <div className="hub-row-actions">
      {noRenewal === null && (
        <Button
          text={renewText}
          ariaLabel={renewName(connection)}
          onClick={() => store.update((state) => withOverlay(state, { kind: "renewal", connectionId: id }))}
        />
      )}
      {!connection.incomplete && (
        <Button
          text={verifyText}
          ariaLabel={verifyName(connection)}
          subtle={noRenewal === null}
          disabled={verifying}
          onClick={() => void intents.verify(connection)}
        />
      )}
      <CheckFederationButton connection={connection} />
      {noRenewal !== null && (
        <span className="hub-no-renewal secondary-text" title={noRenewal.reason}>
          {noRenewal.short}
        </span>
      )}
    </div>
  );
};
