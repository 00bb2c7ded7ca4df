import * as React from "react";
import { PlainButton } from "../../shared/PlainButton";
import type { OnAction } from "../../shared/dispatch";
import { renewSelectedText, verifyAllText } from "./words/bulk-bar";

type Props = { readonly nothingSelected: boolean; readonly onAction: OnAction };

/** The two ways to do something with many connections. */
export const BulkButtons = ({ nothingSelected, onAction }: Props): React.JSX.Element => (
  <>
    <PlainButton
      text={renewSelectedText}
      disabled={nothingSelected}
      onClick={() => onAction({ kind: "bulk-renewal" })}
    />
    <PlainButton text={verifyAllText} icon="beaker" onClick={() => onAction({ kind: "bulk-verification" })} />
  </>
);
