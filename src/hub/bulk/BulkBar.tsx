import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import type { Row } from "../../domain/inventory";
import { useHub } from "../hub-context";
import {
  clearSelectionText,
  renewingSummary,
  renewSelectedText,
  selectedText,
  showProgressText,
  verifyAllText,
  verifyingSummary,
} from "../words/bulk";
import "./bulk-bar.scss";
import { rowsOf, withPanel, type BulkPanel } from "./bulk-state";
import { useBulk } from "./use-bulk";

type Props = { readonly rows: readonly Row[]; readonly shown: readonly Row[] };

/** What can be done with many, above the list, and how far it is. */
export const BulkBar = ({ rows, shown }: Props): React.JSX.Element => {
  const { bulk } = useHub();
  const selected = useBulk((state) => state.selected);
  const open = (panel: BulkPanel): void => bulk.update((state) => withPanel(state, panel, shown));
  const chosen = rowsOf(rows, selected);
  const hidden = chosen.length - rowsOf(shown, selected).length;
  return (
    <div className="hub-bulk-bar">
      <Button
        id={openerIds.renew}
        text={renewSelectedText}
        disabled={chosen.length === 0}
        onClick={() => open("renew")}
      />
      <Button
        id={openerIds.verify}
        text={verifyAllText}
        iconProps={{ iconName: "TestBeaker" }}
        onClick={() => open("verify")}
      />
      {chosen.length > 0 && (
        <>
          <span role="status">{selectedText(chosen.length, hidden)}</span>
          <Button
            subtle={true}
            text={clearSelectionText}
            onClick={() => bulk.update((state) => ({ ...state, selected: new Set() }))}
          />
        </>
      )}
      <UnderWay open={open} />
    </div>
  );
};

/** Where focus goes back to when a panel closes. */
export const openerIds = { renew: "hub-renew-selected", verify: "hub-verify-all" } as const;

/** What goes on, or has ended, while its panel is closed. */
const UnderWay = ({ open }: { readonly open: (panel: BulkPanel) => void }): React.JSX.Element => {
  const renewing = useBulk((state) => (state.renewing?.phase === "running" ? state.renewing.run : null));
  const verifying = useBulk((state) => state.verifying?.run ?? null);
  return (
    <>
      {renewing !== null && (
        <span className="hub-bulk-summary">
          {renewingSummary(renewing)}{" "}
          <Button subtle={true} text={showProgressText("renew")} onClick={() => open("renew")} />
        </span>
      )}
      {verifying !== null && (
        <span className="hub-bulk-summary">
          {verifyingSummary(verifying)}{" "}
          <Button subtle={true} text={showProgressText("verify")} onClick={() => open("verify")} />
        </span>
      )}
    </>
  );
};
