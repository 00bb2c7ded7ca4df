import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import type { SetupCheck } from "../../../domain/graph-setup";
import { isGuid } from "../../../domain/settings";
import { CopyBox } from "../../shared/CopyBox";
import { useHub } from "../../shell/contracts/hub-context";
import { checkSetup } from "./actions";
import {
  checkingSetupText,
  checkSetupText,
  noTenantText,
  setupCheckText,
  setupCommands,
  setupIntro,
  setupListName,
  setupTitle,
} from "./words/setup";

type Props = {
  /** As it stands in the field. */
  readonly draft: string;
  /** As it is saved; null where none is. */
  readonly saved: string | null;
};

/** The commands that make the app registration, and a look at what of it is missing once its id is saved. */
export const GraphSetup = ({ draft, saved }: Props): React.JSX.Element => {
  const id = isGuid(draft) ? draft.trim().toLowerCase() : null;
  return (
    <>
      <details className="hub-graph-setup">
        <summary tabIndex={0}>{setupTitle}</summary>
        <p>{setupIntro}</p>
        <ol>
          {setupCommands(id).map(({ does, command }) => (
            <li key={does}>
              <CopyBox title={does} text={command} />
            </li>
          ))}
        </ol>
      </details>
      {saved !== null && saved === id && <Check clientId={saved} />}
    </>
  );
};

const Check = ({ clientId }: { readonly clientId: string }): React.JSX.Element => {
  const { ports, store } = useHub();
  const [busy, setBusy] = React.useState(false);
  const [found, setFound] = React.useState<readonly SetupCheck[] | "no-tenant" | null>(null);
  const check = async (): Promise<void> => {
    setBusy(true);
    const rows = store.get().inventory?.rows ?? [];
    setFound((await checkSetup(ports, rows, clientId)) ?? "no-tenant");
    setBusy(false);
  };
  return (
    <div className="rhythm-vertical-8">
      <Button text={checkSetupText} disabled={busy} onClick={() => void check()} />
      {busy && <p role="status">{checkingSetupText}</p>}
      {found === "no-tenant" && <p role="status">{noTenantText}</p>}
      {found !== null && found !== "no-tenant" && (
        <ul aria-label={setupListName} role="status">
          {found.map((one) => (
            <li key={one.part}>{setupCheckText(one)}</li>
          ))}
        </ul>
      )}
    </div>
  );
};
