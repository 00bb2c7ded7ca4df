import * as React from "react";
import { FocusZoneContext } from "azure-devops-ui/FocusZone";
import { TableRow, type ITableRowDetails } from "azure-devops-ui/Table";
import type { Row } from "../../domain/inventory";
import { useBulk } from "../bulk/use-bulk";
import { useHub, useMinute } from "../hub-context";
import { grant } from "../wishes";
import { RowCells } from "./RowCells";
import type { Shown } from "./row-columns";
import { useRowFacts } from "./use-row-facts";

type Props = {
  readonly index: number;
  readonly row: Row;
  readonly details: ITableRowDetails<Row>;
  readonly shown: Shown;
};

/** One row of the platform's list. */
export const ListRow = ({ index, row, details, shown }: Props): React.JSX.Element => (
  <TableRow index={index} details={details}>
    <LiveCells row={row} shown={shown} />
  </TableRow>
);

type LiveProps = { readonly row: Row; readonly shown: Shown };

/** The cells follow the state in one place per row, and are drawn again only when their own row changed. */
const LiveCells = React.memo(({ row, shown }: LiveProps): React.JSX.Element => {
  const hub = useHub();
  const facts = useRowFacts(row);
  const now = useMinute();
  const selected = useBulk((state) => state.selected.has(row.connection.id));
  const { focuszoneId } = React.useContext(FocusZoneContext);
  return (
    <RowCells
      row={row}
      facts={facts}
      selected={selected}
      shown={shown}
      now={now}
      dates={hub.dates}
      zone={focuszoneId}
      onWish={(wish) => grant(hub, wish)}
    />
  );
});
LiveCells.displayName = "LiveCells";
