import * as React from "react";
import type { FailureSentence } from "../../words/failure";
import { pageTitle } from "../shared/words/page";

/** A readable page instead of a blank one where the hub cannot start. Uses nothing of the host, not even its theme. */
export const StartFailure = ({ words }: { readonly words: FailureSentence }): React.JSX.Element => (
  <main className="hub-start-failure">
    <h1>{pageTitle}</h1>
    <div role="alert">
      <p>
        <strong>{words.happened}</strong>
      </p>
      <p>{words.stillTrue}</p>
      <p>{words.next}</p>
    </div>
  </main>
);
