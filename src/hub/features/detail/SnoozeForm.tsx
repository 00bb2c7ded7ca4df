import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { instant, millisecondsPerDay } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import { isSnoozed } from "../../../domain/summary-cards";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import {
  dateInPastText,
  dateMissingText,
  endSnoozeText,
  notSavedText,
  reasonMissingText,
  savingText,
  sectionTitles,
  snoozedByText,
  snoozeExplanation,
  snoozeReasonLabel,
  snoozeText,
  snoozeUntilLabel,
} from "./words/detail";
import { dateText } from "../../../words/expiry";
import { failureSentence, sentenceText } from "../../../words/failure";
import { dayOf, startOfDay } from "../../shared/dates";
import { FormField } from "../../shared/FormField";
import { putOff } from "./actions";
import { Section } from "./Section";
import { useSaving, type Saving } from "../../shared/use-saving";

/** Puts a connection off until a day, for a reason. */
export const SnoozeForm = ({ row }: { readonly row: Row }): React.JSX.Element => {
  const now = useHubState((state) => state.now);
  const saving = useSaving();
  return (
    <Section title={sectionTitles.snooze}>
      {isSnoozed(row, now) ? <Snoozed row={row} saving={saving} /> : <Form row={row} saving={saving} />}
      {saving.failure !== null && (
        <p role="alert">
          {notSavedText} {sentenceText(failureSentence(saving.failure, "verification"))}
        </p>
      )}
    </Section>
  );
};

type Props = { readonly row: Row; readonly saving: Saving };

const Snoozed = ({ row, saving: { busy, run } }: Props): React.JSX.Element | null => {
  const hub = useHub();
  const { culture, timeZone } = hub.dates;
  const snooze = row.record?.snooze ?? null;
  if (snooze === null) return null;
  const day = (at: typeof snooze.at): string => dateText(at, culture, timeZone);
  return (
    <>
      <p dir="auto">
        {snoozedByText(day(snooze.until), snooze.by.name, day(snooze.at))} {snooze.reason}
      </p>
      <Button
        text={busy ? savingText : endSnoozeText}
        disabled={busy}
        onClick={() => run(() => putOff(hub, row.connection, null))}
      />
    </>
  );
};

const Form = ({ row, saving: { busy, run } }: Props): React.JSX.Element => {
  const hub = useHub();
  const { zone } = hub.dates;
  const now = useHubState((state) => state.now);
  const [day, setDay] = React.useState("");
  const [reason, setReason] = React.useState("");
  const [tried, setTried] = React.useState(false);
  const until = startOfDay(day, zone);
  const dayProblem = until === null ? dateMissingText : until <= now ? dateInPastText : null;
  const reasonProblem = reason.trim() === "" ? reasonMissingText : null;
  const submit = (event: React.FormEvent | React.MouseEvent): void => {
    event.preventDefault();
    setTried(true);
    if (until === null || dayProblem !== null || reasonProblem !== null) return;
    run(() => putOff(hub, row.connection, { until, reason: reason.trim() }));
  };
  return (
    <>
      <p className="secondary-text">{snoozeExplanation}</p>
      <form className="hub-detail-form" onSubmit={submit}>
        <FormField
          id="hub-snooze-until"
          label={snoozeUntilLabel}
          type="date"
          value={day}
          min={dayOf(instant(now + millisecondsPerDay), zone)}
          problem={tried ? dayProblem : null}
          onChange={setDay}
        />
        <FormField
          id="hub-snooze-reason"
          label={snoozeReasonLabel}
          type="text"
          value={reason}
          problem={tried ? reasonProblem : null}
          onChange={setReason}
        />
        <Button text={busy ? savingText : snoozeText} disabled={busy} onClick={submit} />
      </form>
    </>
  );
};
