import * as React from "react";
import { MessageCard, MessageCardSeverity } from "azure-devops-ui/MessageCard";
import type { IButtonProps } from "azure-devops-ui/Button";
import type { FailureSentence } from "../words/failure";

type Props = {
  readonly severity: "info" | "warning" | "error";
  readonly buttons?: readonly IButtonProps[];
  readonly children: React.ReactNode;
};

const severities = {
  info: MessageCardSeverity.Info,
  warning: MessageCardSeverity.Warning,
  error: MessageCardSeverity.Error,
} as const;

/** One message above the list. Errors and warnings are announced as alerts, the others as status. */
export const Message = ({ severity, buttons, children }: Props): React.JSX.Element => {
  const card = (
    <MessageCard className="hub-message" severity={severities[severity]} buttonProps={[...(buttons ?? [])]}>
      <div className="hub-message-text">{children}</div>
    </MessageCard>
  );
  return severity === "info" ? <div role="status">{card}</div> : card;
};

/** What happened in strong, then what is still true and what to do. */
export const Sentence = ({ words }: { readonly words: FailureSentence }): React.JSX.Element => (
  <>
    <strong>{words.happened}</strong> {words.stillTrue} {words.next}
  </>
);
