import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { copied } from "./clipboard";
import { copiedText, copyRefusedText, copyText, showTextText } from "./words/copy";

type CopyProps = {
  readonly title: string;
  readonly text: string;
  /** A text for somebody else, or a long one beside a result: it can be copied at once and is read on request. */
  readonly folded?: boolean;
  /** What the text is for, between title and text. */
  readonly explanation?: string;
};

/** A text with a button that copies it. */
export const CopyBox = ({ title, text, folded = false, explanation }: CopyProps): React.JSX.Element => {
  const [state, setState] = React.useState<"idle" | "copied" | "refused">("idle");
  const copy = async (): Promise<void> => {
    const done = await copied(text);
    setState(done ? "copied" : "refused");
  };
  const box = (
    <pre className="hub-detail" dir="auto" tabIndex={0}>
      {text}
    </pre>
  );
  return (
    <section aria-label={title} className="rhythm-vertical-8">
      <strong>{title}</strong>
      {explanation !== undefined && <p className="secondary-text">{explanation}</p>}
      {folded ? (
        <details>
          <summary tabIndex={0}>{showTextText}</summary>
          {box}
        </details>
      ) : (
        box
      )}
      <Button text={state === "copied" ? copiedText : copyText} onClick={() => void copy()} />
      {state === "refused" && <span className="secondary-text"> {copyRefusedText}</span>}
    </section>
  );
};
