import * as React from "react";
import { StatusIcon, type Tone } from "./StatusIcon";

export type { Tone };

type Props = {
  readonly tone: Tone;
  readonly text: string;
  readonly detail?: React.ReactNode;
  readonly title?: string | undefined;
};

/** A status as icon, words and colour, with a second line of detail. */
export const StatusText = ({ tone, text, detail, title }: Props): React.JSX.Element => (
  <div className="hub-status" title={title}>
    <StatusIcon tone={tone} />
    <div className="hub-two-lines">
      <span className="hub-line-1">{text}</span>
      {detail !== undefined && detail !== "" && <span className="hub-line-2 secondary-text">{detail}</span>}
    </div>
  </div>
);
