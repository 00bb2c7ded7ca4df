import * as React from "react";
import type { PastUse } from "../../ports/service-connections";
import { OutsideLink } from "./OutsideLink";

/** The name of a run, as a link to its page where Azure DevOps tells one. */
export const RunLink = ({
  run: { definitionName, runName, runUrl },
}: {
  readonly run: PastUse;
}): React.JSX.Element => {
  const name = [definitionName, runName].filter((part) => part !== "").join(" ");
  return runUrl === null || !/^https:\/\//i.test(runUrl) ? (
    <span dir="auto">{name}</span>
  ) : (
    <OutsideLink href={runUrl}>{name}</OutsideLink>
  );
};
