import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { ButtonGroup } from "azure-devops-ui/ButtonGroup";
import { afterFormer, isAtRest, type BulkConversionEntry } from "../../../domain/federation/bulk-conversion";
import type { ServiceConnection } from "../../../domain/service-connection";
import { useHub, usePart } from "../../shell/contracts/hub-context";
import { useStore } from "../../shell/contracts/use-store";
import { interruptedPart, runningPart } from "../../shared/renewals/running";
import type { Federation } from "./actions";
import { convertInBulk } from "./convert-in-bulk";
import {
  cancelBulkText,
  confirmBulkText,
  startBulkText,
  leftOutText,
  bulkListName,
  bulkMeansText,
  phaseText,
  revertOneName,
  revertOneText,
} from "./words/bulk-conversion";

type Props = { readonly federation: Federation; readonly connections: readonly ServiceConnection[] };

/** Those that are a plain yes, converted together after a second press; the way back stands beside each. */
export const BulkConversion = ({ federation, connections }: Props): React.JSX.Element => {
  const bulk = useStore(federation.store, (state) => state.bulk);
  const atRest = bulk === null || isAtRest(bulk.entries);
  return (
    <div className="rhythm-vertical-8">
      {/* What was begun keeps its list, although the converted ones hold no secret any more. */}
      {bulk !== null && <Entries federation={federation} {...bulk} />}
      {atRest && connections.length > 0 && <Offer federation={federation} connections={connections} />}
    </div>
  );
};

const Offer = ({ federation, connections }: Props): React.JSX.Element => {
  const hub = useHub();
  const unfinished = useUnfinished();
  const [asked, setAsked] = React.useState(false);
  const wanted = connections.filter(({ id }) => !unfinished.has(id.toLowerCase()));
  const leftOut = connections.length - wanted.length;
  const start = (): void => {
    const former = federation.store.get().bulk ?? { connections: [], entries: [] };
    const all = [...wanted, ...former.connections];
    const report = (entries: readonly BulkConversionEntry[]): void =>
      federation.store.update((state) => ({
        ...state,
        bulk: { connections: all, entries: afterFormer(former.entries, entries) },
      }));
    void convertInBulk(federation, wanted, report).then(() =>
      hub.actions.refresh(wanted.map(({ id }) => id)),
    );
  };
  return (
    <>
      {leftOut > 0 && <p>{leftOutText(leftOut)}</p>}
      {asked ? (
        <div role="group" aria-label={startBulkText(wanted.length)} className="rhythm-vertical-8">
          <p>{bulkMeansText}</p>
          <ButtonGroup>
            <Button text={confirmBulkText(wanted.length)} primary={true} onClick={start} />
            <Button text={cancelBulkText} onClick={() => setAsked(false)} />
          </ButtonGroup>
        </div>
      ) : (
        <Button
          text={startBulkText(wanted.length)}
          primary={true}
          disabled={wanted.length === 0}
          onClick={() => setAsked(true)}
        />
      )}
    </>
  );
};

/** Connections with a renewal that runs or was interrupted: never converted with others. */
function useUnfinished(): ReadonlySet<string> {
  const interrupted = usePart(interruptedPart, (ids) => ids);
  const running = usePart(runningPart, (runs) => runs);
  return React.useMemo(
    () => new Set([...interrupted, ...[...running].flatMap(([id, { ended }]) => (ended ? [] : [id]))]),
    [interrupted, running],
  );
}

type EntriesProps = Props & { readonly entries: readonly BulkConversionEntry[] };

const Entries = ({ federation, entries, connections }: EntriesProps): React.JSX.Element => {
  const hub = useHub();
  const runs = useStore(federation.store, (state) => state.conversions);
  const stopped = entries.some(({ phase }) => phase === "failed");
  return (
    <ul aria-label={bulkListName} aria-live="polite">
      {entries.map(({ connectionId, name, phase }) => {
        const connection = connections.find(({ id }) => id === connectionId);
        const run = runs.get(connectionId) ?? null;
        const reverted = run?.direction === "revert";
        const back = (): void => {
          if (connection !== undefined)
            void federation.revert(connection).then(() => hub.actions.refresh([connectionId]));
        };
        return (
          <li key={connectionId}>
            <span dir="auto">{name}</span>: {phaseText(phase, stopped, reverted ? run : null)}{" "}
            {phase === "done" && !reverted && (
              <Button text={revertOneText} ariaLabel={revertOneName(name)} onClick={back} />
            )}
          </li>
        );
      })}
    </ul>
  );
};
