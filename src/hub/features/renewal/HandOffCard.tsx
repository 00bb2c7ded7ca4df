import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import type { ServiceConnection } from "../../../domain/service-connection";
import { handOffText } from "./words/renewal";
import { copiedText, copyRefusedText, copyText, handOffTitle } from "./words/renewal-parts";
import type { Pages } from "./actions";

type Props = { readonly connection: ServiceConnection; readonly pages: Pages };

/** What to send to the person who has the right. The text can be selected where the clipboard is closed. */
export const HandOffCard = ({ connection, pages }: Props): React.JSX.Element => {
  const links = [pages.connection, ...(pages.credentials === null ? [] : [pages.credentials])];
  const text = handOffText(connection, links);
  return <CopyBox title={handOffTitle} text={text} />;
};

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

/** False where the frame may not use the clipboard; the page says so. */
const copied = (text: string): Promise<boolean> => {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) return Promise.resolve(false);
  return clipboard.writeText(text).then(
    () => true,
    () => false,
  );
};
