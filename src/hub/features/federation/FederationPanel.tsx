import "./federation.scss";
import * as React from "react";
import { ContentSize } from "azure-devops-ui/Callout";
import { Panel } from "azure-devops-ui/Panel";
import type { Row } from "../../../domain/inventory";
import { holdsAzureDevOpsToken } from "../../../domain/findings/azure-devops-token";
import { isFederated } from "../../../domain/federation/connection-facts";
import { stepsNeeded, type ConnectionReadiness } from "../../../domain/federation/roll-up";
import { useHub } from "../../shell/contracts/hub-context";
import { Message } from "../../shared/Message";
import { StatusText } from "../../shared/StatusText";
import { useStore } from "../../shell/contracts/use-store";
import {
  firstText,
  introText,
  lookedText,
  panelTitle,
  readinessExplanation,
  readinessText,
  stepsNeededText,
  tokenIntroText,
  usedInText,
  usesTitle,
} from "./words/federation";
import { convertingText, convertText, refusalText } from "./words/conversion";
import { closeText } from "../../shared/words/page";
import { ConversionStatus } from "./ConversionStatus";
import { ConvertSection } from "./ConvertSection";
import { Federated } from "./Federated";
import { conversionPlanOf, federationOf, usesCanBeFound, type Federation } from "./actions";
import { LookSection } from "./LookSection";
import { useConversion, type ConversionChoice } from "./use-conversion";
import { readinessTone, Uses } from "./Uses";

type Props = { readonly row: Row; readonly onClose: () => void; readonly onChanged: () => void };

/** Whether one connection can do without its secret, what stands against it, and the conversion with its way back. */
export const FederationPanel = ({ row, onClose, onChanged }: Props): React.JSX.Element => {
  const federation = federationOf(useHub());
  const { connection } = row;
  const run = useStore(federation.store, (state) => state.conversions.get(connection.id) ?? null);
  const choice = useConversion(federation, connection, onChanged);
  const close = { text: closeText, onClick: onClose };
  const convert = {
    text: choice?.running === true ? convertingText : convertText,
    primary: true,
    disabled: choice === null || choice.start === null,
    onClick: () => choice?.start?.(),
  };
  // The list of uses may be long: what to do next stays in view below it.
  const mayConvert = choice !== null && choice.plan.kind !== "refused" && !isFederated(connection);
  return (
    <Panel
      titleProps={{ text: (holdsAzureDevOpsToken(connection) ? usesTitle : panelTitle)(connection.name) }}
      size={ContentSize.Large}
      onDismiss={onClose}
      footerButtonProps={mayConvert ? [close, convert] : [close]}
    >
      <div className="hub-federation">
        {run !== null && <ConversionStatus run={run} />}
        {isFederated(connection) ? (
          <Federated federation={federation} row={row} onEnd={onChanged} />
        ) : (
          <Holding federation={federation} row={row} choice={choice} />
        )}
      </div>
    </Panel>
  );
};

type HoldingProps = {
  readonly federation: Federation;
  readonly row: Row;
  readonly choice: ConversionChoice | null;
};

/** A connection with a secret: look first, then decide. */
const Holding = ({ federation, row: { connection }, choice }: HoldingProps): React.JSX.Element => {
  const scan = useStore(federation.store, (state) => state.scans.get(connection.id) ?? null);
  const refusal = conversionPlanOf(connection, null, true, "present");
  const lookable = usesCanBeFound(connection);
  const isToken = holdsAzureDevOpsToken(connection);
  React.useEffect(() => {
    // Counting is what opening the panel asks for; everything beyond waits for the button.
    if (lookable) void federation.prepare(connection.id, [connection]);
  }, [federation, connection, lookable]);
  return (
    <>
      <p>{isToken ? tokenIntroText : introText}</p>
      {refusal.kind === "refused" && !isToken && (
        <Message severity="warning">{refusalText(refusal.code)}</Message>
      )}
      {scan !== null && (
        <>
          {isToken ? (
            <p>{usedInText(scan.readiness.pipelines.length, scan.readiness.unread.length)}</p>
          ) : (
            <Verdict readiness={scan.readiness} yaml={scan.looked.yaml} />
          )}
          <p className="secondary-text">{lookedText(scan.looked)}</p>
        </>
      )}
      {lookable && <LookSection federation={federation} lookKey={connection.id} connections={[connection]} />}
      {scan !== null && (
        <>
          <Uses connection={connection} readiness={scan.readiness} />
          {refusal.kind !== "refused" && choice !== null && (
            <ConvertSection federation={federation} connection={connection} choice={choice} />
          )}
        </>
      )}
    </>
  );
};

/** What the check says of the whole connection: a tick only where nobody has to do anything first. */
const Verdict = ({
  readiness,
  yaml,
}: {
  readonly readiness: ConnectionReadiness;
  readonly yaml: number;
}): React.JSX.Element => {
  const needed = stepsNeededText(stepsNeeded(readiness));
  const tone = readinessTone(readiness.readiness);
  const text = readinessText(readiness.readiness);
  const explained = readinessExplanation(readiness.readiness, readiness.pipelines.length, yaml);
  return needed === null ? (
    <StatusText tone={tone} text={text} detail={explained} />
  ) : (
    <StatusText
      tone={tone === "good" ? "soon" : tone}
      text={needed}
      detail={tone === "good" ? firstText : `${text}. ${explained}`}
    />
  );
};
