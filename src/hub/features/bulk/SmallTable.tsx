import * as React from "react";
import { Button } from "azure-devops-ui/Button";
import { numberText } from "../../../words/common";
import { firstShownText, showAllText } from "./words/bulk";

/** So many lines are drawn at first; the rest on request, and the text says so. */
const firstLines = 100;

type Props<T> = {
  readonly name: string;
  readonly headings: readonly string[];
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** The cells of one line; drawn again only when the item is another one. */
  readonly cells: (item: T) => readonly React.ReactNode[];
};

/** A plain table with a caption; long ones begin with their first lines. */
export function SmallTable<T>({ name, headings, items, keyOf, cells }: Props<T>): React.JSX.Element {
  const [all, setAll] = React.useState(false);
  const shown = all ? items : items.slice(0, firstLines);
  return (
    <div className="hub-bulk-scroll" role="region" aria-label={name} tabIndex={0}>
      <table className="hub-bulk-table">
        <caption className="title-s">{`${name} (${numberText(items.length)})`}</caption>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <Line key={keyOf(item)} item={item} cells={cells} />
          ))}
        </tbody>
      </table>
      {shown.length < items.length && (
        <p>
          {firstShownText(shown.length, items.length)}{" "}
          <Button subtle={true} text={showAllText(items.length)} onClick={() => setAll(true)} />
        </p>
      )}
    </div>
  );
}

type LineProps = {
  readonly item: unknown;
  readonly cells: (item: never) => readonly React.ReactNode[];
};

const Line = React.memo(
  ({ item, cells }: LineProps): React.JSX.Element => (
    <tr>
      {cells(item as never).map((cell, index) => (
        <td key={index}>{cell}</td>
      ))}
    </tr>
  ),
  (before, after) => before.item === after.item,
);
Line.displayName = "Line";
