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

/** The four steps with state, time and attempts. Only a change of state is read out, never the countdown. */
export const StepList = ({ steps, clock }: Props): React.JSX.Element => {
  const running = steps.find((step) => step.state === "running");
  const now = useNow(clock, running !== undefined);
  return (
    <>
      <ul className="hub-steps" role="list" aria-label={stepsName}>
        {steps.map((row) => {
          const { step, state, startedAt, endedAt, attempt } = row;
          const time =
            startedAt === null || state === "skipped" ? "" : elapsedText(startedAt, endedAt ?? now);
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
      <div className="visually-hidden" aria-live="polite">
        {running === undefined ? "" : `${stepTitle(running.step)}: ${stepStateText(running.state)}`}
      </div>
    </>
  );
};
