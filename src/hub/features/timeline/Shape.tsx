import * as React from "react";
import type { MarkShape } from "../../../domain/timeline";

type Props = {
  readonly shape: MarkShape;
  readonly x: number;
  readonly y: number;
  readonly title?: string;
};

/** One mark of the picture. The shapes differ, so that nothing rests on colour. */
export const Shape = ({ shape, x, y, title }: Props): React.JSX.Element => {
  const told = title === undefined ? null : <title>{title}</title>;
  switch (shape) {
    case "disc":
      return (
        <circle className="hub-mark hub-mark-full" cx={x} cy={y} r={4.5}>
          {told}
        </circle>
      );
    case "ring":
      return (
        <circle className="hub-mark hub-mark-hollow" cx={x} cy={y} r={4}>
          {told}
        </circle>
      );
    case "bar":
      return (
        <rect className="hub-mark hub-mark-dashed" x={x - 5.5} y={y - 3} width={11} height={6}>
          {told}
        </rect>
      );
    case "diamond":
      return (
        <path
          className="hub-mark hub-mark-full"
          d={`M${String(x)} ${String(y - 5.5)}l5.5 5.5l-5.5 5.5l-5.5 -5.5z`}
        >
          {told}
        </path>
      );
  }
};
