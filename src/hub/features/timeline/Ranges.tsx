import * as React from "react";
import type { TimelineMark, TimelineMonth } from "../../../domain/timeline";
import { useHub } from "../../shell/contracts/hub-context";
import { moreRangesText, rangeText } from "./words/timeline";

/** So many ranges are drawn; the rest is counted. */
const mostRanges = 4;

/** Ends of which only the stretch is known, from the earliest to the latest day. */
export const Ranges = ({
  months,
}: {
  readonly months: readonly TimelineMonth[];
}): React.JSX.Element | null => {
  const { dates } = useHub();
  const ranges = months.flatMap(({ marks }) => marks).filter(isRange);
  if (ranges.length === 0) return null;
  const more = ranges.length - mostRanges;
  return (
    <div className="hub-ranges">
      {ranges.slice(0, mostRanges).map(({ connectionId, name, at, latest, position, latestPosition }) => {
        const text = rangeText(name, at, latest, dates);
        const late = latestPosition > 0.6;
        const parts = [position, Math.max(0.005, latestPosition - position), 1 - latestPosition];
        const style = { gridTemplateColumns: parts.map((part) => `minmax(0, ${String(part)}fr)`).join(" ") };
        const told = (
          <span className={`hub-range-text${late ? " hub-range-before" : ""}`} dir="auto">
            {text}
          </span>
        );
        return (
          <div key={connectionId} className="hub-range" style={style} title={text}>
            {late ? told : <span />}
            <div className="hub-range-bar" />
            {late ? <span /> : told}
          </div>
        );
      })}
      {more > 0 && <p className="secondary-text">{moreRangesText(more)}</p>}
    </div>
  );
};

type RangeMark = TimelineMark & {
  readonly latest: NonNullable<TimelineMark["latest"]>;
  readonly latestPosition: number;
};

const isRange = (mark: TimelineMark): mark is RangeMark =>
  mark.latest !== null && mark.latestPosition !== null;
