import * as React from "react";
import { anyText, unlistedText } from "../words/summary";

export type Choice = { readonly value: string; readonly text: string };

type Props = {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Null lets everything through. */
  readonly value: string | null;
  /** What to call a value that is none of the choices: a link may hold several values, or one nothing has. */
  readonly valueLabel?: string;
  readonly onChange: (value: string | null) => void;
};

const Select = ({ label, choices, value, valueLabel, onChange }: Props): React.JSX.Element => (
  <label className={`hub-filter-select${value === null ? "" : " hub-filter-active"}`}>
    <span>{label}</span>
    <select
      value={value ?? ""}
      onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? null : currentTarget.value)}
    >
      <option value="">{anyText(label)}</option>
      {value !== null && !choices.some((choice) => choice.value === value) && (
        <option value={value}>{valueLabel === undefined ? unlistedText : valueLabel}</option>
      )}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.text}
        </option>
      ))}
    </select>
  </label>
);

/** One filter as the browser's own list. Not drawn again while a person types elsewhere: it may hold thousands. */
export const FilterSelect = React.memo(Select);
