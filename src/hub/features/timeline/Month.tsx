import * as React from "react";
import type { TimelineMonth } from "../../../domain/timeline";
import { useHub } from "../../shell/contracts/hub-context";
import { markText, monthButtonName, monthLabel } from "./words/timeline";
import { placed, weeksOf, type PlacedMark, type WeekBin } from "./placed";
import { Shape } from "./Shape";

type Props = {
  readonly month: TimelineMonth;
  /** The highest count of a week that is drawn as a column. */
  readonly busiest: number;
  readonly pressed: boolean;
};

/** One month: its marks at their dates while they fit, else a column for each week; a button that shows its rows in the list. */
export const Month = ({ month, busiest, pressed }: Props): React.JSX.Element => {
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
        <span className="hub-month-picture" aria-hidden="true">
          {marks === null
            ? weeksOf(month).map((week) => <Week key={week.from} week={week} busiest={busiest} />)
            : marks.map((one) => <Mark key={one.mark.connectionId} placed={one} />)}
        </span>
        <span aria-hidden="true" className={`hub-month-count${month.count === 0 ? " hub-month-empty" : ""}`}>
          {month.count}
        </span>
        <span aria-hidden="true" className="hub-month-name">
          {monthLabel(month, dates)}
        </span>
      </button>
    </li>
  );
};

const markSize = 12;

const Mark = ({ placed: { mark, share, lane } }: { readonly placed: PlacedMark }): React.JSX.Element => {
  const { dates } = useHub();
  return (
    <svg
      className="hub-month-mark"
      width={markSize}
      height={markSize}
      viewBox={`0 0 ${String(markSize)} ${String(markSize)}`}
      style={{ left: percent(share), bottom: `${String(lane * markSize)}px` }}
    >
      <Shape shape={mark.shape} x={6} y={6} title={markText(mark, dates)} />
    </svg>
  );
};

const Week = ({
  week: { from, to, count },
  busiest,
}: {
  readonly week: WeekBin;
  readonly busiest: number;
}): React.JSX.Element => (
  <span
    className="hub-week"
    style={{
      left: percent(from),
      width: percent(to - from),
      height: percent(Math.max(0.08, count / busiest)),
    }}
  />
);

const percent = (fraction: number): string => `${String(fraction * 100)}%`;
