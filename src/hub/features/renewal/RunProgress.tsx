import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { Link } from "azure-devops-ui/Link";
import { goneSecrets } from "../../../domain/renewal/other-secrets";
import { isWorking, type Plan } from "../../../domain/renewal/renewal";
import type { Row } from "../../../domain/inventory";
import type { ServiceConnection } from "../../../domain/service-connection";
import type { Ports } from "../../../ports/ports";
import { siblingsOf } from "../../../domain/siblings";
import { useHub } from "../../shell/contracts/hub-context";
import type { Inventory } from "../../../operations/load-inventory";
import { Message, Sentence } from "../../shared/Message";
import { PanelFooter } from "../../shared/PanelFooter";
import { closeText, tryAgainText } from "../../shared/words/page";
import * as words from "./words/renewal";
import { goneNotKnownText, goneText } from "./words/other-secrets";
import { takeOverText } from "./words/renewal-parts";
import { detailsText } from "../../shared/words/renewal";
import { codePage, codePageText, pageNames } from "../../../words/verdict";
import { ConvertInstead } from "../../shared/findings/ConvertInstead";
import { placeOfFailure } from "../../shared/verification/places";
import { VerdictDetails } from "../../shared/verification/VerdictDetails";
import { fieldsOfRun } from "./actions";
import { GuidedForm } from "./GuidedForm";
import { CopyBox } from "../../shared/CopyBox";
import { HoldersText } from "./HoldersText";
import { HandOffCard } from "./HandOffCard";
import { runsOf } from "../../shared/renewals/actions";
import type { RunView } from "../../../operations/run-control";
import { pagesOf } from "../../shared/links";
import { OutsideLink } from "../../shared/OutsideLink";
import { Retirement } from "./Retirement";
import type { Running } from "../../shared/renewals/running";
import { RunningStep, StepList } from "./StepList";

type Props = {
  readonly row: Row;
  readonly inventory: Inventory;
  readonly running: Running;
  /** Back to the plan; `takeOver` begins with that offer. */
  readonly onAgain: (takeOver: boolean) => void;
  readonly onChanged: () => void;
  readonly onClose: () => void;
};

/** A run as it goes, and how it ended. */
export const RunProgress = (props: Props): React.JSX.Element => {
  const { running } = props;
  const { ports } = useHub();
  const { view, ended } = running;
  const steps = view === null ? null : <StepList steps={view.steps} clock={ports.clock} />;
  return (
    <div className="hub-plan-view rhythm-vertical-16">
      {running.broken && (
        <Message severity="error">
          <Sentence words={words.brokenSentence} />
        </Message>
      )}
      {ended && view !== null && !running.broken ? (
        <Outcome {...props} view={view} steps={steps} />
      ) : (
        <>
          {steps}
          {view !== null && <Remarks {...props} view={view} />}
          {!ended && <UnderWay {...props} view={view} />}
        </>
      )}
      {view !== null && <RunningStep steps={view.steps} />}
    </div>
  );
};

/** What a run found beside its steps, and what an automatic one may have taken from others. */
const Remarks = (props: Props & { readonly view: RunView }): React.JSX.Element => {
  const { view, running } = props;
  return (
    <>
      {view.lostProjects.length > 0 && (
        <Message severity="error">{words.lostProjectsText(view.lostProjects)}</Message>
      )}
      {running.ended && <Gone {...props} />}
      {view.shortenedToDays !== null && <p>{words.shortenedText(view.shortenedToDays)}</p>}
      {!view.recorded && <p>{words.notRecordedText}</p>}
    </>
  );
};

/** What an automatic save took away from others, or that nobody could look (E2). */
const Gone = ({ row, inventory, view }: Props & { readonly view: RunView }): React.JSX.Element | null => {
  const { plan, stage } = view.renewal;
  if (plan.mode !== "automatic" || (stage === "stopped" && view.renewal.connection === "untouched"))
    return null;
  if (view.goneSecrets === null) return <p>{goneNotKnownText}</p>;
  if (view.goneSecrets.length === 0) return null;
  const siblings = siblingsOf(
    row.connection,
    inventory.rows.map(({ connection }) => connection),
  );
  const text = goneText(goneSecrets(view.goneSecrets, inventory.rows, row.connection.id), siblings);
  return siblings.length === 0 ? <p dir="auto">{text}</p> : <Message severity="warning">{text}</Message>;
};

const UnderWay = ({
  row,
  running,
  view,
  onClose,
}: Props & { readonly view: RunView | null }): React.JSX.Element => {
  const hub = useHub();
  const { ports } = hub;
  const runs = runsOf(hub);
  const { plan, cancelling } = running;
  const id = plan.connectionId;
  const fields = useFields(ports, plan, row.connection);
  const final = view !== null && (view.renewal.stage === "saving" || view.renewal.stage === "verifying");
  return (
    <>
      {view?.waitingFor === "paste" && fields !== null && (
        <>
          <p>{words.pasteText(plan.material)}</p>
          <GuidedForm
            offer={{ material: plan.material, inputs: fields }}
            pages={pagesOf(ports, row.connection)}
            disabled={false}
            onSubmit={(inputs, until) => runs.paste(id, { inputs, until })}
            onCancel={onClose}
          />
        </>
      )}
      {view?.waitingFor === "unproved-consent" && (
        <Message
          severity="warning"
          buttons={[
            { text: words.saveUnprovedText, onClick: () => runs.answerUnproved(id, true) },
            { text: words.stopText, onClick: () => runs.answerUnproved(id, false) },
          ]}
        >
          {words.unprovedText(view.proofVoid ?? "not-testable")}
        </Message>
      )}
      {view?.takesLong === true && <p>{words.takesLongText}</p>}
      {view?.settling != null && <p>{words.settlingText(view.settling, hub.dates)}</p>}
      <p className="secondary-text">{view?.holdsSecret === true ? words.keepOpenText : words.mayCloseText}</p>
      {!final && view?.waitingFor !== "unproved-consent" && (
        <div className="hub-panel-actions">
          <Button
            text={cancelling ? words.cancellingText : words.stopText}
            disabled={cancelling}
            onClick={() => runs.cancel(id)}
          />
        </div>
      )}
    </>
  );
};

