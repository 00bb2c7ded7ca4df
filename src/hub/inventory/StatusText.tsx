import * as React from "react";
import { Status, StatusSize, Statuses, type IStatusProps } from "azure-devops-ui/Status";

export type Tone = "good" | "bad" | "soon" | "running" | "neutral" | "unknown";

const looks: Readonly<Record<Tone, Pick<IStatusProps, "color" | "onRenderIcon">>> = {
  good: Statuses.Success,
  bad: Statuses.Failed,
  soon: Statuses.Warning,
  running: Statuses.Running,
  neutral: Statuses.Skipped,
  unknown: Statuses.Queued,
};

type Props = {
  readonly tone: Tone;
  readonly text: string;
  readonly detail?: React.ReactNode;
  readonly title?: string;
};

/** A status as icon, words and colour, with a second line of detail. */
export const StatusText = ({ tone, text, detail, title }: Props): React.JSX.Element => (
  <div className="hub-status" title={title}>
    <Status {...looks[tone]} size={StatusSize.m} className="hub-status-icon" />
    <div className="hub-two-lines">
      <span className="hub-line-1">{text}</span>
      {detail !== undefined && detail !== "" && <span className="hub-line-2 secondary-text">{detail}</span>}
    </div>
  </div>
);
