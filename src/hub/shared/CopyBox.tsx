import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { copied } from "./clipboard";
import { copiedText, copyRefusedText, copyText } from "./words/copy";

type CopyProps = { readonly title: string; readonly text: string };

/** A text with a button that copies it. */
export const CopyBox = ({ title, text }: CopyProps): React.JSX.Element => {
  const [state, setState] = React.useState<"idle" | "copied" | "refused">("idle");
  const copy = async (): Promise<void> => {
    const done = await copied(text);
    setState(done ? "copied" : "refused");
  };
  return (
    <section aria-label={title} className="rhythm-vertical-8">
      <strong>{title}</strong>
      <pre className="hub-detail" dir="auto" tabIndex={0}>
        {text}
      </pre>
      <Button text={state === "copied" ? copiedText : copyText} onClick={() => void copy()} />
      {state === "refused" && <span className="secondary-text"> {copyRefusedText}</span>}
    </section>
  );
};
