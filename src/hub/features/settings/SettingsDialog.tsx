import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { ContentSize } from "azure-devops-ui/Callout";
import { Dialog } from "azure-devops-ui/Dialog";
import { Spinner } from "azure-devops-ui/Spinner";
import type { Overlay } from "../../shell/contracts/hub-state";
import { dispatch } from "../../shared/dispatch";
import type { Failure } from "../../../domain/failure";
import { settingsProblems, type Settings, type SettingsProblem } from "../../../domain/settings";
import { useHub } from "../../shell/contracts/hub-context";
import { Message, Sentence } from "../../shared/Message";
import { openDiagnosticsText } from "./words/settings";
import { failureSentence } from "../../../words/failure";
import {
  cancelText,
  graphNeedsClientId,
  readingText,
  saveText,
  savingText,
  settingsIntro,
  settingsTitle,
} from "./words/settings";
import { draftOf, settingsOf, type Draft } from "./draft";
import { readSettings, saveSettings } from "./actions";
import { SettingsFields } from "./SettingsFields";

type Props = {
  readonly overlay: Overlay;
  readonly onClose: () => void;
};

type Editing = {
  /** As they were read when the dialog opened; null until then, and where they could not be read. */
  readonly before: Settings | null;
  readonly draft: Draft | null;
  readonly problems: readonly SettingsProblem[];
  readonly saving: boolean;
  readonly failure: Failure | null;
};

const unread: Editing = { before: null, draft: null, problems: [], saving: false, failure: null };

/**
 * Organization-wide settings, read afresh when opened so that nobody edits what has changed since. Problems are said
 * beside their field; a conflict keeps the draft and leaves the other person's change.
 */
export const SettingsDialog = ({ overlay, onClose }: Props): React.JSX.Element => {
  const hub = useHub();
  const [editing, change, save] = useEditing(() => {
    onClose();
    void hub.actions.load();
  });
  const { before, draft, problems, saving, failure } = editing;
  const hint = overlay.kind === "settings" ? overlay.hint : null;
  return (
    <Dialog
      contentSize={ContentSize.Medium}
      titleProps={{ text: settingsTitle }}
      onDismiss={onClose}
      footerButtonProps={[
        { text: cancelText, onClick: onClose },
        {
          text: saving ? savingText : saveText,
          primary: true,
          disabled: saving || draft === null,
          onClick: save,
        },
      ]}
    >
      <div className="hub-settings rhythm-vertical-16">
        {hint !== null && <Message severity="info">{graphNeedsClientId}</Message>}
        {failure !== null && (
          <Message severity="error">
            <Sentence words={failureSentence(failure, "settings")} />
          </Message>
        )}
        <p className="secondary-text">{settingsIntro}</p>
        {draft !== null && before !== null ? (
          <SettingsFields draft={draft} problems={problems} settings={before} onChange={change} />
        ) : (
          failure === null && <Spinner label={readingText} />
        )}
        <Button
          text={openDiagnosticsText}
          subtle={true}
          onClick={() => dispatch(hub, { kind: "diagnostics" })}
        />
      </div>
    </Dialog>
  );
};

/** The draft with its reading and saving. */
function useEditing(onSaved: () => void): [Editing, (draft: Draft) => void, () => void] {
  const { ports } = useHub();
  const [editing, setEditing] = React.useState(unread);
  React.useEffect(() => {
    let open = true;
    void readSettings(ports).then((read) => {
      if (!open) return;
      setEditing(
        read.ok
          ? { ...unread, before: read.value, draft: draftOf(read.value) }
          : { ...unread, failure: read.failure },
      );
    });
    return () => {
      open = false;
    };
  }, [ports]);

  const save = async (): Promise<void> => {
    const { before, draft } = editing;
    if (before === null || draft === null) return;
    const wanted = settingsOf(draft, before);
    const problems = settingsProblems(wanted);
    setEditing({ ...editing, problems, failure: null, saving: problems.length === 0 });
    if (problems.length > 0) return;
    const saved = await saveSettings(ports, before, wanted);
    if (saved.ok) onSaved();
    else setEditing({ ...editing, problems: [], saving: false, failure: saved.failure });
  };
  return [editing, (draft) => setEditing({ ...editing, draft }), () => void save()];
}
