import * as React from "react";
import { driftOf } from "../../../domain/drift";
import type { Row } from "../../../domain/inventory";
import { useHub, useHubState, usePart } from "../../shell/contracts/hub-context";
import { interruptedPart } from "../../shared/renewals/running";
import { sectionTitles } from "./words/detail";
import { driftStepText, driftText } from "../../../words/drift";
import { findingLabel } from "../../../words/finding-labels";
import { Section } from "./Section";

/** Where Azure DevOps and Entra do not agree, what it means, and what to do. */
export const Findings = ({ row }: { readonly row: Row }): React.JSX.Element | null => {
  const { dates } = useHub();
  const now = useHubState((state) => state.now);
  const interrupted = usePart(interruptedPart, (ids) => ids.has(row.connection.id.toLowerCase()));
  const findings = driftOf(row, now);
  if (findings.length === 0) return null;
  return (
    <Section title={sectionTitles.findings}>
      <ul className="hub-findings">
        {findings.map((finding) => (
          <li key={finding.code}>
            <strong>{findingLabel(finding)}.</strong> {driftText(finding, dates)}{" "}
            <em>{driftStepText(finding.next, interrupted)}</em>
          </li>
        ))}
      </ul>
    </Section>
  );
};
