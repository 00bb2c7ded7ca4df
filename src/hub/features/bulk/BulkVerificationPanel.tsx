import * as React from "react";
import "./bulk.scss";
import type { IButtonProps } from "azure-devops-ui/Button";
import { ContentSize } from "azure-devops-ui/Callout";
import { MessageCard, MessageCardSeverity } from "azure-devops-ui/MessageCard";
import { Panel } from "azure-devops-ui/Panel";
import { RadioButton, RadioButtonGroup } from "azure-devops-ui/RadioButton";
import { isoInstant } from "../../../domain/instant";
import type { Row } from "../../../domain/inventory";
import type { ServiceConnection } from "../../../domain/service-connection";
import { useHub, useHubState, usePart } from "../../shell/contracts/hub-context";
import { StatusText, type Tone } from "../../shared/StatusText";
import {
  cancelText,
  continueText,
  doneText,
  keepTabOpenText,
  planHeadings,
  remainingText,
  scopeText,
  scopeTitle,
  startVerifyingText,
  stoppedText,
  stopText,
  verificationTable,
  verifyCountsText,
  verifyEntryDetail,
  verifyEntryText,
  verifyFailedAgainText,
  bulkVerificationTitle,
  verifyRules,
} from "./words/bulk";
import { rowsOf, selectionPart } from "../../shared/selection";
import { learnedPart } from "../../shared/findings/learned";
import { currentView } from "../../shared/view";
import { bulkPart, useBulk } from "./bulk-state";
import { CopyResults } from "./CopyResults";
import { isNotTestable, verifyConnections, verifyCounts, verifyRemainingMs } from "./actions";
import type { VerifyEntry, VerifyRun } from "../../../operations/verify-bulk";
import { Names } from "./Names";
import { Progress } from "./Progress";
import { SmallTable } from "./SmallTable";

type Props = { readonly onClose: () => void };
type Scope = "all" | "shown" | "selected";

/** Which connections first, then the tests with their results. Closing stops nothing that has begun. */
export const BulkVerificationPanel = ({ onClose }: Props): React.JSX.Element => {
  const hub = useHub();
  const verifying = useBulk((state) => state.verifying);
  const selected = usePart(selectionPart, (ids) => ids);
  const [shown] = React.useState(
    () => currentView(hub.store.get(), hub.dates.zone, hub.part(learnedPart).get()).rows,
  );
  const run = verifying?.run ?? null;
  const all = useHubState(({ inventory }) => inventory?.rows) ?? [];
  const [scope, setScope] = React.useState<Scope>("all");
  const scopes: Readonly<Record<Scope, readonly Row[]>> = {
    all,
    shown: rowsOf(all, new Set(shown.map(({ connection }) => connection.id))),
    selected: rowsOf(all, selected),
  };
  const chosen = scopes[scope].map((row) => row.connection);
  const forget = (): void => {
    hub.part(bulkPart).update((state) => ({ ...state, verifying: null }));
    onClose();
  };
  const buttons: IButtonProps[] =
    run === null
      ? [
          { text: cancelText, onClick: onClose },
          {
            text: startVerifyingText(chosen.length),
            primary: true,
            disabled: chosen.length === 0,
            onClick: () => void verifyConnections(hub, chosen, null),
          },
        ]
      : [
          ...runButtons(
            run,
            (connections) => void verifyConnections(hub, connections, run),
            () => verifying?.stop(),
          ),
          ...(run.atRest ? [{ text: doneText, primary: true, onClick: forget }] : []),
        ];
  return (
    <Panel
      titleProps={{ text: bulkVerificationTitle }}
      ariaLabel={bulkVerificationTitle}
      size={ContentSize.Large}
      lightDismiss={false}
      onDismiss={onClose}
      footerButtonProps={buttons}
    >
      <div className="hub-bulk rhythm-vertical-16 flex-grow">
        {run === null ? (
          <>
            <p>{verifyRules}</p>
            <RadioButtonGroup
              text={scopeTitle}
              selectedButtonId={scope}
              onSelect={(id) => setScope(id as Scope)}
            >
              {(["all", "shown", "selected"] as const)
                .filter((id) => id === "all" || isAChoice(scopes[id], all))
                .map((id) => (
                  <RadioButton id={id} key={id} text={scopeText(id, scopes[id].length)} />
                ))}
            </RadioButtonGroup>
          </>
        ) : (
          <VerifyRunView run={run} />
        )}
      </div>
    </Panel>
  );
};

