import * as React from "react";
import { MessageCard, MessageCardSeverity } from "azure-devops-ui/MessageCard";
import type { IButtonProps } from "azure-devops-ui/Button";
import type { FailureSentence } from "../words/failure";

type Props = {
  readonly severity: "info" | "success" | "warning" | "error";
  readonly buttons?: readonly IButtonProps[];
  readonly children: React.ReactNode;
};

const severities = {
  info: MessageCardSeverity.Info,
  success: MessageCardSeverity.Info,
  warning: MessageCardSeverity.Warning,
  error: MessageCardSeverity.Error,
} as const;

/** The platform's cards know no success: theirs is the card of an information, with a mark of its own. */
const successIcon = { iconName: "CompletedSolid", className: "hub-success-icon" };

/** One message. Errors and warnings are announced as alerts, the others as status. */
export const Message = ({ severity, buttons, children }: Props): React.JSX.Element => {
  const card = (
    <MessageCard
      className="hub-message"
      severity={severities[severity]}
      buttonProps={[...(buttons ?? [])]}
      {...(severity === "success" ? { iconProps: successIcon } : {})}
    >
      <div className="hub-message-text">{children}</div>
    </MessageCard>
  );
  return severity === "info" || severity === "success" ? <div role="status">{card}</div> : card;
};

/** What happened in strong, then what is still true and what to do. */
export const Sentence = ({ words }: { readonly words: FailureSentence }): React.JSX.Element => (
  <>
    <strong className="hub-sentence">{words.happened}</strong>{" "}
    <span className="hub-sentence">{words.stillTrue}</span> <span className="hub-sentence">{words.next}</span>
  </>
);
