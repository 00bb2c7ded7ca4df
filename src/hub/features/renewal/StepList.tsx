import * as React from "react";
import type { StepRow } from "../../../domain/renewal/progress";
import type { Clock } from "../../../ports/clock";
import { StatusText, type Tone } from "../../shared/StatusText";
import { attemptText, elapsedText } from "./words/renewal";
import { stepStateText, stepTitle } from "../../shared/words/steps";
import { stepsName } from "./words/renewal-parts";
import { useNow } from "../../shared/use-now";

type Props = { readonly steps: readonly StepRow[]; readonly clock: Clock };

const tones: Readonly<Record<StepRow["state"], Tone>> = {
  waiting: "unknown",
  running: "running",
  done: "good",
  failed: "bad",
  skipped: "neutral",
};

/** Reads out the step that runs, once per change of state and never the countdown. Stays where it is while steps move. */
export const RunningStep = ({ steps }: Pick<Props, "steps">): React.JSX.Element => {
  const running = steps.find((step) => step.state === "running");
  return (
    <div className="visually-hidden" aria-live="polite">
      {running === undefined ? "" : `${stepTitle(running.step)}: ${stepStateText(running.state)}`}
    </div>
  );
};

/** The four steps with state, time and attempts. */
export const StepList = ({ steps, clock }: Props): React.JSX.Element => {
  const running = steps.find((step) => step.state === "running");
  const now = useNow(clock, running !== undefined);
  return (
    <ul className="hub-steps" role="list" aria-label={stepsName}>
      {steps.map((row) => {
        const { step, state, startedAt, endedAt, attempt } = row;
        const time = startedAt === null || state === "skipped" ? "" : elapsedText(startedAt, endedAt ?? now);
        const detail = [
          stepStateText(state),
          ...(time === "" ? [] : [time]),
          ...(attempt === null ? [] : [attemptText(attempt, now)]),
        ].join(" · ");
        return (
          <li key={step} aria-current={state === "running" ? "step" : undefined}>
            <StatusText tone={tones[state]} text={stepTitle(step)} detail={detail} />
          </li>
        );
      })}
    </ul>
  );
};
