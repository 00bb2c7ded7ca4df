import * as React from "react";
import { useHub } from "../../shell/contracts/hub-context";
import { PlainButton } from "../../shared/PlainButton";
import { dispatch } from "../../shared/dispatch";
import { renewingSummary, showProgressText, verifyingSummary } from "./words/bulk";
import { useBulk } from "./bulk-state";

/** What goes on, or has ended, while its panel is closed. */
export const UnderWay = (): React.JSX.Element => {
  const hub = useHub();
  const renewing = useBulk((state) => (state.renewing?.phase === "running" ? state.renewing.run : null));
  const verifying = useBulk((state) => state.verifying?.run ?? null);
  return (
    <>
      {renewing !== null && (
        <span className="hub-bulk-summary">
          {renewingSummary(renewing)}{" "}
          <PlainButton
            subtle={true}
            text={showProgressText("renew")}
            onClick={() => dispatch(hub, { kind: "bulk-renewal" })}
          />
        </span>
      )}
      {verifying !== null && (
        <span className="hub-bulk-summary">
          {verifyingSummary(verifying)}{" "}
          <PlainButton
            subtle={true}
            text={showProgressText("verify")}
            onClick={() => dispatch(hub, { kind: "bulk-verification" })}
          />
        </span>
      )}
    </>
  );
};
