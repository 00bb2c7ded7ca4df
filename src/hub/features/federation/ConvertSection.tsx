import * as React from "react";
import { Card } from "azure-devops-ui/Card";
import { Checkbox } from "azure-devops-ui/Checkbox";
import type { ServiceConnection } from "../../../domain/service-connection";
import type { ConversionPlan } from "../../../domain/federation/conversion-plan";
import { Message } from "../../shared/Message";
import {
  acceptanceText,
  acceptLabel,
  acceptTitle,
  refusalText,
  unreadAcceptanceText,
} from "./words/conversion";
import { GuidedCredential } from "./GuidedCredential";
import type { ConversionRun, Federation } from "./actions";
import type { ConversionChoice } from "./use-conversion";

type Props = {
  readonly federation: Federation;
  readonly connection: ServiceConnection;
  readonly choice: ConversionChoice;
};

/** What has to be done or accepted before the conversion, or the reason against it. Its button stands in the footer. */
export const ConvertSection = ({ federation, connection, choice }: Props): React.JSX.Element => {
  const { plan, run, trusted } = choice;
  const guided = needsGuide(plan) || (connection.kind === "manual" && trusted) || lacksCredential(run);
  return (
    <>
      {guided && (
        <GuidedCredential
          federation={federation}
          connection={connection}
          made={choice.made}
          onMade={choice.tellMade}
        />
      )}
      {plan.kind === "refused" && <Message severity="warning">{refusalText(plan.code)}</Message>}
      {plan.kind === "needs-acceptance" && <Accept plan={plan} connection={connection} choice={choice} />}
    </>
  );
};

const needsGuide = (plan: ConversionPlan): boolean =>
  plan.kind === "refused" && plan.code === "manual-without-credential";

/** Azure DevOps could not make the credential of an automatic connection: the way by hand is left (W36). */
const lacksCredential = (run: ConversionRun | null): boolean =>
  run?.conversion?.stage === "failed" && run.conversion.reason.code === "credential-not-made";

type AcceptProps = Omit<Props, "federation"> & {
  readonly plan: Extract<ConversionPlan, { kind: "needs-acceptance" }>;
};

/** What could not be looked at stands in its own list above; here it is one line. */
const Accept = ({ plan, connection, choice }: AcceptProps): React.JSX.Element => {
  const unread = plan.accept.filter((item) => item.kind === "unread").length;
  return (
    <Card className="hub-federation-card" titleProps={{ text: acceptTitle, ariaLevel: 2 }}>
      <div className="rhythm-vertical-8 flex-grow">
        <ul>
          {plan.accept.map((item, index) =>
            item.kind === "unread" ? null : (
              <li key={index} dir="auto">
                {acceptanceText(item)}
              </li>
            ),
          )}
          {unread > 0 && <li>{unreadAcceptanceText(unread)}</li>}
        </ul>
        <Checkbox
          label={acceptLabel(connection.name, plan.revertible)}
          checked={choice.accepted}
          onChange={(_, checked) => choice.accept(checked)}
        />
      </div>
    </Card>
  );
};
