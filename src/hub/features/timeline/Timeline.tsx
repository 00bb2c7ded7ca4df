import * as React from "react";
import "./timeline.scss";
import type { Instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import { timelineOf, type Timeline as Picture } from "../../../domain/timeline";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import {
  issuerText,
  monthsName,
  nothingEndsText,
  outsideText,
  shapeWord,
  timelineName,
  timelineTitle,
  todayText,
} from "./words/timeline";
import { Month } from "./Month";
import { placed, weeksOf } from "./placed";
import { Ranges } from "./Ranges";
import { Shape } from "./Shape";
import { TimelineTable } from "./TimelineTable";

type Props = { readonly rows: readonly Row[]; readonly now: Instant };

/** What expires in these twelve months, as a picture whose months are filters, and the same as a table. */
export const Timeline = ({ rows, now }: Props): React.JSX.Element => (
  <section className="hub-timeline hub-tab-content" aria-label={timelineName}>
    <TimelinePicture rows={rows} now={now} />
  </section>
);

const TimelinePicture = React.memo(({ rows, now }: Props): React.JSX.Element => {
  const { dates } = useHub();
  const { zone, culture } = dates;
  const chosen = useHubState((state) => state.month);
  const timeline = React.useMemo(() => timelineOf(rows, now, zone), [rows, now, zone]);
  const { months, issuer, overdue, later, undated } = timeline;
  const outside = outsideText(overdue.length, later, undated);
  if (timeline.busiest === 0)
    return (
      <p className="hub-empty body-l">
        {nothingEndsText(months, dates)} <span className="secondary-text">{outside}</span>
      </p>
    );
  const busiest = Math.max(
    1,
    ...months.flatMap((month) => (placed(month) === null ? weeksOf(month).map(({ count }) => count) : [])),
  );
  return (
    <>
      <div className="hub-timeline-head">
        <h2 className="hub-timeline-title">{timelineTitle(months, dates)}</h2>
        <Legend />
      </div>
      <div className="hub-timeline-picture">
        <Lines timeline={timeline} />
        <ul className="hub-months" aria-label={monthsName}>
          {months.map((month) => (
            <Month key={month.key} month={month} busiest={busiest} pressed={month.key === chosen} />
          ))}
        </ul>
      </div>
      <Ranges months={months} />
      <div className="hub-timeline-foot">
        <p className="hub-timeline-note secondary-text">
          {issuer !== null && issuer.count > 0 && (
            <span>{issuerText(issuer.at, issuer.count, culture)}.</span>
          )}{" "}
          <span>{outside}</span>
        </p>
        <TimelineTable months={months} />
      </div>
    </>
  );
});
TimelinePicture.displayName = "TimelinePicture";

/** Today, and the day on which the old issuer retires. */
const Lines = ({ timeline: { nowPosition, issuer } }: { readonly timeline: Picture }): React.JSX.Element => (
  <>
    <div className="hub-line hub-line-today" style={{ left: percent(nowPosition) }} aria-hidden="true">
      <span>{todayText}</span>
    </div>
    {issuer !== null && issuer.count > 0 && (
      <div className="hub-line hub-line-issuer" style={{ left: percent(issuer.position) }} aria-hidden="true">
        <span>◆</span>
      </div>
    )}
  </>
);

const percent = (fraction: number): string => `${String(fraction * 100)}%`;

const Legend = (): React.JSX.Element => (
  <span className="hub-legend">
    {(["disc", "ring", "bar", "diamond"] as const).map((shape) => (
      <span key={shape} className="hub-legend-entry">
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <Shape shape={shape} x={7} y={7} />
        </svg>
        {shapeWord(shape)}
      </span>
    ))}
  </span>
);
