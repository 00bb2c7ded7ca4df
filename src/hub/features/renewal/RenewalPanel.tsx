import * as React from "react";
import "./renewal.scss";
import { ContentSize } from "azure-devops-ui/Callout";
import { Panel } from "azure-devops-ui/Panel";
import { Spinner } from "azure-devops-ui/Spinner";
import type { Row } from "../../../domain/inventory";
import type { Ports } from "../../../ports/ports";
import type { Inventory } from "../../../operations/load-inventory";
import { useHub } from "../../shell/contracts/hub-context";
import { useKeptFocus } from "../../shared/use-kept-focus";
import { useMayPlan } from "../../shared/use-may-plan";
import { useStore } from "../../shell/contracts/use-store";
import { renewName } from "../../shared/words/connection";
import { preparingText } from "./words/renewal";
import { preparePlan, startRenewal } from "./actions";
import { runsOf } from "../../shared/renewals/actions";
import type { PlanPreparation } from "../../../operations/plan-renewal";
import { PlanView } from "./PlanView";
import { RunProgress } from "./RunProgress";

type Props = {
  readonly row: Row;
  readonly inventory: Inventory;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

/** The plan first, then the run. Closing the panel stops nothing. */
export const RenewalPanel = ({ row, inventory, onClose, onChanged }: Props): React.JSX.Element => {
  const hub = useHub();
  const { ports } = hub;
  const runs = runsOf(hub);
  const id = row.connection.id.toLowerCase();
  const running = useStore(runs.store, (all) => all.get(id) ?? null);
  const [takeOver, setTakeOver] = React.useState(false);
  const mayPlan = useMayPlan(inventory);
  const prepared = usePreparation(ports, row, inventory, running === null && mayPlan);
  const again = (withTakeOver: boolean): void => {
    setTakeOver(withTakeOver);
    runs.dismiss(id);
  };
  // An outcome that was seen is not shown again; one that came while the panel was closed is.
  const close = (): void => {
    onClose();
    runs.dismiss(id);
  };
  const name = renewName(row.connection);
  const body = useKeptFocus();
  return (
    <Panel
      titleProps={{ text: name }}
      ariaLabel={name}
      size={ContentSize.Medium}
      lightDismiss={false}
      onDismiss={close}
    >
      <div ref={body} tabIndex={-1} className="hub-renewal rhythm-vertical-16 flex-grow">
        {running !== null ? (
          <RunProgress {...{ row, inventory, running, onChanged }} onAgain={again} onClose={close} />
        ) : prepared === null ? (
          <Spinner label={preparingText} />
        ) : (
          <PlanView
            key={prepared.connection.modifiedAt}
            {...{ row, inventory, prepared, takeOver }}
            onCancel={close}
            onStart={(choice) =>
              startRenewal(hub, prepared.connection, inventory.settings, choice, onChanged)
            }
          />
        )}
      </div>
    </Panel>
  );
};

/** Looks afresh whenever the plan is shown, and when Microsoft Graph was connected meanwhile. */
function usePreparation(
  ports: Ports,
  row: Row,
  inventory: Inventory,
  wanted: boolean,
): PlanPreparation | null {
  const [prepared, setPrepared] = React.useState<PlanPreparation | null>(null);
  const latest = React.useRef({ row, inventory });
  latest.current = { row, inventory };
  const { access } = inventory.graph;
  React.useEffect(() => {
    if (!wanted) return;
    let current = true;
    setPrepared(null);
    void preparePlan(ports, latest.current.row, latest.current.inventory).then((plan) => {
      if (current) setPrepared(plan);
    });
    return () => {
      current = false;
    };
  }, [ports, row.connection.id, access, wanted]);
  return prepared;
}
