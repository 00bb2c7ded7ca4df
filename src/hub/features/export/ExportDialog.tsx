import * as React from "react";
import "./export.scss";
import { Button } from "azure-devops-ui/Button";
import { ContentSize } from "azure-devops-ui/Callout";
import { Dialog } from "azure-devops-ui/Dialog";
import { copied } from "../../shared/clipboard";
import { unreadOf } from "../../../domain/export/table";
import { useHub } from "../../shell/contracts/hub-context";
import { learnedPart } from "../../shared/findings/learned";
import { currentView } from "../../shared/view";
import { auditCsvText, auditExplanation, auditJsonText, auditTitle } from "./words/audit";
import {
  calendarExplanation,
  calendarText,
  contentText,
  copiedText,
  csvText,
  exportTitle,
  handedOverText,
  markdownText,
  noDownloadText,
  notCopiedText,
  partMissingText,
  preparingText,
  textLabel,
} from "./words/export";
import { unreadText } from "../../../words/export";
import { closeText } from "../../shared/words/page";
import { download, exported, type ExportForm } from "./actions";

type Outcome = { readonly told: string; readonly text: string | null; readonly select: boolean };

/** The current view as a file or text, with what it holds and what is missing from it. */
export const ExportDialog = ({ onClose }: { readonly onClose: () => void }): React.JSX.Element => {
  const hub = useHub();
  const [busy, setBusy] = React.useState(false);
  const [outcome, setOutcome] = React.useState<Outcome | null>(null);
  const start = (form: ExportForm): void => {
    setBusy(true);
    void exportAs(hub, form).then((result) => {
      setBusy(false);
      setOutcome(result);
    });
  };
  return (
    <Dialog
      titleProps={{ text: exportTitle }}
      contentSize={ContentSize.Medium}
      onDismiss={onClose}
      footerButtonProps={[{ text: closeText, onClick: onClose }]}
    >
      <div className="rhythm-vertical-8">
        <Content />
        <div className="hub-export-buttons">
          <Button text={csvText} disabled={busy} onClick={() => start("csv")} />
          <Button text={calendarText} disabled={busy} onClick={() => start("calendar")} />
          <Button text={markdownText} disabled={busy} onClick={() => start("markdown")} />
        </div>
        <p className="secondary-text">{calendarExplanation}</p>
        <h3 className="hub-export-title">{auditTitle}</h3>
        <p className="secondary-text">{auditExplanation}</p>
        <div className="hub-export-buttons">
          <Button text={auditCsvText} disabled={busy} onClick={() => start("audit-csv")} />
          <Button text={auditJsonText} disabled={busy} onClick={() => start("audit-json")} />
        </div>
        <p role="status">{busy ? preparingText : (outcome?.told ?? "")}</p>
        {outcome !== null && outcome.text !== null && (
          <ExportText key={outcome.text} text={outcome.text} select={outcome.select} />
        )}
      </div>
    </Dialog>
  );
};

async function exportAs(hub: ReturnType<typeof useHub>, form: ExportForm): Promise<Outcome> {
  const file = await exported(hub, hub.store.get(), form);
  if (file === null) return { told: partMissingText, text: null, select: false };
  if (form === "markdown") {
    const isCopied = await copied(file.text);
    return { told: isCopied ? copiedText : notCopiedText, text: file.text, select: !isCopied };
  }
  const handed = download(file);
  return { told: handed ? handedOverText(file.fileName) : noDownloadText, text: file.text, select: !handed };
}

/** What the export will hold, and what could not be read. */
const Content = (): React.JSX.Element => {
  const { store, dates, part } = useHub();
  const [{ shown, all, unread }] = React.useState(() => {
    const state = store.get();
    return {
      shown: currentView(state, dates.zone, part(learnedPart).get()).rows.length,
      all: state.inventory?.rows.length ?? 0,
      unread: state.inventory === null ? [] : unreadOf(state.inventory),
    };
  });
  return (
    <>
      <p>{contentText(shown, all)}</p>
      {unread.length > 0 && (
        <ul className="hub-export-unread">
          {unread.map((part) => (
            <li key={unreadText(part)}>{unreadText(part)}</li>
          ))}
        </ul>
      )}
    </>
  );
};

const ExportText = ({
  text,
  select,
}: {
  readonly text: string;
  readonly select: boolean;
}): React.JSX.Element => {
  const area = React.useRef<HTMLTextAreaElement>(null);
  React.useEffect(() => {
    if (!select) return;
    area.current?.focus();
    area.current?.select();
  }, [select]);
  return (
    <textarea ref={area} className="hub-export-text" aria-label={textLabel} readOnly rows={8} value={text} />
  );
};
