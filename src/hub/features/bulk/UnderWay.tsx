import * as React from "react";
import { useHub } from "../../shell/contracts/hub-context";
import { PlainButton } from "../../shared/PlainButton";
import { grant } from "../../shell/wishes";
import { renewingSummary, showProgressText, verifyingSummary } from "./words/bulk";
import type { BulkPanel } from "./bulk-state";
import { useBulk } from "./use-bulk";

/** What goes on, or has ended, while its panel is closed. */
export const UnderWay = (): React.JSX.Element => {
  const hub = useHub();
  const open = (panel: BulkPanel): void => grant(hub, { kind: "many", panel });
  const renewing = useBulk((state) => (state.renewing?.phase === "running" ? state.renewing.run : null));
  const verifying = useBulk((state) => state.verifying?.run ?? null);
  return (
    <>
      {renewing !== null && (
        <span className="hub-bulk-summary">
          {renewingSummary(renewing)}{" "}
          <PlainButton subtle={true} text={showProgressText("renew")} onClick={() => open("renew")} />
        </span>
      )}
      {verifying !== null && (
        <span className="hub-bulk-summary">
          {verifyingSummary(verifying)}{" "}
          <PlainButton subtle={true} text={showProgressText("verify")} onClick={() => open("verify")} />
        </span>
      )}
    </>
  );
};
