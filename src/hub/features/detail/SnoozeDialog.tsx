import * as React from "react";
import "./detail.scss";
import { Dialog } from "azure-devops-ui/Dialog";
import { instant, millisecondsPerDay } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import { isSnoozed } from "../../../domain/summary-cards";
import { localDay } from "../../../domain/time-zone";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { notSavedText, savingText } from "./words/detail";
import * as words from "./words/snooze";
import { dateText } from "../../../words/expiry";
import { failureSentence, sentenceText } from "../../../words/failure";
import { startOfDay } from "../../shared/dates";
import { FormField } from "../../shared/FormField";
import { putOff, type SnoozeRequest } from "./actions";
import { cancelText } from "../../shared/words/page";
import { useSaving } from "../../shared/use-saving";

type Props = { readonly row: Row; readonly onClose: () => void };

/** Puts a connection off until a day, for a reason, or ends that; closes once it is kept. */
export const SnoozeDialog = ({ row, onClose }: Props): React.JSX.Element => {
  const hub = useHub();
  const { zone, culture, timeZone } = hub.dates;
  const now = useHubState((state) => state.now);
  const [day, setDay] = React.useState("");
  const [reason, setReason] = React.useState("");
  const [tried, setTried] = React.useState(false);
  const { busy, failure, run } = useSaving();
  const snoozed = isSnoozed(row, now);
  const until = startOfDay(day, zone);
  const dayProblem = until === null ? words.dateMissingText : until <= now ? words.dateInPastText : null;
  const reasonProblem = reason.trim() === "" ? words.reasonMissingText : null;
  const keep = (request: SnoozeRequest | null, said: string): void =>
    run(async () => {
      const refused = await putOff(hub, row.connection, request);
      if (refused !== null) return refused;
      hub.store.update((state) => ({ ...state, announcement: said }));
      onClose();
      return null;
    });
  const submit = (): void => {
    if (snoozed) return keep(null, words.snoozeEndedText(row.connection));
    setTried(true);
    if (until === null || dayProblem !== null || reasonProblem !== null) return;
    keep(
      { until, reason: reason.trim() },
      words.snoozedAnnouncement(row.connection, dateText(until, culture, timeZone)),
    );
  };
  const title = words.snoozeName(row.connection);
  return (
    <Dialog
      titleProps={{ text: title }}
      onDismiss={onClose}
      footerButtonProps={[
        { text: cancelText, onClick: onClose },
        {
          text: busy ? savingText : snoozed ? words.endSnoozeText : words.snoozeText,
          primary: true,
          disabled: busy,
          onClick: submit,
        },
      ]}
    >
      <div className="hub-snooze rhythm-vertical-8">
        {snoozed ? (
          <SnoozedText row={row} />
        ) : (
          <>
            <p className="secondary-text">{words.snoozeExplanation}</p>
            <form
              className="hub-detail-form"
              onSubmit={(event) => {
                event.preventDefault();
                submit();
              }}
            >
              <FormField
                id="hub-snooze-until"
                label={words.snoozeUntilLabel}
                type="date"
                value={day}
                min={localDay(instant(now + millisecondsPerDay), zone)}
                problem={tried ? dayProblem : null}
                onChange={setDay}
              />
              <FormField
                id="hub-snooze-reason"
                label={words.snoozeReasonLabel}
                type="text"
                value={reason}
                problem={tried ? reasonProblem : null}
                onChange={setReason}
              />
              {/* Enter in a field sends the form only where it holds a button of its own or a single field. */}
              <input type="submit" hidden />
            </form>
          </>
        )}
        {failure !== null && (
          <p role="alert">
            {notSavedText} {sentenceText(failureSentence(failure, "verification"))}
          </p>
        )}
      </div>
    </Dialog>
  );
};

/** Until when a connection is snoozed, by whom, and why. */
export const SnoozedText = ({ row }: { readonly row: Row }): React.JSX.Element | null => {
  const { culture, timeZone } = useHub().dates;
  const snooze = row.record?.snooze ?? null;
  if (snooze === null) return null;
  const day = (at: typeof snooze.at): string => dateText(at, culture, timeZone);
  return (
    <p dir="auto">
      {words.snoozedByText(day(snooze.until), snooze.by.name, day(snooze.at))} {snooze.reason}
    </p>
  );
};
