import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { ContentSize } from "azure-devops-ui/Callout";
import { Dialog } from "azure-devops-ui/Dialog";
import { Spinner } from "azure-devops-ui/Spinner";
import type { Overlay } from "../../shell/contracts/hub-state";
import { dispatch } from "../../shared/dispatch";
import type { Failure } from "../../../domain/failure";
import { settingsProblems, type Settings, type SettingsProblem } from "../../../domain/settings";
import { useHub, type Hub } from "../../shell/contracts/hub-context";
import { Message, Sentence } from "../../shared/Message";
import { openDiagnosticsText, openUnattendedText } from "./words/settings";
import { failureSentence } from "../../../words/failure";
import {
  cancelText,
  graphNeedsClientId,
  readingText,
  resetSettingsText,
  saveText,
  savingText,
  settingsIntro,
  settingsProblem,
  settingsTitle,
} from "./words/settings";
import { draftOf, settingsOf, type Draft } from "./draft";
import { readSettings, saveSettings } from "./actions";
import { SettingsFields } from "./SettingsFields";
import { HistoryRemoval } from "./HistoryRemoval";
import { StoredLocks } from "./StoredLocks";

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
  const { editing, change, save, reset } = useEditing((before, saved) => {
    onClose();
    void afterSaving(hub, saved.clientId !== null && saved.clientId !== before.clientId ? saved : null);
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
        {failure !== null && isUnreadable(editing) ? (
          <Message severity="error" buttons={[{ text: resetSettingsText, disabled: saving, onClick: reset }]}>
            <Sentence words={settingsProblem} />
          </Message>
        ) : (
          failure !== null && (
            <Message severity="error">
              <Sentence words={failureSentence(failure, "settings")} />
            </Message>
          )
        )}
        <StoredLocks />
        <p className="secondary-text">{settingsIntro}</p>
        {draft !== null && before !== null ? (
          <SettingsFields draft={draft} problems={problems} settings={before} onChange={change} />
        ) : (
          failure === null && <Spinner label={readingText} />
        )}
        <Button
          text={openUnattendedText}
          subtle={true}
          onClick={() => dispatch(hub, { kind: "unattended" })}
        />
        <HistoryRemoval />
        <Button
          text={openDiagnosticsText}
          subtle={true}
          onClick={() => dispatch(hub, { kind: "diagnostics" })}
        />
      </div>
    </Dialog>
  );
};

/** A client id that this person has just entered is there to connect with; then the list is read under the new settings. */
async function afterSaving({ store, actions }: Hub, toConnect: Settings | null): Promise<void> {
  if (toConnect !== null) {
    store.update((state) =>
      state.inventory === null ? state : { ...state, inventory: { ...state.inventory, settings: toConnect } },
    );
    await actions.connect();
  }
  await actions.load();
}

/** What is stored was read, and cannot be understood: the only failure that a reset mends. */
const isUnreadable = ({ before, failure }: Editing): boolean =>
  before === null && failure?.code === "unexpected-answer" && failure.system === "extension-data";

type UseEditing = {
  readonly editing: Editing;
  readonly change: (draft: Draft) => void;
  readonly save: () => void;
  readonly reset: () => void;
};

/** The draft with its reading, saving and resetting. */
function useEditing(onSaved: (before: Settings, saved: Settings) => void): UseEditing {
  const { ports } = useHub();
  const [editing, setEditing] = React.useState(unread);
  const [resets, setResets] = React.useState(0);
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
  }, [ports, resets]);

  const reset = async (): Promise<void> => {
    setEditing({ ...editing, saving: true });
    const done = await ports.settings.reset();
    if (done.ok) {
      setEditing(unread);
      setResets((count) => count + 1);
    } else setEditing({ ...unread, failure: done.failure });
  };

  const save = async (): Promise<void> => {
    const { before, draft } = editing;
    if (before === null || draft === null) return;
    const wanted = settingsOf(draft, before);
    const problems = settingsProblems(wanted);
    setEditing({ ...editing, problems, failure: null, saving: problems.length === 0 });
    if (problems.length > 0) return;
    const saved = await saveSettings(ports, before, wanted);
    if (saved.ok) onSaved(before, saved.value);
    else setEditing({ ...editing, problems: [], saving: false, failure: saved.failure });
  };
  return {
    editing,
    change: (draft) => setEditing({ ...editing, draft }),
    save: () => void save(),
    reset: () => void reset(),
  };
}
