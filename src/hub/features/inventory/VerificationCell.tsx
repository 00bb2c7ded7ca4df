import * as React from "react";
import { PlainButton } from "../../shared/PlainButton";
import { detailsName } from "./words/inventory";
import type { CellProps } from "./RowCells";
import { StatusText } from "../../shared/StatusText";

type Props = Pick<CellProps, "row" | "facts" | "zone" | "onWish">;

/** The last verification, with when and by whom, and what opens its details where it says more than "verified". */
export const VerificationCell = ({
  row: { connection },
  facts: { verification },
  zone,
  onWish,
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
          onClick={() => onWish({ kind: "verdict", connectionId: connection.id })}
        />
      )}
    </div>
  );
};
