import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { ButtonGroup } from "azure-devops-ui/ButtonGroup";
import { Checkbox } from "azure-devops-ui/Checkbox";
import { ProgressBar } from "azure-devops-ui/ProgressBar";
import { Spinner, SpinnerSize } from "azure-devops-ui/Spinner";
import type { ServiceConnection } from "../../../domain/service-connection";
import { defaultPreviewCap } from "../../../domain/federation/usage-plan";
import { useStore } from "../../shell/contracts/use-store";
import {
  againText,
  allYamlText,
  cancellingText,
  cancelText,
  capText,
  countingProgressText,
  countingText,
  countPriceText,
  countText,
  planText,
  progressText,
  startText,
} from "./words/federation";
import type { Federation, LookKey, LookState } from "./actions";

type Props = {
  readonly federation: Federation;
  readonly lookKey: LookKey;
  readonly connections: readonly ServiceConnection[];
  /** Whether something beside it is the first thing to press. */
  readonly secondary?: boolean | undefined;
};

/** The look at what uses connections: its price, its start, how far it is, and how to end it. */
export const LookSection = ({ federation, lookKey, connections, secondary }: Props): React.JSX.Element => {
  const look = useStore(federation.store, (state) => state.looks.get(lookKey) ?? null);
  switch (look?.stage) {
    case undefined:
      return <Uncounted federation={federation} lookKey={lookKey} connections={connections} />;
    case "counting":
      return (
        <div className="flex-row flex-center rhythm-horizontal-8">
          <Spinner size={SpinnerSize.small} ariaLabel={countingText} />
          <span role="status">{countingProgressText(look.done)}</span>
          <Button text={cancelText} onClick={() => federation.cancel(lookKey)} />
        </div>
      );
    case "counted":
      return <Counted {...{ federation, lookKey, connections, secondary }} survey={look.survey} />;
    case "scanning":
      return (
        <div className="rhythm-vertical-8">
          <ProgressBar
            ariaLabel={startText}
            currentValue={look.progress.done}
            maxValue={Math.max(1, look.progress.of)}
          />
          <div className="flex-row flex-center rhythm-horizontal-8">
            <span role="status">
              {look.cancelling ? cancellingText : progressText(look.progress.done, look.progress.of)}
            </span>
            <Button text={cancelText} disabled={look.cancelling} onClick={() => federation.cancel(lookKey)} />
          </div>
        </div>
      );
    case "done":
      return (
        <ButtonGroup>
          <Button text={againText} onClick={() => void federation.again(lookKey, connections)} />
        </ButtonGroup>
      );
  }
};

/** Before the lists are read: their own price, which grows with the number of projects. */
const Uncounted = ({ federation, lookKey, connections }: Props): React.JSX.Element => {
  const projects = new Set(
    connections.flatMap((one) => [one.project.id, ...one.shares.map((share) => share.project.id)]),
  );
  return (
    <div className="rhythm-vertical-8">
      <p>{countPriceText(projects.size)}</p>
      <ButtonGroup>
        <Button text={countText} onClick={() => void federation.prepare(lookKey, connections)} />
      </ButtonGroup>
    </div>
  );
};

const Counted = ({
  federation,
  lookKey,
  connections,
  secondary = false,
  survey,
}: Props & {
  readonly survey: Extract<LookState, { stage: "counted" }>["survey"];
}): React.JSX.Element => {
  const [all, setAll] = React.useState(false);
  const capped = federation.planOf(survey, connections, defaultPreviewCap);
  const cap = all ? null : defaultPreviewCap;
  const plan = all ? federation.planOf(survey, connections, null) : capped;
  const yaml = survey.projects.reduce((count, project) => count + project.yaml.length, 0);
  return (
    <div className="rhythm-vertical-8">
      <p>{planText(plan, survey.calls)}</p>
      {capped.notChecked > 0 && (
        <>
          {!all && <p>{capText(capped.notChecked, defaultPreviewCap)}</p>}
          <Checkbox label={allYamlText(yaml)} checked={all} onChange={(_, checked) => setAll(checked)} />
        </>
      )}
      <ButtonGroup>
        <Button
          text={startText}
          primary={!secondary}
          onClick={() => void federation.start(lookKey, connections, cap)}
        />
      </ButtonGroup>
    </div>
  );
};
