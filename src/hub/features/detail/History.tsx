import * as React from "react";
import type { Row } from "../../../domain/inventory";
import type { Inventory } from "../../../operations/load-inventory";
import { useHub } from "../../shell/contracts/hub-context";
import {
  nameForgottenText,
  noHistoryText,
  recordsUnreadText,
  renewalText,
  sectionTitles,
} from "./words/detail";
import { dateTimeText } from "../../../words/expiry";
import { Section } from "./Section";

type Props = { readonly row: Row; readonly inventory: Inventory };

/** The renewals the hub recorded, newest first. */
export const History = ({ row, inventory }: Props): React.JSX.Element => {
  const { dates } = useHub();
  const renewals = row.record?.renewals ?? [];
  const unread = inventory.records.state === "failed" || inventory.records.unreadable > 0;
  return (
    <Section title={sectionTitles.history}>
      {renewals.length === 0 && <p>{unread ? recordsUnreadText : noHistoryText}</p>}
      {renewals.length > 0 && (
        <ol className="hub-detail-list">
          {renewals.map((renewal) => (
            <li key={renewal.runId}>
              {renewalText(renewal, dates)}
              <span className="secondary-text">
                {" · "}
                {dateTimeText(renewal.at, dates.culture, dates.timeZone)}
                {" · "}
                <span dir="auto">{renewal.by.name === "" ? nameForgottenText : renewal.by.name}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
};
