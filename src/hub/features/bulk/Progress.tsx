import * as React from "react";
import { ProgressBar } from "azure-devops-ui/ProgressBar";

type Props = {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  /** Counts and remaining time; read out when it comes to rest, not at each step. */
  readonly text: string;
  readonly remaining: string;
  readonly atRest: boolean;
};

/** A bar with its numbers in words beside it. */
export const Progress = ({ name, done, total, text, remaining, atRest }: Props): React.JSX.Element => (
  <div className="hub-bulk-progress rhythm-vertical-8">
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      aria-valuetext={text}
    >
      <div aria-hidden={true}>
        <ProgressBar currentValue={done} maxValue={Math.max(1, total)} />
      </div>
    </div>
    <div className="flex-row hub-bulk-counts">
      <span>{text}</span>
      {remaining !== "" && !atRest && <span className="secondary-text">{remaining}</span>}
    </div>
    <div className="visually-hidden" role="status">
      {atRest ? text : ""}
    </div>
  </div>
);
