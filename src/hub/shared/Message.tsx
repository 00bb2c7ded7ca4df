import * as React from "react";
import "azure-devops-ui/Components/Card/Card.css";
import "azure-devops-ui/Components/MessageBar/MessageBar.css";
import { Icon } from "./Icon";
import { PlainButton } from "./PlainButton";
import type { FailureSentence } from "../../words/failure";

type MessageButton = {
  readonly text: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
};

type Props = {
  readonly severity: "info" | "success" | "warning" | "error";
  /** It tells of something that was so before the page was opened: read out when nothing else is. */
  readonly quiet?: boolean;
  readonly buttons?: readonly MessageButton[];
  readonly children: React.ReactNode;
};

/**
 * One message. Errors and warnings are announced as alerts unless they are quiet, the others as status. The platform's cards know no success:
 * theirs is the card of an information, with a mark of its own.
 */
export const Message = ({ severity, quiet = false, buttons = [], children }: Props): React.JSX.Element => {
  const alerts = !quiet && (severity === "warning" || severity === "error");
  const look = severity === "success" ? "severity-info hub-success" : `severity-${severity}`;
  return (
    <div className="hub-message bolt-card bolt-card-white depth-8" role={alerts ? undefined : "status"}>
      <div className={`hub-message-bar bolt-messagebar ${look}`}>
        <Icon name={severity} className="bolt-messagebar-icon" />
        <div className="hub-message-text body-m" role={alerts ? "alert" : undefined}>
          {children}
        </div>
        <div className="hub-message-buttons">
          {buttons.map((button) => (
            <PlainButton key={button.text} {...button} />
          ))}
        </div>
      </div>
    </div>
  );
};

/** What happened in strong, then what is still true and what to do. */
export const Sentence = ({ words }: { readonly words: FailureSentence }): React.JSX.Element => (
  <>
    <strong className="hub-sentence">{words.happened}</strong>{" "}
    <span className="hub-sentence">{words.stillTrue}</span> <span className="hub-sentence">{words.next}</span>
  </>
);
