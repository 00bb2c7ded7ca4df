import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import type { Row } from "../../../domain/inventory";
import { localDay } from "../../../domain/time-zone";
import { useHub } from "../../shell/contracts/hub-context";
import {
  expiryDateLabel,
  notSavedText,
  removeDateText,
  saveDateText,
  savingText,
  sectionTitles,
  typedByText,
  typedExplanation,
} from "./words/detail";
import { dateMissingText } from "./words/snooze";
import { dateText } from "../../../words/expiry";
import { failureSentence, sentenceText } from "../../../words/failure";
import { endOfDay } from "../../shared/dates";
import { FormField } from "../../shared/FormField";
import { enterExpiry } from "./actions";
import { Section } from "./Section";
import { useSaving } from "../../shared/use-saving";

/** A date entered by an administrator, where no system tells one. */
export const TypedExpiryForm = ({ row }: { readonly row: Row }): React.JSX.Element | null => {
  const hub = useHub();
  const { dates } = hub;
  const typed = row.record?.typedExpiry ?? null;
  const [day, setDay] = React.useState(typed === null ? "" : localDay(typed.until, dates.zone));
  const [problem, setProblem] = React.useState<string | null>(null);
  const { busy, failure, run } = useSaving();
  if (!takesTypedDate(row)) return null;
  const save = (event: React.FormEvent | React.MouseEvent): void => {
    event.preventDefault();
    const until = endOfDay(day, dates.zone);
    setProblem(until === null ? dateMissingText : null);
    if (until !== null) run(() => enterExpiry(hub, row.connection, until));
  };
  return (
    <Section title={sectionTitles.typed}>
      <p className="secondary-text">{typedExplanation}</p>
      {typed !== null && (
        <p dir="auto">{typedByText(typed.by.name, dateText(typed.at, dates.culture, dates.timeZone))}</p>
      )}
      <form className="hub-detail-form" onSubmit={save}>
        <FormField
          id="hub-typed-expiry"
          label={expiryDateLabel}
          type="date"
          value={day}
          problem={problem}
          onChange={setDay}
        />
        <Button text={busy ? savingText : saveDateText} disabled={busy} onClick={save} />
        {typed !== null && (
          <Button
            text={removeDateText}
            subtle={true}
            disabled={busy}
            onClick={() => {
              setDay("");
              run(() => enterExpiry(hub, row.connection, null));
            }}
          />
        )}
      </form>
      {failure !== null && (
        <p role="alert">
          {notSavedText} {sentenceText(failureSentence(failure, "verification"))}
        </p>
      )}
    </Section>
  );
};

/** Where something expires and nothing but a person can tell when. */
export function takesTypedDate({ connection, expiry, record }: Row): boolean {
  if (connection.incomplete || connection.holds === "nothing" || connection.kind === "federated")
    return false;
  if (record?.typedExpiry != null || connection.kind === "other") return true;
  return expiry.state === "unknown" || expiry.state === "refused-as-expired";
}
