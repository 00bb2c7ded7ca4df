import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { copied } from "./clipboard";
import { copiedText, copyName, copyRefusedText } from "./words/copy";
import { copyText } from "./words/copy";

type Props = {
  /** What is copied, for the button's name: "Copy script". */
  readonly what: string;
  readonly text: string;
  /** A value of one line needs no box. */
  readonly inline?: boolean;
};

/** A text with a button that copies it. Where the clipboard is closed to the frame, the text can be selected. */
export const CopyText = ({ what, text, inline = false }: Props): React.JSX.Element => {
  const [state, setState] = React.useState<"idle" | "copied" | "refused">("idle");
  const copy = async (): Promise<void> => setState((await copied(text)) ? "copied" : "refused");
  return (
    <div className={inline ? "hub-federation-value" : "rhythm-vertical-8"}>
      {inline ? (
        <code className="hub-wrap" dir="auto">
          {text}
        </code>
      ) : (
        <pre className="hub-detail hub-federation-code" dir="auto" tabIndex={0} aria-label={what}>
          {text}
        </pre>
      )}
      <Button
        text={state === "copied" ? copiedText : copyText}
        ariaLabel={copyName(what)}
        iconProps={{ iconName: state === "copied" ? "CheckMark" : "Copy" }}
        onClick={() => void copy()}
      />
      {state === "refused" && <span className="secondary-text">{copyRefusedText}</span>}
    </div>
  );
};
