import * as React from "react";
import type { ServiceConnection } from "../../../domain/service-connection";
import type { OnAction } from "../dispatch";
import { PlainButton } from "../PlainButton";
import { StatusIcon } from "../StatusIcon";
import { detailsName } from "../words/connection";
import type { RowFacts } from "./row-facts";

type Props = {
  readonly row: { readonly connection: ServiceConnection };
  readonly facts: Pick<RowFacts, "verification">;
  /** In a row of the list, which has one sign of its own, and whose arrow keys reach the button. */
  readonly inRow?: boolean;
  readonly onAction: OnAction;
};

/** What goes on, or the last verification with when and by whom, the next thing to do, and what opens the rest. */
export const VerificationCell = ({ row, facts, inRow = false, onAction }: Props): React.JSX.Element => {
  const { tone, text, detail, by, next, title, explained } = facts.verification;
  return (
    <div className="hub-status">
      {(!inRow || tone === "running") && <StatusIcon tone={tone} />}
      <div className="hub-two-lines" title={title}>
        <span className="hub-line-1">{text}</span>
        {detail !== "" && (
          <span className="hub-line-2 secondary-text">
            {detail}
            {by !== null && (
              <>
                {" · "}
                <span dir="auto">{by}</span>
              </>
            )}
          </span>
        )}
        {next !== "" && (
          <span className="hub-line-2 hub-next" title={next}>
            {next}
          </span>
        )}
      </div>
      {explained && (
        <PlainButton
          ariaLabel={detailsName(row.connection)}
          className="hub-details-button"
          icon="info"
          subtle={true}
          stop={!inRow}
          onClick={() => onAction({ kind: "verdict", connectionId: row.connection.id })}
        />
      )}
    </div>
  );
};
