import * as React from "react";
import type { ServiceConnection } from "../../../domain/service-connection";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { dispatch } from "../../shared/dispatch";
import { Message } from "../../shared/Message";
import { useStore } from "../../shell/contracts/use-store";
import { dateText, dateTimeText, relativeText } from "../../../words/expiry";
import { revertText } from "./words/conversion";
import {
  convertedText,
  notWatchedText,
  otherReasonsText,
  revertByText,
  revertName,
  showConversionName,
  showConversionText,
  sinceText,
} from "./words/watch";
import { FailingRuns } from "./FailingRuns";
import { federationOf, type WatchedConversion } from "./actions";

type Props = { readonly connections: readonly ServiceConnection[] };

/**
 * Converted connections whose pipelines fail since, or could not be looked at, while the conversion can be taken back.
 * Looked at whenever the list was read.
 */
export const ConvertedRuns = ({ connections }: Props): React.JSX.Element => {
  const federation = federationOf(useHub());
  const reading = useHubState((state) => state.reading);
  const watched = useStore(federation.store, (state) => state.watched);
  const latest = React.useRef(connections);
  latest.current = connections;
  const ids = connections.map((one) => one.id).join(" ");
  React.useEffect(() => {
    if (reading) return;
    const leaving = new AbortController();
    void federation.watch(latest.current, leaving.signal);
    return () => leaving.abort();
  }, [federation, reading, ids]);
  return (
    <>
      {connections.map(({ id }) => {
        const one = watched.get(id);
        return one === undefined || (one.failure === null && one.after.failing.length === 0) ? null : (
          <Warned key={id} watched={one} />
        );
      })}
    </>
  );
};

const Warned = ({
  watched: { connection, after, failure },
}: {
  readonly watched: WatchedConversion;
}): React.JSX.Element => {
  const hub = useHub();
  const { dates, actions } = hub;
  const now = useHubState((state) => state.now);
  const { id, name } = connection;
  const show = (): void => dispatch(hub, { kind: "federation", connectionId: id });
  const revert = (): void => {
    show();
    void federationOf(hub)
      .revert(connection)
      .then(() => actions.refresh([id]));
  };
  const until = revertByText(
    dateTimeText(after.until, dates.culture, dates.timeZone),
    relativeText(after.until, now, dates.zone),
  );
  const buttons = [
    ...(failure === null ? [{ text: revertText, ariaLabel: revertName(name), onClick: revert }] : []),
    { text: showConversionText, ariaLabel: showConversionName(name), onClick: show },
  ];
  return (
    <Message severity={failure === null ? "warning" : "info"} buttons={buttons}>
      <strong>{convertedText(name, dateText(after.convertedAt, dates.culture, dates.timeZone))}</strong>{" "}
      {failure === null ? sinceText(after) : notWatchedText}
      {failure === null && <FailingRuns runs={after.failing} />} {failure === null && otherReasonsText}{" "}
      {until}
    </Message>
  );
};
