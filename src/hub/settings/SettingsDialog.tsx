import * as React from "react";
import { Checkbox } from "azure-devops-ui/Checkbox";
import { ContentSize } from "azure-devops-ui/Callout";
import { Dialog } from "azure-devops-ui/Dialog";
import { FormItem } from "azure-devops-ui/FormItem";
import { TextField } from "azure-devops-ui/TextField";
import type { Failure } from "../../domain/failure";
import type { Instant } from "../../domain/instant";
import { settingsProblems, type Settings, type SettingsProblem } from "../../domain/settings";
import { useHub } from "../hub-context";
import { Message, Sentence } from "../inventory/Message";
import { dateTimeText } from "../words/expiry";
import { failureSentence } from "../words/failure";
import {
  bandLabels,
  cancelText,
  changedText,
  clientIdHelp,
  clientIdLabel,
  graphNeedsClientId,
  lifetimeLabel,
  noteHelp,
  noteLabel,
  problemText,
  saveText,
  savingText,
  settingsIntro,
  settingsTitle,
} from "../words/settings";
import { draftOf, settingsOf, type Draft } from "./draft";
import { saveSettings } from "./intents";

type Props = {
  readonly settings: Settings;
  readonly hint: "graph-needs-client-id" | null;
  readonly onClose: () => void;
};

/** Organization-wide settings. Problems are said beside their field; a conflict leaves the other person's change. */
export const SettingsDialog = ({ settings, hint, onClose }: Props): JSX.Element => {
  const { ports, intents } = useHub();
  const [draft, setDraft] = React.useState<Draft>(() => draftOf(settings));
  const [shown, setShown] = React.useState<readonly SettingsProblem[]>([]);
  const [saving, setSaving] = React.useState(false);
  const [failure, setFailure] = React.useState<Failure | null>(null);

  const save = async (): Promise<void> => {
    const wanted = settingsOf(draft, settings);
    const problems = settingsProblems(wanted);
    setShown(problems);
    setFailure(null);
    if (problems.length > 0) return;
    setSaving(true);
    const saved = await saveSettings(ports, settings, wanted);
    setSaving(false);
    if (!saved.ok) return setFailure(saved.failure);
    onClose();
    void intents.load();
  };
  return (
    <Dialog
      contentSize={ContentSize.Medium}
      titleProps={{ text: settingsTitle }}
      onDismiss={onClose}
      footerButtonProps={[
        { text: cancelText, onClick: onClose },
        { text: saving ? savingText : saveText, primary: true, disabled: saving, onClick: () => void save() },
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
        <Fields draft={draft} problems={shown} settings={settings} onChange={setDraft} />
      </div>
    </Dialog>
  );
};

type FieldsProps = {
  readonly draft: Draft;
  readonly problems: readonly SettingsProblem[];
  readonly settings: Settings;
  readonly onChange: (draft: Draft) => void;
};

const Fields = ({ draft, problems, settings, onChange }: FieldsProps): JSX.Element => {
  const { dates } = useHub();
  const among = (...wanted: readonly SettingsProblem[]): string | undefined =>
    wanted.filter((one) => problems.includes(one)).map(problemText)[0];
  const clientProblem = among("client-id-not-a-guid");
  const bandProblem = among("bands-out-of-range", "bands-not-descending");
  const lifetimeProblem = among("lifetime-out-of-range");
  const when = (at: Instant): string => dateTimeText(at, dates.culture, dates.timeZone);
  return (
    <>
      <FormItem
        error={clientProblem !== undefined}
        message={clientProblem ?? `${clientIdHelp} ${changedText("client", settings, when)}`.trim()}
      >
        <TextField
          label={clientIdLabel}
          value={draft.clientId}
          spellCheck={false}
          onChange={(_, clientId) => onChange({ ...draft, clientId })}
        />
      </FormItem>
      <div className="hub-bands">
        {bandLabels.map((label, index) => (
          <FormItem
            key={label}
            error={bandProblem !== undefined && index === 0}
            message={index === 0 ? (bandProblem ?? "") : ""}
          >
            <TextField
              label={label}
              inputType="number"
              value={draft.bands[index] ?? ""}
              onChange={(_, text) => onChange({ ...draft, bands: replaced(draft.bands, index, text) })}
            />
          </FormItem>
        ))}
      </div>
      <FormItem error={lifetimeProblem !== undefined} message={lifetimeProblem ?? ""}>
        <TextField
          label={lifetimeLabel}
          inputType="number"
          value={draft.lifetimeDays}
          onChange={(_, lifetimeDays) => onChange({ ...draft, lifetimeDays })}
        />
      </FormItem>
      <FormItem message={noteHelp}>
        <Checkbox
          label={noteLabel}
          checked={draft.writeNote}
          onChange={(_, writeNote) => onChange({ ...draft, writeNote })}
        />
      </FormItem>
      <p className="secondary-text">{changedText("all", settings, when)}</p>
    </>
  );
};

const replaced = (bands: Draft["bands"], index: number, text: string): Draft["bands"] => [
  index === 0 ? text : bands[0],
  index === 1 ? text : bands[1],
  index === 2 ? text : bands[2],
];
