import * as React from "react";
import "azure-devops-ui/Components/List/List.css";
import "azure-devops-ui/Components/Table/Table.css";
import { mostUrgent } from "../../domain/inventory";
import { columnsOf, rowHeight, selectWidth, type Shown } from "../features/inventory/row-columns";
import { listedFacts } from "../shared/verification/row-facts";
import { RowCells } from "../features/inventory/RowCells";
import { SelectHeader } from "../features/inventory/SelectHeader";
import { columnNames, listName } from "../features/inventory/words/inventory";
import type { FirstPageProps } from "./first-page-props";

/** What stands above the rows is at least as high. */
const overviewHeight = 300;
/** A small window too can be scrolled a little. */
const fewestRows = 6;

/** As many rows as there is room for: each further one makes those in view wait. */
const rowsInView = (): number =>
  Math.max(fewestRows, Math.ceil((window.innerHeight - overviewHeight) / rowHeight));

type Props = FirstPageProps & { readonly shown: Shown };

/** The most urgent rows in the markup of the platform's table, with the room of the others below them. */
export const FirstTable = ({ rows, shown, now, dates, onAction }: Props): React.JSX.Element => {
  const first = mostUrgent(rows, rowsInView());
  const columns = columnsOf(shown);
  const left = rows.length - first.length;
  return (
    <div className="bolt-table-container flex-grow">
      <table
        aria-label={listName}
        aria-colcount={columns.length + 1}
        aria-rowcount={rows.length + 1}
        className="hub-table bolt-table bolt-table-show-lines bolt-list body-m relative scroll-hidden"
        role="grid"
        style={{ width: "100%" }}
      >
        <Widths widths={[selectWidth, ...columns.map(({ width }) => width)]} />
        <thead>
          <tr aria-rowindex={1} className="bolt-table-header-row" role="row">
            <th aria-hidden={true} role="presentation" className="bolt-table-header-border" />
            <SelectHeader index={0} checked={false} onChange={() => onAction({ kind: "select-all" })} />
            {columns.map(({ id }, position) => (
              <HeaderCell key={id} id={id} index={position + 1} />
            ))}
            <th aria-hidden={true} role="presentation" className="bolt-table-header-border" />
          </tr>
        </thead>
        <tbody className="relative">
          {first.map((row, index) => (
            <FirstRow key={row.connection.id} index={index}>
              <RowCells
                row={row}
                facts={listedFacts}
                selected={false}
                shown={shown}
                now={now}
                dates={dates}
                onAction={onAction}
              />
            </FirstRow>
          ))}
          {left > 0 && (
            <tr className="bolt-list-row-spacer invisible" role="presentation">
              <td colSpan={columns.length + 3} style={{ height: `${String(left * rowHeight)}px` }} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
};

type RowProps = { readonly index: number; readonly children: React.ReactNode };

const FirstRow = ({ index, children }: RowProps): React.JSX.Element => (
  <tr
    aria-rowindex={index + 2}
    className={`bolt-table-row bolt-list-row${index === 0 ? " first-row" : ""}`}
    role="row"
  >
    <Margin />
    {children}
    <Margin />
  </tr>
);

const Margin = (): React.JSX.Element => (
  <td
    aria-hidden={true}
    className="bolt-table-cell-compact bolt-table-cell bolt-list-cell bolt-table-spacer-cell"
    role="presentation"
  />
);

/** Fixed widths as they are; shares of what those leave as the table of the platform works them out. */
const Widths = ({ widths }: { readonly widths: readonly number[] }): React.JSX.Element => {
  const shares = widths.reduce((sum, width) => (width < 0 ? sum - width : sum), 0);
  return (
    <colgroup>
      <col style={{ width: "8px" }} />
      {widths.map((width, index) => (
        <col
          key={index}
          style={{ width: width < 0 ? `${String((-width / shares) * 100)}%` : `${String(width)}px` }}
        />
      ))}
      <col style={{ width: "8px" }} />
    </colgroup>
  );
};

type HeaderProps = { readonly id: keyof typeof columnNames; readonly index: number };

/** The list stands in the order of urgency until somebody chooses another. */
const HeaderCell = ({ id, index }: HeaderProps): React.JSX.Element => (
  <th
    aria-colindex={index + 1}
    aria-label={columnNames[id]}
    aria-readonly={true}
    aria-sort={id === "expiry" ? "ascending" : undefined}
    className={`bolt-table-header-cell col-header-${String(index)}`}
    role="columnheader"
  >
    <div className="bolt-table-header-cell-content flex-row">
      <div className="scroll-hidden">
        <div className="bolt-table-header-cell-text text-ellipsis body-s">
          <span>{columnNames[id]}</span>
        </div>
      </div>
      {id === "expiry" && (
        <span className="bolt-table-header-sort-icon body-s flex-noshrink" aria-hidden={true} />
      )}
    </div>
  </th>
);
