import * as React from "react";
import type { TimelineMonth } from "../../../domain/timeline";
import { useHub } from "../../shell/contracts/hub-context";
import { markText, monthButtonName, monthLabel } from "./words/timeline";
import { placed, pictureHeight, pictureWidth } from "./placed";
import { Shape } from "./Shape";

type Props = {
  readonly month: TimelineMonth;
  readonly first: boolean;
  readonly busiest: number;
  readonly pressed: boolean;
};

/** One month: its marks at their days while they fit, else a column as high as their number; a button that shows its rows in the list. */
export const Month = ({ month, first, busiest, pressed }: Props): React.JSX.Element => {
  const { store, dates } = useHub();
  const marks = placed(month);
  return (
    <li className="hub-month">
      <button
        type="button"
        aria-pressed={pressed}
        onClick={() =>
          store.update((state) => ({ ...state, month: pressed ? null : month.key, tab: "list" }))
        }
      >
        <span className="visually-hidden">{monthButtonName(month, dates)}</span>
        <svg
          className="hub-month-picture"
          viewBox={`0 0 ${String(pictureWidth)} ${String(pictureHeight)}`}
          preserveAspectRatio="xMidYMax meet"
          aria-hidden="true"
        >
          {marks === null ? (
            <Column share={month.count / Math.max(1, busiest)} />
          ) : (
            marks.map(({ mark, x, y }) => (
              <Shape
                key={mark.connectionId}
                shape={mark.shape}
                x={x}
                y={y}
                title={markText(mark.name, mark.at, dates)}
              />
            ))
          )}
        </svg>
        <span aria-hidden="true" className={`hub-month-count${month.count === 0 ? " hub-month-empty" : ""}`}>
          {month.count}
        </span>
        <span aria-hidden="true" className="hub-month-name">
          {monthLabel(month, dates, first)}
        </span>
      </button>
    </li>
  );
};

const Column = ({ share }: { readonly share: number }): React.JSX.Element => {
  const height = Math.max(3, share * pictureHeight);
  return (
    <rect className="hub-column" x={8} width={pictureWidth - 16} y={pictureHeight - height} height={height} />
  );
};
