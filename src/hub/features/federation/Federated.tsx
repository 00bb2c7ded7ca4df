import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { ButtonGroup } from "azure-devops-ui/ButtonGroup";
import { Card } from "azure-devops-ui/Card";
import { instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import { revertWindow } from "../../../domain/federation/revert-window";
import { judgeIssuer } from "../../../domain/federation/issuer";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { OutsideLink } from "../../shared/OutsideLink";
import { pagesOf } from "../../shared/links";
import { useStore } from "../../shell/contracts/use-store";
import { dateText, dateTimeText, relativeText } from "../../../words/expiry";
import {
  afterRevertWindow,
  issuerLinkText,
  issuerText,
  noRevertText,
  revertingText,
  revertText,
  revertUntilText,
} from "./words/conversion";
import { issuerLabel, subjectLabel } from "./words/parts";
import { notWatchedText, olderRunsText, otherReasonsText, sinceText } from "./words/watch";
import { CopyText } from "../../shared/CopyText";
import { FailingRuns } from "./FailingRuns";
import type { Federation } from "./actions";

type Props = { readonly federation: Federation; readonly row: Row; readonly onEnd: () => void };

/** A connection without a secret: its way back while there is one, and the end of its issuer where it has one. */
export const Federated = ({ federation, row, onEnd }: Props): React.JSX.Element => (
  <>
    <Revert federation={federation} row={row} onEnd={onEnd} />
    <Issuer row={row} />
  </>
);

const Revert = ({ federation, row: { connection }, onEnd }: Props): React.JSX.Element | null => {
  const { dates } = useHub();
  const now = useHubState((state) => state.now);
  const run = useStore(federation.store, (state) => state.conversions.get(connection.id) ?? null);
  const window = revertWindow(connection, now);
  const running = run !== null && run.end === null;
  if (!window.open) {
    const converted = run?.direction === "convert";
    return window.reason === "no-deadline" && !converted ? null : <p>{noRevertText[window.reason]}</p>;
  }
  const date = dateTimeText(window.until, dates.culture, dates.timeZone);
  return (
    <div className="rhythm-vertical-8">
      <p>
        {revertUntilText(date, relativeText(window.until, now, dates.zone))} {afterRevertWindow}
      </p>
      <Since federation={federation} connectionId={connection.id} />
      <ButtonGroup>
        <Button
          text={running ? revertingText : revertText}
          disabled={running}
          onClick={() => void federation.revert(connection).then(onEnd)}
        />
      </ButtonGroup>
    </div>
  );
};

/** How its pipelines fared since the conversion, as the page last saw it. */
const Since = ({
  federation,
  connectionId,
}: {
  readonly federation: Federation;
  readonly connectionId: string;
}): React.JSX.Element | null => {
  const watched = useStore(federation.store, (state) => state.watched.get(connectionId) ?? null);
  if (watched === null) return null;
  if (watched.failure !== null) return <p>{notWatchedText}</p>;
  const { after, complete } = watched;
  return (
    <>
      <p>{sinceText(after)}</p>
      {after.failing.length > 0 && (
        <>
          <FailingRuns runs={after.failing} />
          <p>{otherReasonsText}</p>
        </>
      )}
      {!complete && <p className="secondary-text">{olderRunsText}</p>}
    </>
  );
};

const Issuer = ({ row: { connection, app } }: { readonly row: Row }): React.JSX.Element | null => {
  const { ports, dates } = useHub();
  const now = useHubState((state) => state.now);
  const verdict = judgeIssuer(
    {
      scheme: connection.scheme,
      issuer: connection.issuer,
      subject: connection.subject,
      environment: connection.cloud,
      signInAudience: app.state === "found" ? app.app.signInAudience : null,
    },
    now,
  );
  const { issuer, subject } = connection;
  // The day is fixed in UTC; another zone must not show the day before.
  const text = issuerText(verdict, (at) => dateText(instant(at), dates.culture, "UTC"));
  return (
    <Card className="hub-federation-card" titleProps={{ text: issuerLabel, ariaLevel: 2 }}>
      <div className="rhythm-vertical-8 flex-grow">
        <p>{text}</p>
        <dl className="hub-federation-values">
          {issuer !== null && (
            <>
              <dt>{issuerLabel}</dt>
              <dd>
                <CopyText what={issuerLabel.toLowerCase()} text={issuer} inline={true} />
              </dd>
            </>
          )}
          {subject !== null && (
            <>
              <dt>{subjectLabel}</dt>
              <dd>
                <CopyText what={subjectLabel.toLowerCase()} text={subject} inline={true} />
              </dd>
            </>
          )}
        </dl>
        {verdict.kind === "retires" && (
          <OutsideLink href={pagesOf(ports, connection).connection}>{issuerLinkText}</OutsideLink>
        )}
      </div>
    </Card>
  );
};
