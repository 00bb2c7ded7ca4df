import * as React from "react";
import type { Failure, Result } from "../../../domain/failure";
import type { Row } from "../../../domain/inventory";
import { retirementOf, type RetirementDecision } from "../../../domain/retirement";
import type { ServiceConnection } from "../../../domain/service-connection";
import { siblingsOf } from "../../../domain/siblings";
import { short } from "../../../domain/marker";
import { momentOf } from "../../../domain/moment";
import type { Held } from "../../../domain/renewal/removal";
import { useHub } from "../../shell/contracts/hub-context";
import type { Inventory } from "../../../operations/load-inventory";
import { pagesOf } from "../../shared/links";
import { Message, Sentence } from "../../shared/Message";
import { OutsideLink } from "../../shared/OutsideLink";
import { PlainButton } from "../../shared/PlainButton";
import { dateText } from "../../../words/expiry";
import { failureSentence } from "../../../words/failure";
import { pageNames } from "../../../words/verdict";
import { retireIntro, retirementRefusalText, retireText } from "./words/renewal";
import {
  keptSecretText,
  oldSecretsName,
  removedText,
  removeText,
  secretEndText,
  secretsListName,
} from "./words/renewal-parts";
import { retire, retirementView } from "./actions";
import type { RetirementView } from "../../../operations/retire-credentials";

type Props = {
  readonly row: Row;
  readonly inventory: Inventory;
  /** What the renewal shown above proved the connection to hold. */
  readonly held: Held | null;
  readonly onChanged: () => void;
};

/**
 * Separate and opt-in: offered where an old secret can go by all that the page knows, such as one that has expired; else
 * one line names the old secret, says why the hub leaves it, and leads to where a person removes it.
 */
export const Retirement = (props: Props): React.JSX.Element | null => {
  const { row, inventory, held } = props;
  const { ports } = useHub();
  const siblings = siblingsOf(
    row.connection,
    inventory.rows.map(({ connection }) => connection),
  );
  // The press looks at everything afresh; here nothing is asked, so what only that look can tell is left open.
  const decisions = retirementOf({
    connection: row.connection,
    app: row.app,
    record: row.record,
    siblings,
    allProjectsVisible: true,
    renewalUnderWay: false,
    held,
    settled: true,
    now: ports.clock.now(),
  });
  const [offered, setOffered] = React.useState(false);
  const may = decisions.some((decision) => decision.may);
  // What was offered stays while its outcome is read.
  React.useEffect(() => {
    if (may) setOffered(true);
  }, [may]);
  return may || offered ? <Offered {...props} /> : <Kept {...{ row, decisions, siblings }} />;
};

type KeptProps = {
  readonly row: Row;
  readonly decisions: readonly RetirementDecision[];
  readonly siblings: readonly ServiceConnection[];
};

const Kept = ({ row, decisions, siblings }: KeptProps): React.JSX.Element | null => {
  const { ports } = useHub();
  const old = decisions.filter(({ reasons }) => !reasons.includes("in-use-by-this-connection"));
  const page = pagesOf(ports, row.connection, row.app).credentials;
  const [first] = old;
  if (first === undefined) return null;
  return (
    <p dir="auto">
      {keptSecretText(
        old.map(({ credential }) => credential),
        first.reasons.map((reason) => retirementRefusalText(reason, siblings)),
      )}{" "}
      {page !== null && <OutsideLink href={page}>{pageNames.credentials}</OutsideLink>}
    </p>
  );
};

const Offered = ({ row, inventory, held, onChanged }: Props): React.JSX.Element => {
  const { ports, dates } = useHub();
  const [view, setView] = React.useState<RetirementView | null>(null);
  const [failure, setFailure] = React.useState<Failure | null>(null);
  // Reads of Graph still show a removed secret for a while (G45); it is not offered a second time.
  const [gone, setGone] = React.useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = React.useState(false);
  const ask = async <T,>(question: () => Promise<Result<T>>): Promise<T | null> => {
    setBusy(true);
    setFailure(null);
    const answer = await question();
    setBusy(false);
    if (answer.ok) return answer.value;
    setFailure(answer.failure);
    return null;
  };
  const since = React.useMemo(() => momentOf(ports.clock), [ports]);
  const renewed = held === null ? null : { held, since };
  const { signal } = React.useMemo(() => new AbortController(), []);
  const look = async (): Promise<void> => {
    const seen = await ask(() => retirementView(ports, row, inventory, renewed, signal));
    if (seen !== null) setView(seen);
  };
  const remove = async (keyId: string): Promise<void> => {
    const removed = await ask(() => retire(ports, row, inventory, keyId, renewed, signal));
    if (removed === null) return;
    setGone((before) => new Set(before).add(keyId));
    onChanged();
    await look();
  };
  return (
    <section aria-label={oldSecretsName} className="rhythm-vertical-8">
      <p className="secondary-text">{retireIntro}</p>
      {/* Stays within reach while it looks: the focus would have nowhere else to go in the panel. */}
      <PlainButton text={retireText} onClick={() => (busy ? undefined : void look())} />
      {failure !== null && (
        <Message severity="error">
          <Sentence words={failureSentence(failure, "verification")} />
        </Message>
      )}
      {view !== null && (
        <ul className="hub-plan" aria-label={secretsListName}>
          {view.decisions.map(({ credential, may, reasons }) => (
            <li key={credential.keyId}>
              {secretEndText(
                short(credential.keyId),
                dateText(credential.until, dates.culture, dates.timeZone),
              )}{" "}
              {gone.has(credential.keyId) ? (
                removedText
              ) : may ? (
                <PlainButton
                  text={removeText(short(credential.keyId))}
                  className="danger"
                  onClick={() => (busy ? undefined : void remove(credential.keyId))}
                />
              ) : (
                reasons.map((reason) => retirementRefusalText(reason, view.siblings)).join(" ")
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
