import * as React from "react";
import type { ServiceConnection } from "../../../domain/service-connection";
import { useHub } from "../../shell/contracts/hub-context";
import { dispatch } from "../dispatch";
import { PlainButton } from "../PlainButton";
import { convertInsteadText } from "../words/findings";

type Props = { readonly connection: ServiceConnection; readonly primary?: boolean };

/** The way to the connection's conversion, where no secret may be created; none for a type that Azure DevOps can't convert. */
export const ConvertInstead = ({ connection, primary = false }: Props): React.JSX.Element | null => {
  const hub = useHub();
  const open = (): void => dispatch(hub, { kind: "federation", connectionId: connection.id });
  return connection.type.toLowerCase() === "azurerm" ? (
    <PlainButton text={convertInsteadText} primary={primary} onClick={open} />
  ) : null;
};
