import * as React from "react";
import type { ServiceConnection } from "../../domain/service-connection";
import { kindText } from "../words/common";
import { stateText } from "../words/inventory";

type Props = { readonly connection: ServiceConnection; readonly withKind: boolean };

/** The name with its type; remote text is shown as text, in its own direction. */
export const NameCell = ({ connection, withKind }: Props): React.JSX.Element => {
  const state = stateText(connection);
  return (
    <div className="hub-two-lines">
      <span className="hub-line-1 hub-name" dir="auto" title={connection.name}>
        {connection.name}
      </span>
      <span className="hub-line-2 secondary-text" title={state ?? connection.stateMessage ?? undefined}>
        {state !== null && <strong>{state}. </strong>}
        <span dir="auto">{connection.type}</span>
        {withKind && ` · ${kindText(connection.kind)}`}
      </span>
    </div>
  );
};
