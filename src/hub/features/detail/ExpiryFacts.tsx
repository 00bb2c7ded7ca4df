import * as React from "react";
import type { Expiry } from "../../../domain/expiry";
import type { Row } from "../../../domain/inventory";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { certaintyText } from "../../../words/certainty";
import { sectionTitles } from "./words/detail";
import { expiryDetail, expiryText, expiryUtc } from "../../../words/expiry";
import { Section } from "./Section";

/** When the credential ends, where that comes from and how sure it is. */
export const ExpiryFacts = ({ row: { expiry } }: { readonly row: Row }): React.JSX.Element => {
  const { dates } = useHub();
  const now = useHubState((state) => state.now);
  return (
    <Section title={sectionTitles.expiry}>
      <p title={expiryUtc(expiry)}>
        <strong>{expiryText(expiry, now, dates)}</strong>
        {/* Without a day of its own, the sentence below says the same as the row's second line. */}
        {hasDay(expiry) && <> ({expiryDetail(expiry, dates)})</>}
      </p>
      <p>{certaintyText(expiry)}</p>
    </Section>
  );
};

const hasDay = ({ state }: Expiry): boolean =>
  state === "at" || state === "refused-as-expired" || state === "issuer-retires";
