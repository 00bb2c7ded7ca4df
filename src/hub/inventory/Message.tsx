import * as React from "react";
import "azure-devops-ui/Components/Card/Card.css";
import "azure-devops-ui/Components/MessageBar/MessageBar.css";
import { Icon } from "../plain/Icon";
import { PlainButton } from "../plain/PlainButton";
import type { FailureSentence } from "../words/failure";

type MessageButton = {
  readonly text: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
};

type Props = {
  readonly severity: "info" | "warning" | "error";
  readonly buttons?: readonly MessageButton[];
  readonly children: React.ReactNode;
};

/** One message above the list. Errors and warnings are announced as alerts, the others as status. */
export const Message = ({ severity, buttons = [], children }: Props): React.JSX.Element => (
  <div
    className="hub-message bolt-card bolt-card-white depth-8"
    role={severity === "info" ? "status" : undefined}
  >
    <div className={`hub-message-bar bolt-messagebar severity-${severity}`}>
      <Icon name={severity} className="bolt-messagebar-icon" />
      <div className="hub-message-text body-m" role={severity === "info" ? undefined : "alert"}>
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

/** What happened in strong, then what is still true and what to do. */
export const Sentence = ({ words }: { readonly words: FailureSentence }): React.JSX.Element => (
  <>
    <strong>{words.happened}</strong> {words.stillTrue} {words.next}
  </>
);
