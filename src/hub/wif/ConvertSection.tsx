import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { ButtonGroup } from "azure-devops-ui/ButtonGroup";
import { Card } from "azure-devops-ui/Card";
import { Checkbox } from "azure-devops-ui/Checkbox";
import type { ServiceConnection } from "../../domain/service-connection";
import type { ConversionPlan } from "../../domain/wif/conversion-plan";
import { Message } from "../inventory/Message";
import { useStore } from "../use-store";
import {
  acceptanceText,
  acceptLabel,
  acceptTitle,
  convertingText,
  convertText,
  refusalText,
} from "../words/wif-conversion";
import { GuidedCredential } from "./GuidedCredential";
import { conversionPlanOf, type ConnectionScan, type ConversionRun, type Federation } from "./intents";

type Props = {
  readonly federation: Federation;
  readonly connection: ServiceConnection;
  readonly scan: ConnectionScan;
  readonly onEnd: () => void;
};

/** One click where all is a yes, a worded acceptance where something is not known, or the reason against it. */
export const ConvertSection = ({ federation, connection, scan, onEnd }: Props): React.JSX.Element => {
  const { id } = connection;
  const rights = useStore(federation.store, (state) => state.rights.get(id) ?? null);
  const run = useStore(federation.store, (state) => state.conversions.get(id) ?? null);
  const added = useStore(federation.store, (state) => state.credentials.get(id)?.stage === "added");
  const [made, setMade] = React.useState(false);
  const [accepted, setAccepted] = React.useState(false);
  const present = made || added;
  const manual = connection.kind === "manual";
  const federatedCredential = !manual ? "unknown" : present ? "present" : "absent";
  const plan = conversionPlanOf(connection, scan.readiness, rights, federatedCredential);
  const running = run !== null && run.end === null;
  const start = (): void => {
    const choice = { readiness: scan.readiness, accepted, federatedCredential } as const;
    void federation.convert(connection, choice).then(onEnd);
  };
  return (
    <>
      {(needsGuide(plan) || (manual && present) || lacksCredential(run)) && (
        <GuidedCredential federation={federation} connection={connection} made={made} onMade={setMade} />
      )}
      {plan.kind === "refused" ? (
        <Message severity="warning">{refusalText(plan.code)}</Message>
      ) : (
        <>
          {plan.kind === "needs-acceptance" && (
            <Accept plan={plan} connection={connection} accepted={accepted} onChange={setAccepted} />
          )}
          <ButtonGroup>
            <Button
              text={running ? convertingText : convertText}
              primary={true}
              disabled={running || (plan.kind === "needs-acceptance" && !accepted)}
              onClick={start}
            />
          </ButtonGroup>
        </>
      )}
    </>
  );
};

const needsGuide = (plan: ConversionPlan): boolean =>
  plan.kind === "refused" && plan.code === "manual-without-credential";

/** Azure DevOps could not make the credential of an automatic connection: the way by hand is left (W36). */
const lacksCredential = (run: ConversionRun | null): boolean =>
  run?.conversion?.stage === "failed" && run.conversion.reason.code === "credential-not-made";

const Accept = ({
  plan,
  connection,
  accepted,
  onChange,
}: {
  readonly plan: Extract<ConversionPlan, { kind: "needs-acceptance" }>;
  readonly connection: ServiceConnection;
  readonly accepted: boolean;
  readonly onChange: (accepted: boolean) => void;
}): React.JSX.Element => (
  <Card className="hub-wif-card" titleProps={{ text: acceptTitle, ariaLevel: 2 }}>
    <div className="rhythm-vertical-8 flex-grow">
      <ul>
        {plan.accept.map((item, index) => (
          <li key={index} dir="auto">
            {acceptanceText(item)}
          </li>
        ))}
      </ul>
      <Checkbox
        label={acceptLabel(connection.name)}
        checked={accepted}
        onChange={(_, checked) => onChange(checked)}
      />
    </div>
  </Card>
);
