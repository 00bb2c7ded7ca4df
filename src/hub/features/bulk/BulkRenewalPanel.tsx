import * as React from "react";
import "./bulk.scss";
import type { IButtonProps } from "azure-devops-ui/Button";
import { ContentSize } from "azure-devops-ui/Callout";
import { Panel } from "azure-devops-ui/Panel";
import { Spinner } from "azure-devops-ui/Spinner";
import { hasFailed } from "../../../domain/bulk";
import { progressOf } from "../../../domain/bulk-progress";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { useMayPlan } from "../../shared/use-may-plan";
import {
  cancelText,
  continueText,
  doneText,
  plannedText,
  planningText,
  bulkRenewalTitle,
  retryFailedText,
  startText,
  stopText,
} from "./words/bulk";
import { rowsOf, selectionPart } from "../../shared/selection";
import { bulkPart, useBulk, type Renewing } from "./bulk-state";
import { planRenewals, startRenewals } from "./actions";
import { BulkPlanView } from "./BulkPlanView";
import { BulkRunView } from "./BulkRunView";

type Props = { readonly onClose: () => void };

/** The plan of the whole selection first, then the run with its results. Closing stops nothing that has begun. */
export const BulkRenewalPanel = ({ onClose }: Props): React.JSX.Element => {
  const renewing = useBulk((state) => state.renewing);
  const buttons = useButtons(renewing, onClose);
  usePlanning();
  return (
    <Panel
      titleProps={{ text: bulkRenewalTitle }}
      ariaLabel={bulkRenewalTitle}
      size={ContentSize.ExtraLarge}
      lightDismiss={false}
      onDismiss={useLeave(renewing, onClose)}
      footerButtonProps={buttons}
    >
      <div className="hub-bulk rhythm-vertical-16 flex-grow">
        {renewing === null || renewing.phase === "planning" ? (
          <Planning done={renewing?.done ?? 0} total={renewing?.total ?? 0} />
        ) : renewing.phase === "planned" ? (
          <BulkPlanView plan={renewing.plan} />
        ) : (
          <BulkRunView plan={renewing.plan} run={renewing.run} steer={renewing.steer} />
        )}
      </div>
    </Panel>
  );
};

const Planning = ({ done, total }: { readonly done: number; readonly total: number }): React.JSX.Element => (
  <div className="rhythm-vertical-8">
    <Spinner label={planningText} ariaLive="polite" />
    <p className="secondary-text">{plannedText(done, total)}</p>
  </div>
);

/** Looks at the selection when the panel opens without a run to show; leaving it ends the look. */
function usePlanning(): void {
  const hub = useHub();
  const needed = React.useRef(hub.part(bulkPart).get().renewing?.phase !== "running");
  const mayPlan = useMayPlan(useHubState(({ inventory }) => inventory));
  React.useEffect(() => {
    if (!needed.current || !mayPlan) return;
    const leaving = new AbortController();
    const rows = hub.store.get().inventory?.rows ?? [];
    void planRenewals(hub, rowsOf(rows, hub.part(selectionPart).get()), leaving.signal);
    return () => leaving.abort();
  }, [hub, mayPlan]);
}

/** A plan that was not started is forgotten; a run stays. */
function useLeave(renewing: Renewing | null, onClose: () => void): () => void {
  const bulk = useHub().part(bulkPart);
  return () => {
    if (renewing?.phase !== "running") bulk.update((state) => ({ ...state, renewing: null }));
    onClose();
  };
}

function useButtons(renewing: Renewing | null, onClose: () => void): IButtonProps[] {
  const hub = useHub();
  const leave = useLeave(renewing, onClose);
  if (renewing === null || renewing.phase === "planning") return [{ text: cancelText, onClick: leave }];
  if (renewing.phase === "planned") {
    const { plan } = renewing;
    return [
      { text: cancelText, onClick: leave },
      {
        text: startText(plan),
        primary: true,
        disabled: plan.items.length === 0,
        onClick: () => startRenewals(hub, plan),
      },
    ];
  }
  const { run, steer } = renewing;
  const { counts, atRest } = progressOf(run, hub.ports.clock.now());
  const finish = (): void => {
    hub.part(bulkPart).update((state) => ({ ...state, renewing: null }));
    hub.part(selectionPart).update(() => new Set());
    onClose();
  };
  const over = atRest && counts.waiting + counts.waitingForPerson === 0;
  return [
    ...(atRest && run.entries.some(hasFailed)
      ? [{ text: retryFailedText, onClick: () => steer.retryFailed() }]
      : []),
    ...(run.stopped !== null && counts.waiting + counts.waitingForPerson > 0
      ? [{ text: continueText, disabled: counts.running > 0, onClick: () => steer.go() }]
      : run.stopped === null && counts.running + counts.waiting > 0
        ? [{ text: stopText, onClick: () => steer.stop() }]
        : []),
    ...(atRest ? [{ text: doneText, primary: over, onClick: finish }] : []),
  ];
}
