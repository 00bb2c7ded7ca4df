import * as React from "react";
import type { Row } from "../../../domain/inventory";
import type { Inventory } from "../../../operations/load-inventory";
import { useHub } from "../../shell/contracts/hub-context";
import {
  conversionText,
  nameForgottenText,
  noHistoryText,
  recordsUnreadText,
  renewalText,
  sectionTitles,
} from "./words/detail";
import { dateTimeText } from "../../../words/expiry";
import { Section } from "./Section";

type Props = { readonly row: Row; readonly inventory: Inventory };

/** The renewals and conversions the hub recorded, newest first. */
export const History = ({ row, inventory }: Props): React.JSX.Element => {
  const { dates } = useHub();
  const { renewals = [], conversions = [] } = row.record ?? {};
  const entries = [
    ...renewals.map((one) => ({ ...one, text: renewalText(one, dates) })),
    ...conversions.map((one) => ({ ...one, text: conversionText(one) })),
  ].sort((a, b) => b.at - a.at);
  const unread = inventory.records.state === "failed" || inventory.records.unreadable > 0;
  return (
    <Section title={sectionTitles.history}>
      {entries.length === 0 && <p>{unread ? recordsUnreadText : noHistoryText}</p>}
      {entries.length > 0 && (
        <ol className="hub-detail-list">
          {entries.map(({ runId, text, at, by }) => (
            <li key={runId}>
              {text}
              <span className="secondary-text">
                {" · "}
                {dateTimeText(at, dates.culture, dates.timeZone)}
                {" · "}
                <span dir="auto">{by.name === "" ? nameForgottenText : by.name}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
};
