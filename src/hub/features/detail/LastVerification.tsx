import * as React from "react";
import type { Row } from "../../../domain/inventory";
import { dispatch } from "../../shared/dispatch";
import { useRowFacts } from "../../shared/verification/use-row-facts";
import { VerificationCell } from "../../shared/verification/VerificationCell";
import { useHub } from "../../shell/contracts/hub-context";
import { sectionTitles } from "./words/detail";
import { Section } from "./Section";

/** How the last verification ended, as the row says it. */
export const LastVerification = ({ row }: { readonly row: Row }): React.JSX.Element => {
  const hub = useHub();
  const facts = useRowFacts(row);
  return (
    <Section title={sectionTitles.verification}>
      <VerificationCell row={row} facts={facts} onAction={(action) => dispatch(hub, action)} />
    </Section>
  );
};
