import * as React from "react";
import { Checkbox } from "azure-devops-ui/Checkbox";
import type { BulkItem } from "../../../domain/bulk";
import { expectedMs } from "../../../domain/bulk-progress";
import { plannedEnd } from "../../../domain/renewal/plan";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import {
  bulkRefusalWords,
  expectedText,
  modeText,
  needsPersonText,
  orderText,
  planHeadings,
  planRules,
  planSummary,
  refusedText,
  sameAppText,
  tickName,
  unusedText,
  unusedTitle,
  willRenewText,
} from "./words/bulk";
import { reasonText, warningText } from "../../shared/words/renewal";
import type { BulkPlan } from "../../../domain/bulk";
import { tickUnused } from "./actions";
import { Names } from "./Names";
import { SmallTable } from "./SmallTable";

/** What will happen to each selected connection, before anything does. */
export const BulkPlanView = ({ plan }: { readonly plan: BulkPlan }): React.JSX.Element => {
  const hub = useHub();
  const { dates, ports } = hub;
  const lifetime = useHubState(({ inventory }) => inventory?.settings.lifetimeDays ?? 0);
  const withProject = ports.host.scope.kind === "organization";
  const together = new Map(plan.groups.map(({ subject, items }) => [subject, items.length]));
  const headings = [planHeadings.name, planHeadings.mode, planHeadings.remarks];
  const cells = (item: BulkItem): readonly React.ReactNode[] => [
    <Names key="name" one={item} withProject={withProject} />,
    <span key="mode" title={reasonText(item.offer.reason)}>
      {modeText(item.mode)}
    </span>,
    remarksOf(item, together.get(item.subject) ?? 1).join(" "),
  ];
  const parts = [
    { name: willRenewText, items: plan.items.filter(({ needsPerson }) => !needsPerson) },
    { name: needsPersonText, items: plan.items.filter(({ needsPerson }) => needsPerson) },
  ];
  const until = plannedEnd(ports.clock.now(), lifetime);
  return (
    <>
      <p role="status">
        <strong>{planSummary(plan)}</strong>
      </p>
      {plan.items.length > 0 && (
        <p>
          {planRules(plan.items, until, lifetime, dates)} {expectedText(expectedMs(plan.items))}
        </p>
      )}
      {parts.map(({ name, items }) =>
        items.length === 0 ? null : (
          <SmallTable key={name} {...{ name, headings, items, cells }} keyOf={(item) => item.connectionId} />
        ),
      )}
      {plan.groups
        .filter(({ items }) => items.length > 1)
        .map(({ subject, items }) => (
          <p key={subject} dir="auto">
            {orderText(items.map(({ name }) => name))}
          </p>
        ))}
      {plan.unused.length > 0 && (
        <>
          <SmallTable
            name={unusedTitle}
            headings={[planHeadings.name, planHeadings.mode, planHeadings.remarks]}
            items={plan.unused}
            keyOf={(item) => item.connectionId}
            cells={(item) => [
              <Names key="name" one={item} withProject={withProject} />,
              modeText(item.mode),
              <Checkbox
                key="tick"
                label={tickName(item.name)}
                checked={false}
                onChange={() => tickUnused(hub, item.connectionId)}
              />,
            ]}
          />
          <p className="secondary-text">{unusedText}</p>
        </>
      )}
      {plan.refused.length > 0 && (
        <SmallTable
          name={refusedText}
          headings={[planHeadings.name, planHeadings.reason]}
          items={plan.refused}
          keyOf={(item) => item.connectionId}
          cells={(item) => {
            const { happened, next } = bulkRefusalWords(item.refusal);
            return [<Names key="name" one={item} withProject={withProject} />, `${happened} ${next}`];
          }}
        />
      )}
    </>
  );
};

const remarksOf = (item: BulkItem, together: number): readonly string[] => [
  ...(together > 1 ? [`${sameAppText(together)}.`] : []),
  ...item.warnings
    .filter((warning) => warning !== "shared-app-registration" || together === 1)
    .map(warningText),
];
