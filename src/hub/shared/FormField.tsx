import * as React from "react";

type Props = {
  readonly id: string;
  readonly label: string;
  readonly type: "date" | "text";
  readonly value: string;
  readonly problem: string | null;
  readonly min?: string;
  readonly onChange: (value: string) => void;
};

/** A labelled field with what is wrong with it. */
export const FormField = ({ id, label, type, value, problem, min, onChange }: Props): React.JSX.Element => (
  <div className="hub-detail-field">
    <label htmlFor={id}>{label}</label>
    <input
      id={id}
      type={type}
      value={value}
      maxLength={type === "text" ? 500 : undefined}
      min={min}
      aria-invalid={problem !== null}
      aria-describedby={`${id}-problem`}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
    <div id={`${id}-problem`} className="hub-detail-problem" aria-live="polite">
      {problem}
    </div>
  </div>
);
