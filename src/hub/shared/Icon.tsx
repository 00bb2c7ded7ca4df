import * as React from "react";

/** Drawn with lines on sixteen by sixteen. The platform's icon font has 705 kB and would be fetched for these alone. */
const lines = {
  refresh: "M13 8A5 5 0 1 1 11 4 M11 1v3h3",
  download: "M8 2v9 M4.5 7.5 8 11l3.5-3.5 M3 14h10",
  settings:
    "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4 M8 1.5v2 M8 12.5v2 M1.5 8h2 M12.5 8h2 M3.4 3.4l1.4 1.4 M11.2 11.2l1.4 1.4 M3.4 12.6l1.4-1.4 M11.2 4.8l1.4-1.4",
  beaker: "M6 2v5L2.8 13a1 1 0 0 0 .9 1.5h8.6a1 1 0 0 0 .9-1.5L10 7V2 M5 2h6 M4.5 10.5h7",
  filter: "M2 4h12 M4 8h8 M6.5 12h3",
  info: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13 M8 7v4.5 M8 4.5v.5",
  warning: "M8 2 1.5 14h13z M8 6.5v3.5 M8 11.8v.5",
  error: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13 M5.5 5.5l5 5 M10.5 5.5l-5 5",
  success: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13 M5 8.5l2 2 4-4.5",
  more: "M2.6 8h.8 M2.6 8.6h.8 M7.6 8h.8 M7.6 8.6h.8 M12.6 8h.8 M12.6 8.6h.8",
  check: "M3 8.5 6.5 12 13 4.5",
  dash: "M4 8h8",
  chevron: "M4 6l4 4 4-4",
} as const;

export type IconName = keyof typeof lines;

type Props = { readonly name: IconName; readonly className?: string };

/** Says nothing that words do not say as well. */
export const Icon = ({ name, className = "" }: Props): React.JSX.Element => (
  <svg
    className={`hub-icon flex-noshrink ${className}`}
    width="16"
    height="16"
    viewBox="0 0 16 16"
    aria-hidden="true"
  >
    <path d={lines[name]} />
  </svg>
);
