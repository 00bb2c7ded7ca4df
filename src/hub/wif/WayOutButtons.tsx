import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import type { ServiceConnection } from "../../domain/service-connection";
import { useHub } from "../hub-context";
import { withOverlay } from "../hub-state";
import { roadButtonText, rowButtonName, rowButtonText } from "../words/wif-entry";

/** Opens "Use without a secret" for one connection; nothing for those that hold nothing federation could replace. */
export const CheckFederationButton = ({
  connection,
}: {
  readonly connection: ServiceConnection;
}): React.JSX.Element | null => {
  const { store } = useHub();
  if (!mayHaveWayOut(connection)) return null;
  return (
    <Button
      text={rowButtonText}
      ariaLabel={rowButtonName(connection.name)}
      subtle={true}
      onClick={() =>
        store.update((state) => withOverlay(state, { kind: "federation", connectionId: connection.id }))
      }
    />
  );
};

/** Opens the road out over all connections of the page. */
export const RoadOutButton = (): React.JSX.Element => {
  const { store } = useHub();
  return (
    <Button
      text={roadButtonText}
      onClick={() => store.update((state) => withOverlay(state, { kind: "road-out" }))}
    />
  );
};

/** Connections to Azure, and federated ones of every type, whose issuer may retire (W1). */
const mayHaveWayOut = ({ type, kind, incomplete }: ServiceConnection): boolean =>
  !incomplete && (kind === "federated" || ["azurerm", "dockerregistry"].includes(type.toLowerCase()));
