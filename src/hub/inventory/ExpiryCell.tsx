import * as React from "react";
import type { Band } from "../../domain/expiry";
import type { Row } from "../../domain/inventory";
import { useHub, useHubState } from "../hub-context";
import { expiryDetail, expiryText, expiryUtc } from "../words/expiry";
import { StatusText, type Tone } from "./StatusText";

/** When the credential ends, the date, where the date comes from; the moment in UTC in the tooltip. */
export const ExpiryCell = ({ row }: { readonly row: Row }): React.JSX.Element => {
  const { dates } = useHub();
  const now = useHubState((state) => state.now);
  return (
    <StatusText
      tone={toneOf(row)}
      text={expiryText(row.expiry, now, dates)}
      detail={expiryDetail(row.expiry, dates)}
      title={expiryUtc(row.expiry)}
    />
  );
};

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
