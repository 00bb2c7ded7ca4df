import * as React from "react";
import { Checkbox } from "azure-devops-ui/Checkbox";
import { RadioButton, RadioButtonGroup } from "azure-devops-ui/RadioButton";
import { mayBeChosen } from "../../../domain/findings/carried-end";
import type { Instant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import { isManagedByTerraform } from "../../../domain/findings/terraform";
import { plannedEnd, type Offer, type Refusal } from "../../../domain/renewal/plan";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import type { Inventory } from "../../../operations/load-inventory";
import { Message, Sentence } from "../../shared/Message";
import { OutsideLink } from "../../shared/OutsideLink";
import { PanelFooter } from "../../shared/PanelFooter";
import { PlainButton } from "../../shared/PlainButton";
import { failureSentence } from "../../../words/failure";
import { pageNames } from "../../../words/verdict";
import { connectText } from "../../shared/words/page";
import {
  changesText,
  lifetimeTitle,
  lockedText,
  noteText,
  offerTitle,
  permissionNotNamedText,
  permissionRefusedText,
  permissionUnknownText,
  renewNowText,
  sharedText,
  staysText,
} from "./words/renewal";
import { othersMayGoText } from "./words/other-secrets";
import { reasonText, refusalSentence, warningText } from "../../shared/words/renewal";
import { offersTitle, planName } from "./words/renewal-parts";
import { GuidedForm } from "./GuidedForm";
import { HandOffCard } from "./HandOffCard";
import type { StartChoice } from "./actions";
import type { PlanPreparation } from "../../../operations/plan-renewal";
import { pagesOf, type Pages } from "../../shared/links";
import { AdviceList } from "../../shared/findings/AdviceList";
import { LifetimeChoice } from "./LifetimeChoice";

type Props = {
  readonly row: Row;
  readonly inventory: Inventory;
  readonly prepared: PlanPreparation;
  /** Begin with the take-over: Azure DevOps did not renew. */
  readonly takeOver: boolean;
  readonly onStart: (choice: StartChoice) => void;
  readonly onCancel: () => void;
};

/** Everything a person reads and chooses before anything happens. */
export const PlanView = ({
  row,
  inventory,
  prepared,
  takeOver,
  onStart,
  onCancel,
}: Props): React.JSX.Element => {
  const { dates, ports } = useHub();
  const { result, connection, lock } = prepared;
  if (prepared.failure !== null) return <Trouble words={failureSentence(prepared.failure, "verification")} />;
  if (result.kind === "refused")
    return (
      <>
        <Trouble words={refusalSentence(result.reason)} />
        <RefusalLink reason={result.reason} pages={pagesOf(ports, connection)} />
      </>
    );
  const blocked = prepared.permission === "refused" || lock !== null;
  return (
    <div className="hub-plan-view rhythm-vertical-16">
      {prepared.permission === "refused" && (
        <>
          <Message severity="warning">
            {permissionRefusedText(
              connection,
              prepared.administrators.map(({ name }) => name),
            )}
          </Message>
          <HandOffCard connection={connection} pages={pagesOf(ports, connection)} />
        </>
      )}
      {lock !== null && (
        <Message severity="warning">
          {lockedText(lock.holder.name, lock.connectionName, lock.firstSeen.wall, dates)}
        </Message>
      )}
      {prepared.permission === "unknown" && <p className="secondary-text">{permissionUnknownText}</p>}
      {prepared.permission === "not-named" && (
        <p>{permissionNotNamedText(prepared.administrators.map(({ name }) => name))}</p>
      )}
      <AdviceList row={row} />
      {result.warnings.map((warning) => (
        <p key={warning}>{warningText(warning)}</p>
      ))}
      <Choices
        {...{ row, inventory, prepared, onStart, onCancel, blocked }}
        offers={result.offers}
        first={Math.max(0, takeOver ? result.offers.findIndex((offer) => offer.takeOver) : 0)}
      />
    </div>
  );
};

/** The page where what refuses the plan is put right; nothing where there is none. */
const RefusalLink = ({
  reason,
  pages,
}: {
  readonly reason: Refusal;
  readonly pages: Pages;
}): React.JSX.Element | null => {
  if (reason === "disabled") return <OutsideLink href={pages.connection}>{pageNames.connection}</OutsideLink>;
  const app = pages.enterpriseApp ?? pages.app;
  if (reason === "app-disabled" && app !== null)
    return <OutsideLink href={app}>{pageNames.enterpriseApp}</OutsideLink>;
  return reason === "app-gone" && pages.app !== null ? (
    <OutsideLink href={pages.app}>{pageNames.app}</OutsideLink>
  ) : null;
};

const Trouble = ({ words }: React.ComponentProps<typeof Sentence>): React.JSX.Element => (
  <Message severity="error">
    <Sentence words={words} />
  </Message>
);

type ChoicesProps = Omit<Props, "takeOver"> & {
  readonly offers: readonly Offer[];
  readonly first: number;
  readonly blocked: boolean;
};

const Choices = (props: ChoicesProps): React.JSX.Element | null => {
  const { row, inventory, prepared, offers, first, blocked, onStart, onCancel } = props;
  const { ports, dates } = useHub();
  const { settings } = inventory;
  const now = ports.clock.now();
  const [index, setIndex] = React.useState(first);
  const [until, setUntil] = React.useState(() => plannedEnd(now, settings.lifetimeDays));
  const terraforms = isManagedByTerraform(prepared.connection.description, settings.terraformPattern);
  const [writeNote, setWriteNote] = React.useState(settings.writeNote);
  const [agreed, setAgreed] = React.useState(false);
  const [carried, setCarried] = React.useState<Instant | null>(null);
  const offer = offers[index] ?? offers[0];
  if (offer === undefined) return null;
  const shared = sharedText(prepared.connection, prepared.siblings, offer.mode);
  const lifetime =
    offer.mode === "automatic" || offer.material === "certificate" ? undefined : (
      <LifetimeChoice
        title={lifetimeTitle(offer)}
        defaultDays={settings.lifetimeDays}
        until={until}
        key={carried ?? "own"}
        carried={carried}
        onChange={setUntil}
      />
    );
  // The plan writes none then (N2).
  const note = terraforms ? null : (
    <Checkbox label={noteText} checked={writeNote} onChange={(_, checked) => setWriteNote(checked)} />
  );
  // Nothing to read, to choose or to paste below the reason for which Azure DevOps would refuse the save.
  if (prepared.permission === "refused")
    return (
      <PanelFooter text={renewNowText} disabled={true} onPrimary={() => undefined} onCancel={onCancel} />
    );
  return (
    <>
      {offers.length > 1 && (
        <RadioButtonGroup
          text={offersTitle}
          selectedButtonId={`offer-${String(index)}`}
          onSelect={(id) => setIndex(Number(id.replace("offer-", "")))}
        >
          {offers.map((one, at) => (
            <RadioButton key={at} id={`offer-${String(at)}`} text={offerTitle(one)} />
          ))}
        </RadioButtonGroup>
      )}
      <section aria-label={planName} className="rhythm-vertical-8">
        {offers.length === 1 && <strong>{offerTitle(offer)}</strong>}
        <p>{reasonText(offer.reason)}</p>
        <ul className="hub-plan">
          {changesText(offer).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p>{staysText(offer, row.expiry, now, dates)}</p>
        {shared !== null && <p dir="auto">{shared}</p>}
      </section>
      {offer.reason === "graph-can-be-connected" && <ConnectGraph />}
      {offer.mode === "guided" ? (
        <GuidedForm
          key={index}
          offer={offer}
          pages={pagesOf(ports, prepared.connection, row.app)}
          disabled={blocked}
          onSubmit={(inputs, ownEnd) => onStart({ offer, until: ownEnd ?? until, writeNote, inputs })}
          onCancel={onCancel}
          onCarriedEnd={(end) => {
            setCarried(end);
            if (end !== null && mayBeChosen(end, now)) setUntil(end);
          }}
          expiry={lifetime}
        >
          {note}
        </GuidedForm>
      ) : (
        <>
          {lifetime}
          {note}
          {offer.risksOthers && (
            <Checkbox
              label={othersMayGoText}
              checked={agreed}
              onChange={(_, checked) => setAgreed(checked)}
            />
          )}
          <PanelFooter
            text={renewNowText}
            disabled={blocked || (offer.risksOthers && !agreed)}
            onPrimary={() => onStart({ offer, until, writeNote, othersMayGo: agreed, inputs: null })}
            onCancel={onCancel}
          />
        </>
      )}
    </>
  );
};

const ConnectGraph = (): React.JSX.Element => {
  const { actions } = useHub();
  const connecting = useHubState((state) => state.connecting);
  return <PlainButton text={connectText} disabled={connecting} onClick={() => void actions.connect()} />;
};
