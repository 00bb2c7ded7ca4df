import * as React from "react";
import { PlainButton } from "../../../shared/PlainButton";
import { useHub } from "../../../shell/contracts/hub-context";
import type { ProjectStatus } from "../../../../operations/load-inventory";
import { readingProjectsName, readingProjectsText, stopReadingText } from "../words/organization";
import "./organization.scss";

/** How many projects are read, while several are; stopping keeps what is there. */
export const ReadingProjects = ({
  projects,
}: {
  readonly projects: readonly ProjectStatus[];
}): React.JSX.Element | null => {
  const { actions } = useHub();
  const read = projects.filter(({ state }) => state !== "loading").length;
  if (projects.length < 2 || read === projects.length) return null;
  const text = readingProjectsText(read, projects.length);
  return (
    <div className="hub-reading">
      <div
        className="hub-reading-bar"
        role="progressbar"
        aria-label={readingProjectsName}
        aria-valuemin={0}
        aria-valuemax={projects.length}
        aria-valuenow={read}
        aria-valuetext={text}
      >
        <div className="hub-reading-done" style={{ width: `${String((read / projects.length) * 100)}%` }} />
      </div>
      <span>{text}</span>
      <PlainButton text={stopReadingText} onClick={() => actions.stopListing()} />
    </div>
  );
};
