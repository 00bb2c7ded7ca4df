import * as React from "react";
import type { PastUse } from "../../../ports/service-connections";
import { RunLink } from "../../shared/RunLink";
import { useHubState } from "../../shell/contracts/hub-context";
import { agoText } from "../../../words/expiry";

/** The newest run of each pipeline that fails, with when it ended. */
export const FailingRuns = ({ runs }: { readonly runs: readonly PastUse[] }): React.JSX.Element => {
  const now = useHubState((state) => state.now);
  return (
    <ul>
      {runs.map((run) => (
        <li key={`${run.definitionName} ${run.runName}`}>
          <RunLink run={run} />
          {run.finishedAt !== null && `, ${agoText(run.finishedAt, now)}`}
        </li>
      ))}
    </ul>
  );
};
