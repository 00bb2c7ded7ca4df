import * as React from "react";
import { Checkbox } from "azure-devops-ui/Checkbox";
import { FormItem } from "azure-devops-ui/FormItem";
import { TextField } from "azure-devops-ui/TextField";
import type { Instant } from "../../../domain/instant";
import type { Settings, SettingsProblem } from "../../../domain/settings";
import { useHub } from "../../shell/contracts/hub-context";
import { dateTimeText } from "../../../words/expiry";
import {
  bandLabels,
  bandsHelp,
  bandsLabel,
  changedText,
  clientIdHelp,
  clientIdLabel,
  lifetimeHelp,
  lifetimeLabel,
  namesHelp,
  namesLabel,
  noteHelp,
  noteLabel,
  problemText,
  terraformHelp,
  terraformLabel,
  vaultHelp,
  vaultLabel,
} from "./words/settings";
import type { Draft } from "./draft";
import { GraphSetup } from "./GraphSetup";

type Props = {
  readonly draft: Draft;
  readonly problems: readonly SettingsProblem[];
  readonly settings: Settings;
  readonly onChange: (draft: Draft) => void;
};

/** The fields, each with its help or its problem. */
export const SettingsFields = ({ draft, problems, settings, onChange }: Props): React.JSX.Element => {
  const { dates } = useHub();
  const among = (...wanted: readonly SettingsProblem[]): string | undefined =>
    wanted.filter((one) => problems.includes(one)).map(problemText)[0];
  const clientProblem = among("client-id-not-a-guid");
  const bandProblem = among("bands-out-of-range", "bands-not-descending");
  const lifetimeProblem = among("lifetime-out-of-range");
  const patternProblem = among("pattern-fits-all");
  const vaultProblem = among("vault-not-a-name");
  const namesProblem = among("names-out-of-range");
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
      <GraphSetup draft={draft.clientId} saved={settings.clientId} />
      <FormItem error={bandProblem !== undefined} message={bandProblem ?? bandsHelp}>
        {/* No label of the item: the platform would give each field its name. */}
        <div className="body-m" aria-hidden="true">
          {bandsLabel}
        </div>
        <div className="hub-bands" role="group" aria-label={bandsLabel}>
          {bandLabels.map((label, index) => (
            <TextField
              key={label}
              label={label}
              inputType="number"
              value={draft.bands[index] ?? ""}
              onChange={(_, text) => onChange({ ...draft, bands: replaced(draft.bands, index, text) })}
            />
          ))}
        </div>
      </FormItem>
      <FormItem error={lifetimeProblem !== undefined} message={lifetimeProblem ?? lifetimeHelp}>
        <TextField
          label={lifetimeLabel}
          inputType="number"
          value={draft.lifetimeDays}
          onChange={(_, lifetimeDays) => onChange({ ...draft, lifetimeDays })}
        />
      </FormItem>
      <FormItem error={namesProblem !== undefined} message={namesProblem ?? namesHelp}>
        <TextField
          label={namesLabel}
          inputType="number"
          value={draft.keepNamesDays}
          onChange={(_, keepNamesDays) => onChange({ ...draft, keepNamesDays })}
        />
      </FormItem>
      <FormItem message={noteHelp}>
        <Checkbox
          label={noteLabel}
          checked={draft.writeNote}
          onChange={(_, writeNote) => onChange({ ...draft, writeNote })}
        />
      </FormItem>
      <FormItem error={patternProblem !== undefined} message={patternProblem ?? terraformHelp}>
        <TextField
          label={terraformLabel}
          value={draft.terraformPattern}
          onChange={(_, terraformPattern) => onChange({ ...draft, terraformPattern })}
        />
      </FormItem>
      <FormItem error={vaultProblem !== undefined} message={vaultProblem ?? vaultHelp}>
        <TextField
          label={vaultLabel}
          value={draft.vault}
          spellCheck={false}
          onChange={(_, vault) => onChange({ ...draft, vault })}
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
