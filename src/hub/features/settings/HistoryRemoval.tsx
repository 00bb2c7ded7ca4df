import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { ButtonGroup } from "azure-devops-ui/ButtonGroup";
import type { HistoryRemoval as Removal } from "../../../operations/remove-history";
import { failureWords } from "../../../words/failure";
import { useHub } from "../../shell/contracts/hub-context";
import { Message, Sentence } from "../../shared/Message";
import { removeHistory } from "./actions";
import {
  confirmRemovalText,
  keepHistoryText,
  removalFailedText,
  removalSentence,
  removedText,
  removeHistoryText,
  removingText,
} from "./words/settings";

type Stage =
  | { readonly at: "offered" | "asked" | "removing" }
  | { readonly at: "done"; readonly removal: Removal };

/** Removes the history of the organization, after saying what is lost and what stays. */
export const HistoryRemoval = (): React.JSX.Element => {
  const { actions, ports } = useHub();
  const [stage, setStage] = React.useState<Stage>({ at: "offered" });
  const remove = async (): Promise<void> => {
    setStage({ at: "removing" });
    setStage({ at: "done", removal: await removeHistory(ports) });
    await actions.load();
  };
  switch (stage.at) {
    case "offered":
      return (
        <ButtonGroup>
          <Button text={removeHistoryText} onClick={() => setStage({ at: "asked" })} />
        </ButtonGroup>
      );
    case "asked":
      return (
        <Message
          severity="warning"
          buttons={[
            { text: confirmRemovalText, onClick: () => void remove() },
            { text: keepHistoryText, onClick: () => setStage({ at: "offered" }) },
          ]}
        >
          <Sentence words={removalSentence} />
        </Message>
      );
    case "removing":
      return <Message severity="info">{removingText}</Message>;
    case "done": {
      const { removal } = stage;
      return removal.failure === null ? (
        <Message severity="success">{removedText(removal)}</Message>
      ) : (
        <Message severity="error" buttons={[{ text: confirmRemovalText, onClick: () => void remove() }]}>
          {removalFailedText(removal)} {failureWords(removal.failure).happened}{" "}
          {failureWords(removal.failure).next}
        </Message>
      );
    }
  }
};
