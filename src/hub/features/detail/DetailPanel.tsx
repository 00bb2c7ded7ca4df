import * as React from "react";
import "./detail.scss";
import { Button } from "azure-devops-ui/Button";
import { ContentSize } from "azure-devops-ui/Callout";
import { Panel } from "azure-devops-ui/Panel";
import type { Row } from "../../../domain/inventory";
import { isSnoozed } from "../../../domain/summary-cards";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import type { Inventory } from "../../../operations/load-inventory";
import { createdByText } from "../../../words/creator";
import { kindExplanation, kindText } from "../../../words/common";
import {
  federationButtonText,
  groupTitles,
  renewButtonText,
  sectionTitles,
  verifyButtonText,
} from "./words/detail";
import { endSnoozeText, snoozeText } from "./words/snooze";
import { detailName, noRenewalText, stateText, verifyingText } from "../../shared/words/connection";
import { dispatch } from "../../shared/dispatch";
import { AdviceList } from "../../shared/findings/AdviceList";
import { SwitchButton } from "../../shared/findings/SwitchButton";
import { Credentials } from "./Credentials";
import { ExpiryFacts } from "./ExpiryFacts";
import { Findings } from "./Findings";
import { History } from "./History";
import { LastUse } from "./LastUse";
import { LastVerification } from "./LastVerification";
import { Links } from "./Links";
import { Group, Section } from "./Section";
import { Shared } from "./Shared";
import { SnoozedText } from "./SnoozeDialog";
import { TypedExpiryForm } from "./TypedExpiryForm";

type Props = { readonly row: Row; readonly inventory: Inventory; readonly onClose: () => void };

/** Everything known of one connection, and what could not be read of it: what can be done first, then four groups. */
export const DetailPanel = ({ row, inventory, onClose }: Props): React.JSX.Element => {
  const { connection } = row;
  const name = detailName(connection);
  const state = stateText(connection);
  const owner = createdByText(connection);
  const snoozed = useHubState(({ now }) => isSnoozed(row, now));
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
        <Actions row={row} snoozed={snoozed} />
        <Links connection={connection} />
        {owner !== null && <p dir="auto">{owner}</p>}
        <Group title={groupTitles.status}>
          <SwitchButton connection={connection} to="enabled" />
          <Findings row={row} />
          <AdviceList row={row} />
          <ExpiryFacts row={row} />
          <LastVerification row={row} />
          {snoozed && (
            <Section title={sectionTitles.snooze}>
              <SnoozedText row={row} />
            </Section>
          )}
          <TypedExpiryForm row={row} />
        </Group>
        <Group title={groupTitles.credentials}>
          <Credentials row={row} />
        </Group>
        <Group title={groupTitles.usage}>
          <Section title={sectionTitles.lastUse}>
            <LastUse connection={connection} />
          </Section>
          <Shared row={row} inventory={inventory} />
        </Group>
        <Group title={groupTitles.history}>
          <History row={row} inventory={inventory} />
        </Group>
      </div>
    </Panel>
  );
};

type ActionsProps = { readonly row: Row; readonly snoozed: boolean };

const Actions = ({ row: { connection }, snoozed }: ActionsProps): React.JSX.Element => {
  const hub = useHub();
  const { id: connectionId, incomplete } = connection;
  const verifying = useHubState((state) => state.checks.get(connectionId)?.state === "running");
  const does = (kind: "renew" | "verify" | "federation" | "snooze") => (): void =>
    dispatch(hub, { kind, connectionId });
  return (
    <div className="hub-detail-actions">
      {noRenewalText(connection) === null && (
        <Button primary={true} text={renewButtonText} onClick={does("renew")} />
      )}
      {!incomplete && (
        <>
          <Button
            text={verifying ? verifyingText : verifyButtonText}
            disabled={verifying}
            onClick={does("verify")}
          />
          <Button text={federationButtonText} onClick={does("federation")} />
        </>
      )}
      <Button text={snoozed ? endSnoozeText : snoozeText} onClick={does("snooze")} />
    </div>
  );
};
