import * as React from "react";
import { Message, Sentence } from "./Message";
import { brokenPartSentence, closePartText, showAgainText, type PagePart } from "./words/boundary";

type Props = {
  readonly part: PagePart;
  /** Where the part can be closed: an overlay goes, the page stays. */
  readonly onClose?: () => void;
  readonly children: React.ReactNode;
};

type State = { readonly error: string | null };

/**
 * Stands around one part of the page: where drawing it throws, or its script does not load, a message says which part is
 * missing and the others stay. The error's text is not shown, since it may quote what it choked on.
 */
export class FeatureBoundary extends React.Component<Props, State> {
  override readonly state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error.name : typeof error };
  }

  override render(): React.ReactNode {
    const { error } = this.state;
    const { part, onClose, children } = this.props;
    if (error === null) return children;
    const again = { text: showAgainText, onClick: () => this.setState({ error: null }) };
    const close = onClose === undefined ? [] : [{ text: closePartText, onClick: onClose }];
    return (
      <Message severity="error" buttons={[again, ...close]}>
        <Sentence words={brokenPartSentence(part, error)} />
      </Message>
    );
  }
}
