import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { MessageCard, MessageCardSeverity } from "azure-devops-ui/MessageCard";
import { nextGuided, type BulkEntry, type BulkRun } from "../../../domain/bulk";
import { progressOf, resultsOf, type BulkResult } from "../../../domain/bulk-progress";
import { isoInstant } from "../../../domain/instant";
import { useHub } from "../../shell/contracts/hub-context";
import { withOverlay } from "../../shell/contracts/hub-state";
import { StatusText, type Tone } from "../../shared/StatusText";
import { runsOf } from "../../shared/renewals/actions";
import { useNow } from "../../shared/use-now";
import { useStore } from "../../shell/contracts/use-store";
import {
  countsText,
  detailsName,
  entryText,
  keepTabOpenText,
  bulkRefusalWords,
  modeText,
  planHeadings,
  queueText,
  remainingText,
  renewalTable,
  bulkRenewalTitle,
  refusedText,
  resultText,
  skipText,
  stoppedText,
  workOnText,
} from "./words/bulk";
import { stepStateText, stepTitle } from "../../shared/words/steps";
import { detailsText } from "../../shared/words/renewal";
import { CopyResults } from "./CopyResults";
import type { BulkRenewals } from "../../../operations/renew-bulk";
import type { BulkPlan } from "../../../domain/bulk";
import { Names } from "./Names";
import { Progress } from "./Progress";
import { SmallTable } from "./SmallTable";

type Props = { readonly plan: BulkPlan; readonly run: BulkRun; readonly steer: BulkRenewals };

/** How far the run is, whom it waits for, and how each connection came out. */
export const BulkRunView = ({ plan, run, steer }: Props): React.JSX.Element => {
  const { dates, ports } = useHub();
  const resting = progressOf(run, run.startedAt).atRest;
  const now = useNow(ports.clock, !resting);
  const { counts, remainingMs, atRest } = progressOf(run, now);
  const done = counts.renewed + counts.notConfirmed + counts.failed + counts.skipped;
  const withProject = ports.host.scope.kind === "organization";
  const stopped = stoppedText(run.stopped, counts.waiting + counts.waitingForPerson);
  const table = () =>
    renewalTable(
      resultsOf(run).map((one) => lineOf(run, one, (result) => resultText(result, dates))),
      plan.refused.map((one) => {
        const { happened, next } = bulkRefusalWords(one.refusal);
        return [one.name, one.projectName, "", refusedText, `${happened} ${next}`];
      }),
      isoInstant(ports.clock.now()),
    );
  return (
    <>
      <Progress
        name={bulkRenewalTitle}
        done={done}
        total={counts.total}
        text={countsText(counts)}
        remaining={remainingText(remainingMs)}
        atRest={atRest}
      />
      {!atRest && <p className="secondary-text">{keepTabOpenText}</p>}
      {stopped !== null && (
        <MessageCard
          severity={run.stopped === "person" ? MessageCardSeverity.Info : MessageCardSeverity.Error}
        >
          {stopped}
        </MessageCard>
      )}
      <Queue run={run} steer={steer} count={counts.waitingForPerson} />
      <Results run={run} withProject={withProject} />
      <CopyResults table={table} />
    </>
  );
};

type QueueProps = { readonly run: BulkRun; readonly steer: BulkRenewals; readonly count: number };

/** The guided ones, one after the other: each is worked on in its own panel, and this one comes back after it. */
const Queue = ({ run, steer, count }: QueueProps): React.JSX.Element | null => {
  const { store } = useHub();
  const next = nextGuided(run);
  if (next === null) return null;
  const workOn = (): void =>
    store.update((state) => withOverlay(state, { kind: "renewal", connectionId: next.connectionId }));
  return (
    <MessageCard
      severity={MessageCardSeverity.Info}
      buttonProps={[
        { text: workOnText(next), primary: true, onClick: workOn },
        { text: skipText(next), onClick: () => steer.skip(next.connectionId) },
      ]}
    >
      {queueText(next, count)}
    </MessageCard>
  );
};

type Line = { readonly entry: BulkEntry; readonly result: BulkResult };

/** Failures first. Lines are made anew only for entries that changed, so that long tables stay quick. */
function useLines(run: BulkRun): readonly Line[] {
  const [known] = React.useState(() => new WeakMap<BulkEntry, Line>());
  return React.useMemo(() => {
    const entries = new Map(run.entries.map((entry) => [entry.item.connectionId, entry]));
    return resultsOf(run).flatMap((result) => {
      const entry = entries.get(result.connectionId);
      if (entry === undefined) return [];
      const line = known.get(entry) ?? { entry, result };
      known.set(entry, line);
      return [line];
    });
  }, [run, known]);
}

const Results = ({
  run,
  withProject,
}: {
  readonly run: BulkRun;
  readonly withProject: boolean;
}): React.JSX.Element => {
  const { dates, store } = useHub();
  const lines = useLines(run);
  const details = (connectionId: string): void =>
    store.update((state) => withOverlay(state, { kind: "renewal", connectionId }));
  return (
    <SmallTable
      name={planHeadings.result}
      headings={[planHeadings.name, planHeadings.mode, planHeadings.state, planHeadings.result]}
      items={lines}
      keyOf={({ result }) => result.connectionId}
      cells={({ entry, result }) => [
        <Names key="name" one={result} withProject={withProject} />,
        modeText(result.mode),
        entry.phase === "running" ? (
          <RunningState key="state" id={result.connectionId.toLowerCase()} />
        ) : (
          <StatusText key="state" tone={toneOf(entry, result)} text={entryText(entry, result.result)} />
        ),
        <div key="result">
          {resultText(result, dates)}{" "}
          {result.result === "failed" && (
            <Button
              ariaLabel={detailsName(result.name)}
              subtle={true}
              text={detailsText}
              onClick={() => details(result.connectionId)}
            />
          )}
        </div>,
      ]}
    />
  );
};

/** The step at which a renewal is; it moves without the run's own state. */
const RunningState = ({ id }: { readonly id: string }): React.JSX.Element => {
  const hub = useHub();
  const step = useStore(
    runsOf(hub).store,
    (runs) => runs.get(id)?.view?.steps.find(({ state }) => state === "running")?.step ?? null,
  );
  return (
    <StatusText
      tone="running"
      text={stepStateText("running")}
      detail={step === null ? undefined : stepTitle(step)}
    />
  );
};

function toneOf({ phase }: BulkEntry, { result }: BulkResult): Tone {
  if (phase === "waiting") return "unknown";
  switch (result) {
    case "renewed":
      return "good";
    case "not-confirmed":
      return "soon";
    case "failed":
      return "bad";
    case "running":
      return "running";
    case "skipped":
    case "not-started":
      return "neutral";
  }
}

function lineOf(
  run: BulkRun,
  result: BulkResult,
  details: (result: BulkResult) => string,
): readonly string[] {
  const entry = run.entries.find(({ item }) => item.connectionId === result.connectionId);
  const state = entry === undefined ? "" : entryText(entry, result.result);
  return [result.name, result.projectName, modeText(result.mode), state, details(result)];
}
