import * as React from "react";

export type Tone = "good" | "bad" | "soon" | "running" | "neutral" | "unknown";

/** Each tone has a shape of its own, so that colour is never alone: a full disc with a sign, or a ring. */
const signs: Readonly<Record<Tone, { readonly full: boolean; readonly sign: string }>> = {
  good: { full: true, sign: "M4.5 8.2 7 10.7l4.6-4.9" },
  bad: { full: true, sign: "M5.4 5.4l5.2 5.2 M10.6 5.4l-5.2 5.2" },
  soon: { full: true, sign: "M8 4v5 M8 11.4v.2" },
  running: { full: true, sign: "M4.6 8a3.4 3.4 0 0 1 6-2.2 M11.4 8a3.4 3.4 0 0 1-6 2.2" },
  neutral: { full: false, sign: "M6.8 5 9.8 8l-3 3" },
  unknown: { full: false, sign: "" },
};

/** Says nothing that words do not say as well. */
export const StatusIcon = ({ tone }: { readonly tone: Tone }): React.JSX.Element => {
  const { full, sign } = signs[tone];
  return (
    <svg
      className={`hub-status-icon hub-status-${tone}`}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <circle className={full ? "hub-status-disc" : "hub-status-ring"} cx="8" cy="8" r={full ? 8 : 7} />
      {sign !== "" && <path className={full ? "hub-status-cut" : "hub-status-line"} d={sign} />}
    </svg>
  );
};
