import * as React from "react";
import { ContentSize } from "azure-devops-ui/Callout";
import { Dialog } from "azure-devops-ui/Dialog";
import { Spinner } from "azure-devops-ui/Spinner";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { Message } from "../../shared/Message";
import { CopyBox } from "../../shared/CopyBox";
import {
  diagnosticsIntro,
  diagnosticsTitle,
  probeFailedText,
  probingText,
  reportTitle,
  writingExplanation,
  writingText,
} from "./words/diagnostics";
import { closeText } from "../../shared/words/page";
import { makeReport } from "./actions";

type Look = { readonly state: "looking" | "failed" } | { readonly state: "done"; readonly report: string };

/** What the page finds around it, as a text to copy. */
export const DiagnosticsDialog = ({ onClose }: { readonly onClose: () => void }): React.JSX.Element => {
  const [look, lookAgain] = useReport();
  return (
    <Dialog
      contentSize={ContentSize.Large}
      titleProps={{ text: diagnosticsTitle }}
      onDismiss={onClose}
      footerButtonProps={[
        {
          text: writingText,
          tooltipProps: { text: writingExplanation },
          disabled: look.state === "looking",
          onClick: () => lookAgain({ writing: true }),
        },
        { text: closeText, primary: true, onClick: onClose },
      ]}
    >
      <div className="rhythm-vertical-16">
        <p className="secondary-text">{diagnosticsIntro}</p>
        {look.state === "looking" && <Spinner label={probingText} />}
        {look.state === "failed" && <Message severity="error">{probeFailedText}</Message>}
        {look.state === "done" && <CopyBox title={reportTitle} text={look.report} />}
      </div>
    </Dialog>
  );
};

/** Looks once when opened, and again on request. */
function useReport(): [Look, (options: { readonly writing: boolean }) => void] {
  const { ports, diagnostics } = useHub();
  const inventory = useHubState((state) => state.inventory);
  const [look, setLook] = React.useState<Look>({ state: "looking" });
  const [wanted, setWanted] = React.useState({ writing: false });
  // The list may change while the view is open; the report is of the moment at which it was asked for.
  const sources = React.useRef({ ports, diagnostics, inventory });
  React.useEffect(() => {
    let open = true;
    makeReport(sources.current, wanted).then(
      (report) => open && setLook({ state: "done", report }),
      () => open && setLook({ state: "failed" }),
    );
    return () => {
      open = false;
    };
  }, [wanted]);
  const again = (options: { readonly writing: boolean }): void => {
    sources.current = { ports, diagnostics, inventory };
    setLook({ state: "looking" });
    setWanted({ ...options });
  };
  return [look, again];
}
