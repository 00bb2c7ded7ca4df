import * as React from "react";
import type { Conversion } from "../../../domain/federation/conversion";
import { Message, Sentence } from "../../shared/Message";
import { failureSentence } from "../../../words/failure";
import { conversionFailureText, endedText, noRevertText, refusalText, stageText } from "./words/conversion";
import { changedMeanwhileText } from "./words/parts";
import type { ConversionEnd, ConversionRun } from "./actions";

/** Where a conversion or its way back stands, and how it ended: what happened, what is still true, what to do. */
export const ConversionStatus = ({ run }: { readonly run: ConversionRun }): React.JSX.Element => {
  const { direction, conversion, end } = run;
  if (end !== null) return <Ended run={run} end={end} />;
  return <Message severity="info">{stageText(direction, stageOf(conversion))}</Message>;
};

function stageOf(conversion: Conversion | null): "converting" | "polling" | "verifying" {
  switch (conversion?.stage) {
    case "polling":
    case "verifying":
      return conversion.stage;
    default:
      return "converting";
  }
}

const Ended = ({
  run: { direction },
  end,
}: {
  readonly run: ConversionRun;
  readonly end: ConversionEnd;
}): React.JSX.Element | null => {
  switch (end.kind) {
    case "refused":
      return (
        <Message severity="warning">
          {end.plan.kind === "refused" ? refusalText(end.plan.code) : changedMeanwhileText}
        </Message>
      );
    case "not-revertible":
      return <Message severity="warning">{noRevertText[end.reason]}</Message>;
    case "stopped":
      return (
        <Message severity="error">
          <Sentence words={failureSentence(end.failure, "verification")} />
        </Message>
      );
    case "ended": {
      const { conversion } = end;
      if (conversion.stage === "failed") {
        const words = conversionFailureText(conversion.reason, conversion.unchanged, end.writeFailure);
        return (
          <Message severity="error">
            <Sentence words={words} />
          </Message>
        );
      }
      if (conversion.stage !== "converted" && conversion.stage !== "reverted") return null;
      const good = conversion.verified !== "no";
      return (
        <Message severity={good ? "info" : "warning"}>{endedText(direction, conversion.verified)}</Message>
      );
    }
  }
};
