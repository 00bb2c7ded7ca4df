import * as React from "react";

/** Keeps the room of the timeline until it is there, so that the list below stays where it is. */
export const TimelinePlace = (): React.JSX.Element => <div className="hub-timeline-place" />;
