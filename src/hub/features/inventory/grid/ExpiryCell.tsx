import * as React from "react";
import { dayText, expiryDetail, expiryText, expiryUtc } from "../../../../words/expiry";
import type { CellProps } from "./cell-props";

type Props = Pick<CellProps, "row" | "facts" | "now" | "dates">;

/** When the credential ends, the date, what speaks against it; where the date comes from, and UTC, in the tooltip. */
export const ExpiryCell = ({ row: { expiry }, facts: { drift }, now, dates }: Props): React.JSX.Element => {
  const utc = expiryUtc(expiry);
  const source = expiryDetail(expiry, dates);
  return (
    <div className="hub-two-lines" title={utc === "" ? source : `${source} (${utc})`}>
      <span className="hub-line-1">{expiryText(expiry, now, dates)}</span>
      <span className="hub-line-2 secondary-text">{dayText(expiry, dates)}</span>
      {drift !== "" && <span className="hub-line-2 hub-drift">{drift}</span>}
    </div>
  );
};
