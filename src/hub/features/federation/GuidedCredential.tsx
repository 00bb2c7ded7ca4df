import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { ButtonGroup } from "azure-devops-ui/ButtonGroup";
import { Card } from "azure-devops-ui/Card";
import { Checkbox } from "azure-devops-ui/Checkbox";
import type { ServiceConnection } from "../../../domain/service-connection";
import { credentialCommand } from "../../../domain/federation/federated-subject";
import { useHub } from "../../shell/contracts/hub-context";
import { Message, Sentence } from "../../shared/Message";
import { OutsideLink } from "../../shared/OutsideLink";
import { pagesOf } from "../../shared/links";
import { useStore } from "../../shell/contracts/use-store";
import { failureSentence } from "../../../words/failure";
import {
  addedText,
  addingText,
  computedNote,
  credentialIntro,
  credentialTitle,
  madeLabel,
  noTenantText,
  portalLinkText,
  throughGraphText,
} from "./words/conversion";
import { audienceLabel, commandLineName, issuerLabel, nameLabel, subjectLabel } from "./words/parts";
import { CopyText } from "../../shared/CopyText";
import { credentialFor, type Federation } from "./actions";

type Props = {
  readonly federation: Federation;
  readonly connection: ServiceConnection;
  readonly made: boolean;
  readonly onMade: (made: boolean) => void;
};

/** The way by hand: issuer and subject to copy, the page to enter them, or Microsoft Graph where it may write (W34). */
export const GuidedCredential = ({ federation, connection, made, onMade }: Props): React.JSX.Element => {
  const { ports } = useHub();
  const state = useStore(federation.store, (all) => all.credentials.get(connection.id) ?? null);
  const credential = credentialFor(ports, connection);
  if (credential === null) return <Message severity="warning">{noTenantText}</Message>;
  const page = pagesOf(ports, connection).credentials;
  const { appId } = connection;
  const command = appId === null ? null : credentialCommand(appId, credential);
  return (
    <Card className="hub-federation-card" titleProps={{ text: credentialTitle, ariaLevel: 2 }}>
      <div className="rhythm-vertical-8 flex-grow">
        <p>{credentialIntro}</p>
        <dl className="hub-federation-values">
          {[
            [issuerLabel, credential.issuer],
            [subjectLabel, credential.subject],
            [audienceLabel, credential.audience],
            [nameLabel, credential.name],
          ].map(([label = "", value = ""]) => (
            <React.Fragment key={label}>
              <dt>{label}</dt>
              <dd>
                <CopyText what={label.toLowerCase()} text={value} inline={true} />
              </dd>
            </React.Fragment>
          ))}
        </dl>
        {!credential.confirmed && <p className="secondary-text">{computedNote}</p>}
        {page !== null && (
          <p>
            <OutsideLink href={page}>{portalLinkText}</OutsideLink>
          </p>
        )}
        {command !== null && <CopyText what={commandLineName} text={command} />}
        <ButtonGroup>
          <Button
            text={state?.stage === "adding" ? addingText : throughGraphText}
            disabled={state?.stage === "adding" || state?.stage === "added"}
            onClick={() => void federation.addCredential(connection)}
          />
        </ButtonGroup>
        {state?.stage === "added" && <p role="status">{addedText[state.how]}</p>}
        {state?.stage === "failed" && (
          <Message severity="warning">
            <Sentence words={failureSentence(state.failure, "verification")} />
          </Message>
        )}
        <Checkbox
          label={madeLabel}
          checked={made || state?.stage === "added"}
          disabled={state?.stage === "added"}
          onChange={(_, checked) => onMade(checked)}
        />
      </div>
    </Card>
  );
};
