import * as React from "react";
import "./grid.scss";
import type { Row } from "../../../../domain/inventory";
import { useHub, usePart } from "../../../shell/contracts/hub-context";
import { dispatch } from "../../../shared/dispatch";
import { selectionPart } from "../../../shared/selection";
import { useDoing, useRowContext } from "../../../shared/verification/use-row-facts";
import { useSteadyOrder } from "../steady-order";
import { listName } from "../words/inventory";
import { columnsOf } from "./columns";
import { GridHead } from "./GridHead";
import { GridRow } from "./GridRow";
import { PassingRow } from "./PassingRow";
import { useGridFocus } from "./use-grid-focus";
import { useVisibleRows } from "./use-visible-rows";

const RowMenu = React.lazy(() => import("./RowMenu").then((module) => ({ default: module.RowMenu })));

type Props = { readonly rows: readonly Row[]; readonly virtualize: boolean };

type Menu = { readonly connectionId: string; readonly button: HTMLElement };

/** The rows as a grid, of which only those near the view are drawn. None moves under a pointer or under its menu. */
export const ConnectionGrid = ({ rows, virtualize }: Props): React.JSX.Element => {
  const [menu, setMenu] = React.useState<Menu | null>(null);
  const steady = useSteadyOrder(rows, menu !== null);
  const onMenu = React.useCallback(
    (row: Row, button: HTMLElement) => setMenu({ connectionId: row.connection.id, button }),
    [],
  );
  const opened =
    menu === null ? undefined : steady.rows.find((row) => row.connection.id === menu.connectionId);
  return (
    <div className="hub-unboxed" {...steady.pointer}>
      <Grid rows={steady.rows} virtualize={virtualize} onMenu={onMenu} />
      {menu !== null && opened !== undefined && (
        <React.Suspense fallback={null}>
          <RowMenu row={opened} button={menu.button} onClose={() => setMenu(null)} />
        </React.Suspense>
      )}
    </div>
  );
};

type GridProps = Props & { readonly onMenu: (row: Row, button: HTMLElement) => void };

const Grid = React.memo(({ rows, virtualize, onMenu }: GridProps): React.JSX.Element => {
  const hub = useHub();
  const scope = hub.ports.host.scope.kind;
  const columns = columnsOf(scope).length + 1;
  const table = React.useRef<HTMLTableElement>(null);
  const body = React.useRef<HTMLTableSectionElement>(null);
  const { stop, handlers } = useGridFocus(rows, columns, table, (row) =>
    dispatch(hub, { kind: "select", connectionId: row.connection.id }),
  );
  const context = useRowContext();
  const doing = useDoing();
  const selection = usePart(selectionPart, (ids) => ids);
  const visible = useVisibleRows(rows, stop.row, body, virtualize);
  return (
    <table
      ref={table}
      role="grid"
      aria-label={listName}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns}
      aria-multiselectable={true}
      className={`hub-table hub-table-${scope} body-m`}
      {...handlers}
    >
      <GridHead rows={rows} scope={scope} stop={stop.row === -1 ? stop.column : null} />
      <tbody ref={body} role="rowgroup">
        {visible.rows.flatMap(({ index, gap }) => {
          const row = rows[index];
          if (row === undefined) return [];
          return [
            gap > 0 && <Gap key={`before ${String(index)}`} height={gap} />,
            // Nothing can be pressed in a row that flies by; the one with the focus is never such a row.
            visible.passing && index !== stop.row ? (
              <PassingRow
                key={`passing ${row.connection.id}`}
                row={row}
                index={index}
                scope={scope}
                now={context.now}
                dates={context.dates}
              />
            ) : (
              // A row that moves takes its elements along: a press meant for one never falls on another's button.
              <GridRow
                key={row.connection.id}
                row={row}
                index={index}
                scope={scope}
                stop={stop.row === index ? stop.column : null}
                {...doing(row.connection.id)}
                context={context}
                selected={selection.has(row.connection.id)}
                measure={visible.measure}
                onMenu={onMenu}
              />
            ),
          ];
        })}
        {visible.rest > 0 && <Gap key="after" height={visible.rest} />}
      </tbody>
    </table>
  );
});
Grid.displayName = "Grid";

/** The room of rows that are not drawn. */
const Gap = ({ height }: { readonly height: number }): React.JSX.Element => (
  <tr role="presentation" aria-hidden={true} className="hub-gap">
    <td role="presentation" style={{ height: `${String(height)}px` }} />
  </tr>
);
