import * as React from "react";
import { driftOf, type DriftFinding } from "../../domain/drift";
import type { Band } from "../../domain/expiry";
import type { Row } from "../../domain/inventory";
import { useHub, useHubState } from "../hub-context";
import { driftSummary } from "../words/drift";
import { expiryDetail, expiryText, expiryUtc } from "../words/expiry";
import { StatusText, type Tone } from "./StatusText";

/** When the credential ends, the date, where the date comes from; the moment in UTC in the tooltip. */
export const ExpiryCell = ({ row }: { readonly row: Row }): React.JSX.Element => {
  const { dates } = useHub();
  const now = useHubState((state) => state.now);
  const drift = driftOf(row, now).filter(({ code }) => !isSaidAbove(code));
  return (
    <StatusText
      tone={toneOf(row)}
      text={expiryText(row.expiry, now, dates)}
      detail={
        <>
          {expiryDetail(row.expiry, dates)}
          {drift.length > 0 && <span className="hub-drift">⚠ {driftSummary(drift)}</span>}
        </>
      }
      title={expiryUtc(row.expiry)}
    />
  );
};

/** The cell's own words already tell these two. */
const isSaidAbove = (code: DriftFinding["code"]): boolean =>
  code === "old-issuer" || code === "several-live-credentials";

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
