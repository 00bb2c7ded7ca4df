import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import type { ServiceConnection } from "../../domain/service-connection";
import { useHub } from "../shell/contracts/hub-context";
import { dispatch } from "./dispatch";
import { selectionPart } from "./selection";
import { noRenewalText } from "./words/connection";
import { renewTogetherText } from "./words/renewal";

type Props = { readonly connection: ServiceConnection; readonly siblings: readonly ServiceConnection[] };

/** Opens one plan for all connections of an app registration: the selection becomes these, and nothing starts. */
export const RenewTogether = ({ connection, siblings }: Props): React.JSX.Element | null => {
  const hub = useHub();
  const all = [connection, ...siblings].filter((one) => noRenewalText(one) === null);
  if (all.length < 2 || noRenewalText(connection) !== null) return null;
  return (
    <Button
      text={renewTogetherText(all.length)}
      onClick={() => {
        hub.part(selectionPart).update(() => new Set(all.map(({ id }) => id)));
        dispatch(hub, { kind: "bulk-renewal" });
      }}
    />
  );
};
