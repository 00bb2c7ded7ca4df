import * as React from "react";
import type { Band } from "../../../domain/expiry";
import type { Row } from "../../../domain/inventory";
import { expiryDetail, expiryText, expiryUtc } from "../../../words/expiry";
import type { CellProps } from "./cell-props";
import { StatusText, type Tone } from "../../shared/StatusText";

/** When the credential ends, the date, where the date comes from; the moment in UTC in the tooltip. */
export const ExpiryCell = ({ row, facts: { drift }, now, dates }: CellProps): React.JSX.Element => (
  <StatusText
    tone={toneOf(row)}
    text={expiryText(row.expiry, now, dates)}
    detail={
      <>
        {expiryDetail(row.expiry, dates)}
        {drift !== "" && <span className="hub-drift">⚠ {drift}</span>}
      </>
    }
    title={expiryUtc(row.expiry)}
  />
);

/** Disabled and failed connections stand in bands of their own; their expiry still has a tone. */
function toneOf({ band, expiry }: Row): Tone {
  if (expiry.state === "unknown") return "unknown";
  if (expiry.state === "no-secret") return "neutral";
  return toneOfBand(band);
}

function toneOfBand(band: Band): Tone {
  switch (band) {
    case "expired":
      return "bad";
    case "within-7":
    case "within-14":
    case "within-30":
      return "soon";
    case "later":
      return "good";
    case "issuer":
    case "disabled":
    case "failed":
    case "no-secret":
      return "neutral";
    case "unknown":
    case "no-access":
      return "unknown";
  }
}
