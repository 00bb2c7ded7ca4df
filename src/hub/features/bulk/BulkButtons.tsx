import * as React from "react";
import { PlainButton } from "../../shared/PlainButton";
import type { OnWish } from "../../shell/wishes";
import { renewSelectedText, verifyAllText } from "./words/bulk-bar";

/** Where focus goes back to when a panel closes. */
export const openerIds = { renew: "hub-renew-selected", verify: "hub-verify-all" } as const;

type Props = { readonly nothingSelected: boolean; readonly onWish: OnWish };

/** The two ways to do something with many connections. */
export const BulkButtons = ({ nothingSelected, onWish }: Props): React.JSX.Element => (
  <>
    <PlainButton
      id={openerIds.renew}
      text={renewSelectedText}
      disabled={nothingSelected}
      onClick={() => onWish({ kind: "many", panel: "renew" })}
    />
    <PlainButton
      id={openerIds.verify}
      text={verifyAllText}
      icon="beaker"
      onClick={() => onWish({ kind: "many", panel: "verify" })}
    />
  </>
);
