import * as React from "react";
import { FocusZoneContext } from "azure-devops-ui/FocusZone";
import { TableRow, type ITableRowDetails } from "azure-devops-ui/Table";
import type { Row } from "../../../domain/inventory";
import { selectionPart } from "../../shared/selection";
import { useHub, useMinute, usePart } from "../../shell/contracts/hub-context";
import { dispatch } from "../../shared/dispatch";
import { RowCells } from "./RowCells";
import type { Shown } from "./row-columns";
import { useRowFacts } from "../../shared/verification/use-row-facts";

type Props = {
  readonly index: number;
  readonly row: Row;
  readonly details: ITableRowDetails<Row>;
  readonly shown: Shown;
};

/** One row of the platform's list. */
export const ListRow = ({ index, row, details, shown }: Props): React.JSX.Element => (
  <TableRow index={index} details={details}>
    <FocusZoneContext.Consumer>
      {({ focuszoneId }) => <LiveCells row={row} shown={shown} zone={focuszoneId} />}
    </FocusZoneContext.Consumer>
  </TableRow>
);

type LiveProps = {
  readonly row: Row;
  readonly shown: Shown;
  readonly zone: string | undefined;
};

/**
 * The cells follow the state in one place per row, and are drawn again only when their own row changed. The zone comes as
 * a text, since the context that holds it is another one at each step of a scroll.
 */
const LiveCells = React.memo(({ row, shown, zone }: LiveProps): React.JSX.Element => {
  const hub = useHub();
  const facts = useRowFacts(row);
  const now = useMinute();
  const selected = usePart(selectionPart, (ids) => ids.has(row.connection.id));
  return (
    <RowCells
      row={row}
      facts={facts}
      selected={selected}
      shown={shown}
      now={now}
      dates={hub.dates}
      zone={zone}
      onAction={(wish) => dispatch(hub, wish)}
    />
  );
});
LiveCells.displayName = "LiveCells";
