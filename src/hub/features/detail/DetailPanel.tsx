import * as React from "react";
import "./detail.scss";
import { Button } from "azure-devops-ui/Button";
import { ContentSize } from "azure-devops-ui/Callout";
import { Panel } from "azure-devops-ui/Panel";
import type { Row } from "../../../domain/inventory";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { withOverlay } from "../../shell/contracts/hub-state";
import type { Inventory } from "../../../operations/load-inventory";
import { kindExplanation, kindText } from "../../../words/common";
import { renewButtonText, sectionTitles, verifyButtonText } from "./words/detail";
import { detailName, noRenewalText, stateText, verifyingText } from "../../shared/words/connection";
import { Credentials } from "./Credentials";
import { ExpiryFacts } from "./ExpiryFacts";
import { Findings } from "./Findings";
import { History } from "./History";
import { LastUse } from "./LastUse";
import { Links } from "./Links";
import { Section } from "./Section";
import { Shared } from "./Shared";
import { SnoozeForm } from "./SnoozeForm";
import { TypedExpiryForm } from "./TypedExpiryForm";

type Props = { readonly row: Row; readonly inventory: Inventory; readonly onClose: () => void };

/** Everything known of one connection, and what could not be read of it. */
export const DetailPanel = ({ row, inventory, onClose }: Props): React.JSX.Element => {
  const { connection } = row;
  const name = detailName(connection);
  const state = stateText(connection);
  return (
    <Panel
      titleProps={{ text: name }}
      ariaLabel={name}
      size={ContentSize.Large}
      lightDismiss={false}
      onDismiss={onClose}
    >
      <div className="hub-detail-panel flex-grow">
        <p>
          {state !== null && <strong>{state}. </strong>}
          {kindText(connection.kind)} · <span dir="auto">{connection.type}</span>.{" "}
          {kindExplanation(connection.kind)}
        </p>
        <Actions row={row} />
        <ExpiryFacts row={row} />
        <Findings row={row} />
        <Section title={sectionTitles.credentials}>
          <Credentials row={row} />
        </Section>
        <Shared row={row} inventory={inventory} />
        <Section title={sectionTitles.lastUse}>
          <LastUse connection={connection} />
        </Section>
        <History row={row} inventory={inventory} />
        <TypedExpiryForm row={row} />
        <SnoozeForm row={row} />
        <Links connection={connection} />
      </div>
    </Panel>
  );
};

const Actions = ({ row: { connection } }: { readonly row: Row }): React.JSX.Element | null => {
  const { store, actions } = useHub();
  const { id } = connection;
  const verifying = useHubState((state) => state.checks.get(id)?.state === "running");
  if (connection.incomplete) return null;
  return (
    <div className="hub-detail-actions">
      {noRenewalText(connection) === null && (
        <Button
          primary={true}
          text={renewButtonText}
          onClick={() => store.update((state) => withOverlay(state, { kind: "renewal", connectionId: id }))}
        />
      )}
      <Button
        text={verifying ? verifyingText : verifyButtonText}
        disabled={verifying}
        onClick={() => void actions.verify(connection)}
      />
    </div>
  );
};