/** The fields of the run's connection; null until its type has been read. */
function useFields(
  ports: Ports,
  plan: Plan,
  connection: ServiceConnection,
): React.ComponentProps<typeof GuidedForm>["offer"]["inputs"] | null {
  const [fields, setFields] = React.useState<
    React.ComponentProps<typeof GuidedForm>["offer"]["inputs"] | null
  >(null);
  const latest = React.useRef(connection);
  latest.current = connection;
  React.useEffect(() => {
    let open = true;
    if (plan.mode === "guided")
      void fieldsOfRun(ports, plan, latest.current).then((found) => open && setFields(found));
    return () => {
      open = false;
    };
  }, [ports, plan]);
  return fields;
}

type OutcomeProps = Props & { readonly view: RunView; readonly steps: React.ReactNode };

/** The result first, then what it means and what can be done, then how it came about. */
const Outcome = (props: OutcomeProps): React.JSX.Element | null => {
  const { row, inventory, view, steps, onAgain, onChanged, onClose, running } = props;
  const { dates } = useHub();
  const { renewal } = view;
  if (isWorking(renewal)) return null;
  if (renewal.stage === "stopped")
    return (
      <StoppedOutcome stopped={renewal} connection={row.connection} onAgain={onAgain} steps={steps}>
        <Remarks {...props} />
      </StoppedOutcome>
    );
  return (
    <>
      <Message severity={isSuccess(renewal) ? "success" : "info"}>
        <strong className="hub-sentence">{words.renewedTitle(renewal)}</strong>{" "}
        <span className="hub-sentence">{words.renewedText(renewal, dates)}</span>
      </Message>
      <Remarks {...props} />
      {steps}
      {renewal.verdict.word !== "verified" && (
        <VerdictDetails verdict={renewal.verdict} connection={row.connection} />
      )}
      <HoldersText row={row} renewed={renewal} />
      {running.plan.mode === "graph" && view.proofVoid === null && (
        <Retirement {...{ row, inventory, onChanged }} held={renewal.held} />
      )}
      {running.plan.mode === "guided" && running.plan.material === "client-secret" && (
        <OldSecretLink row={row} />
      )}
      <PanelFooter text={closeText} onPrimary={onClose} />
    </>
  );
};

/** After a guided renewal the hub removes nothing: the page where a person does. */
const OldSecretLink = ({ row }: { readonly row: Row }): React.JSX.Element | null => {
  const { ports } = useHub();
  const page = pagesOf(ports, row.connection, row.app).credentials;
  return page === null ? null : (
    <p>
      {words.oldSecretText} <OutsideLink href={page}>{pageNames.credentials}</OutsideLink>
    </p>
  );
};

const isSuccess = ({ confidence, verdict }: Parameters<typeof words.renewedTitle>[0]): boolean =>
  confidence === "confirmed" && verdict.word === "verified";

type StoppedProps = {
  readonly stopped: Parameters<typeof words.stoppedSentence>[0];
  readonly connection: ServiceConnection;
  readonly onAgain: Props["onAgain"];
  readonly steps: React.ReactNode;
  /** What else came of the run, right after what happened. */
  readonly children: React.ReactNode;
};

const StoppedOutcome = ({
  stopped,
  connection,
  onAgain,
  steps,
  children,
}: StoppedProps): React.JSX.Element => {
  const { ports, dates } = useHub();
  const { failure } = stopped;
  const pages = pagesOf(ports, connection);
  const place = placeOfFailure(failure, pages);
  const sentence = words.stoppedSentence(stopped, dates);
  const code = words.failureCode(failure);
  const detail = words.failureDetail(failure);
  const page = codePage(code);
  return (
    <>
      <Message severity="error">
        <Sentence words={sentence} />
        {code !== null && (
          <>
            {" "}
            {page === null ? (
              <code>{code}</code>
            ) : (
              <Link href={page} target="_blank" rel="noopener noreferrer">
                {codePageText(code)}
              </Link>
            )}
          </>
        )}
      </Message>
      {children}
      <div className="hub-panel-actions">
        {failure.code === "secrets-forbidden" && <ConvertInstead connection={connection} primary />}
        <Button
          text={tryAgainText}
          primary={failure.code === "renewed-nothing"}
          onClick={() => onAgain(false)}
        />
        {failure.code === "renewed-nothing" && <Button text={takeOverText} onClick={() => onAgain(true)} />}
        {place !== null && <OutsideLink href={place.href}>{place.text}</OutsideLink>}
      </div>
      {failure.code === "organization-administrator-needed" && (
        <HandOffCard connection={connection} pages={pages} />
      )}
      {steps}
      {detail !== null && <CopyBox title={detailsText} text={detail} folded={true} />}
    </>
  );
};
