import * as React from "react";
import { PlainButton } from "../PlainButton";
import { detailsName } from "../words/connection";
import type { ServiceConnection } from "../../../domain/service-connection";
import type { OnAction } from "../dispatch";
import type { RowFacts } from "./row-facts";
import { StatusText } from "../StatusText";

type Props = {
  readonly row: { readonly connection: ServiceConnection };
  readonly facts: Pick<RowFacts, "verification">;
  /** The focus zone of the row, where the list has one. */
  readonly zone?: string | undefined;
  readonly onAction: OnAction;
};

/** The last verification, with when and by whom, and what opens its details where it says more than "verified". */
export const VerificationCell = ({
  row: { connection },
  facts: { verification },
  zone,
  onAction,
}: Props): React.JSX.Element => {
  const { tone, text, detail, by, title, explained } = verification;
  return (
    <div className="hub-verification">
      <StatusText
        tone={tone}
        text={text}
        detail={
          by === null ? (
            detail
          ) : (
            <>
              {detail}
              {" · "}
              <span dir="auto">{by}</span>
            </>
          )
        }
        title={title}
      />
      {explained && (
        <PlainButton
          ariaLabel={detailsName(connection)}
          className="hub-details-button"
          icon="info"
          subtle={true}
          zone={zone}
          onClick={() => onAction({ kind: "verdict", connectionId: connection.id })}
        />
      )}
    </div>
  );
};
