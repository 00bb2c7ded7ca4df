import * as React from "react";
import type { Result } from "../../../domain/failure";
import type { Instant } from "../../../domain/instant";
import type { ServiceConnection } from "../../../domain/service-connection";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import {
  incompleteHistoryText,
  lastSuccessText,
  lookingText,
  neverUsedText,
  outcomeNote,
  jobText,
} from "./words/detail";
import { agoText, dateTimeText, type DateStyle } from "../../../words/expiry";
import { failureSentence, sentenceText } from "../../../words/failure";
import { loadLastUse, type LastUse as Found } from "./actions";
import { RunLink } from "../../shared/RunLink";

/** The newest job that used the connection, asked for when the details are opened. */
export const LastUse = ({ connection }: { readonly connection: ServiceConnection }): React.JSX.Element => {
  const found = useLastUse(connection);
  if (found === null) return <p role="status">{lookingText}</p>;
  if (!found.ok) return <p role="alert">{sentenceText(failureSentence(found.failure, "verification"))}</p>;
  return <Told found={found.value} />;
};

const Told = ({ found: { last, lastSuccess, complete } }: { readonly found: Found }): React.JSX.Element => {
  const { dates } = useHub();
  const now = useHubState((state) => state.now);
  if (last === null) return <p>{neverUsedText}</p>;
  return (
    <>
      <p>
        <RunLink run={last} />: {jobText(last)}
        {last.finishedAt !== null && `, ${momentText(last.finishedAt, now, dates)}`}.
      </p>
      {lastSuccess !== null && lastSuccess !== last && lastSuccess.finishedAt !== null && (
        <p>{lastSuccessText(momentText(lastSuccess.finishedAt, now, dates))}</p>
      )}
      <p className="secondary-text">
        {outcomeNote} {!complete && incompleteHistoryText}
      </p>
    </>
  );
};

const momentText = (at: Instant, now: Instant, { culture, timeZone }: DateStyle): string =>
  `${agoText(at, now)} (${dateTimeText(at, culture, timeZone)})`;

/** Asked once: the details of another connection are another panel. */
function useLastUse(connection: ServiceConnection): Result<Found> | null {
  const { ports } = useHub();
  const [asked] = React.useState(connection);
  const [found, setFound] = React.useState<Result<Found> | null>(null);
  React.useEffect(() => {
    const mine = new AbortController();
    void loadLastUse(ports, asked, mine.signal).then((answer) => {
      if (!mine.signal.aborted) setFound(answer);
    });
    return () => mine.abort();
  }, [ports, asked]);
  return found;
}