const isAChoice = (rows: readonly Row[], all: readonly Row[]): boolean =>
  rows.length > 0 && rows.length < all.length;

function runButtons(
  run: VerifyRun,
  verify: (connections: readonly ServiceConnection[]) => void,
  stop: () => void,
): IButtonProps[] {
  if (!run.atRest) return run.stopped === null ? [{ text: stopText, onClick: stop }] : [];
  const failed = run.entries.filter(({ verdict }) => verdict !== null && verdict.word !== "verified");
  const left = run.entries.filter(({ phase }) => phase === "waiting");
  const again = (text: string, entries: readonly VerifyEntry[]): IButtonProps[] =>
    entries.length === 0
      ? []
      : [{ text, onClick: () => verify(entries.map(({ connection }) => connection)) }];
  return [
    ...again(
      verifyFailedAgainText,
      failed.filter((entry) => !isNotTestable(entry)),
    ),
    ...again(continueText, left),
  ];
}

const VerifyRunView = ({ run }: { readonly run: VerifyRun }): React.JSX.Element => {
  const { ports } = useHub();
  const counts = verifyCounts(run);
  const withProject = ports.host.scope.kind === "organization";
  const stopped = stoppedText(run.stopped, counts.waiting);
  const lines = React.useMemo(() => [...run.entries].sort((a, b) => rankOf(a) - rankOf(b)), [run]);
  const table = () =>
    verificationTable(
      lines.map((entry) => [
        entry.connection.name,
        entry.connection.project.name,
        verifyEntryText(entry),
        verifyEntryDetail(entry),
      ]),
      isoInstant(ports.clock.now()),
      counts.waiting + counts.running,
    );
  return (
    <>
      <Progress
        name={bulkVerificationTitle}
        done={counts.total - counts.waiting - counts.running}
        total={counts.total}
        text={verifyCountsText(counts)}
        remaining={remainingText(verifyRemainingMs(run))}
        atRest={run.atRest}
      />
      {!run.atRest && <p className="secondary-text">{keepTabOpenText}</p>}
      {stopped !== null && (
        <MessageCard
          severity={run.stopped === "person" ? MessageCardSeverity.Info : MessageCardSeverity.Error}
        >
          {stopped}
        </MessageCard>
      )}
      <SmallTable
        name={planHeadings.result}
        headings={[planHeadings.name, planHeadings.result, planHeadings.remarks]}
        items={lines}
        keyOf={({ connection }) => connection.id}
        cells={(entry) => [
          <Names
            key="name"
            one={{ name: entry.connection.name, projectName: entry.connection.project.name }}
            withProject={withProject}
          />,
          <StatusText key="result" tone={toneOf(entry)} text={verifyEntryText(entry)} />,
          verifyEntryDetail(entry),
        ]}
      />
      <CopyResults table={table} />
    </>
  );
};

/** What failed first, then what runs and waits, then what has no test, then what passed. */
function rankOf(entry: VerifyEntry): number {
  if (entry.phase === "running") return 1;
  if (entry.phase === "waiting") return 2;
  if (isNotTestable(entry)) return 3;
  return entry.verdict?.word === "verified" ? 4 : 0;
}

function toneOf(entry: VerifyEntry): Tone {
  if (entry.phase === "running") return "running";
  if (entry.phase === "waiting") return "unknown";
  if (isNotTestable(entry)) return "neutral";
  switch (entry.verdict?.word) {
    case "verified":
      return "good";
    case "role missing":
    case "not reachable":
    case "not confirmed":
    case "not propagated yet":
      return "soon";
    default:
      return "bad";
  }
}
