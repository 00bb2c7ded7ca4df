import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import type { ServiceConnection } from "../../../domain/service-connection";
import { failureSentence, sentenceText } from "../../../words/failure";
import { useHub } from "../../shell/contracts/hub-context";
import { pagesOf } from "../links";
import { OutsideLink } from "../OutsideLink";
import { cancelSwitchText, inAzureDevOpsText, switchWords, switchingText } from "../words/switch";
import { switchTo } from "./actions";

type State = "asked" | "confirming" | "switching" | { readonly told: string };

type Props = {
  readonly connection: ServiceConnection;
  /** Which of the two it offers. */
  readonly to: "enabled" | "disabled";
};

/**
 * Enables or disables a connection after a second press; what it says then was read back, and stays. Nothing where the
 * connection is as asked and this button has nothing to say of it.
 */
export const SwitchButton = ({ connection, to }: Props): React.JSX.Element | null => {
  const hub = useHub();
  const [state, setState] = React.useState<State>("asked");
  const offered = connection.disabled !== (to === "disabled");
  // Offered again, since somebody switched it back: what was read before is over.
  React.useEffect(() => {
    if (offered) setState((was) => (was === "switching" ? was : "asked"));
  }, [offered]);
  const words = switchWords(to);
  const press = async (): Promise<void> => {
    setState("switching");
    const end = await switchTo(hub, connection, to === "disabled");
    if (end.kind === "done") {
      setState({ told: words.done });
      return;
    }
    const why =
      end.failure === null ? words.unchanged : sentenceText(failureSentence(end.failure, "verification"));
    setState({ told: end.kind === "unchanged" && end.failure !== null ? `${words.unchanged} ${why}` : why });
  };
  if (!offered && (state === "asked" || state === "confirming")) return null;
  if (state === "asked") return <Button text={words.ask} onClick={() => setState("confirming")} />;
  if (state === "switching") return <p role="status">{switchingText}</p>;
  if (state === "confirming")
    return (
      <div role="group" aria-label={words.ask} className="rhythm-vertical-8">
        <p>{words.means}</p>
        <div className="hub-detail-actions">
          <Button text={words.confirm} primary={true} onClick={() => void press()} />
          <Button text={cancelSwitchText} onClick={() => setState("asked")} />
        </div>
      </div>
    );
  return (
    <p role="status">
      {state.told}{" "}
      <OutsideLink href={pagesOf(hub.ports, connection).connection}>{inAzureDevOpsText}</OutsideLink>
    </p>
  );
};
