import * as React from "react";
import { RadioButton, RadioButtonGroup } from "azure-devops-ui/RadioButton";
import { isoDate, parseInstant, type Instant } from "../../../domain/instant";
import { mayBeChosen } from "../../../domain/findings/carried-end";
import { plannedEnd } from "../../../domain/renewal/plan";
import { lifetimeChoices, longestLifetimeDays } from "../../../domain/settings";
import { useHub } from "../../shell/contracts/hub-context";
import { carriedEndText } from "./words/certificate";
import { dateChoiceText, dateLabel, daysText, endText } from "./words/renewal";

type Props = {
  readonly title: string;
  readonly defaultDays: number;
  readonly until: Instant;
  /** What the pasted value says of its own end; null where it says nothing. Another one makes the choice anew. */
  readonly carried: Instant | null;
  readonly onChange: (until: Instant) => void;
};

/** 90, 180 or 365 days, the default of the settings, or a date; with the exact end. */
export const LifetimeChoice = ({
  title,
  defaultDays,
  until,
  carried,
  onChange,
}: Props): React.JSX.Element => {
  const { ports, dates } = useHub();
  const now = ports.clock.now();
  const [chosen, setChosen] = React.useState(
    carried !== null && mayBeChosen(carried, now) ? "date" : String(defaultDays),
  );
  const choices = [...new Set<number>([...lifetimeChoices, defaultDays])].sort((a, b) => a - b);
  const choose = (id: string): void => {
    setChosen(id);
    if (id !== "date") onChange(plannedEnd(now, Number(id)));
  };
  const chooseDate = (text: string): void => {
    const end = parseInstant(text === "" ? null : `${text}T23:59:00Z`);
    if (end !== null && mayBeChosen(end, now)) onChange(end);
  };
  return (
    <div className="rhythm-vertical-8">
      <RadioButtonGroup text={title} selectedButtonId={chosen} onSelect={choose}>
        {[
          ...choices.map((days) => <RadioButton key={days} id={String(days)} text={daysText(days)} />),
          <RadioButton key="date" id="date" text={dateChoiceText} />,
        ]}
      </RadioButtonGroup>
      {chosen === "date" && (
        <label>
          {dateLabel}{" "}
          <input
            type="date"
            className="hub-paste-field"
            min={isoDate(plannedEnd(now, 1))}
            max={isoDate(plannedEnd(now, longestLifetimeDays))}
            defaultValue={isoDate(until)}
            onChange={(event) => chooseDate(event.currentTarget.value)}
          />
        </label>
      )}
      {carried !== null && <div role="status">{carriedEndText(carried, now, dates)}</div>}
      <div className="secondary-text">{endText(until, dates)}</div>
    </div>
  );
};
