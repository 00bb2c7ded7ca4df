import * as React from "react";
import type { TimelineMonth } from "../../../domain/timeline";
import { useHub } from "../../shell/contracts/hub-context";
import { markText, monthName, moreNamesText, rangeText, tableHeadings, tableText } from "./words/timeline";

/** So many names are listed for a month; the list below the picture has the rest. */
const namesListed = 20;

/** The picture as a table, made when it is opened. */
export const TimelineTable = ({
  months,
}: {
  readonly months: readonly TimelineMonth[];
}): React.JSX.Element => {
  const { dates } = useHub();
  const [open, setOpen] = React.useState(false);
  return (
    <details
      className="hub-timeline-table"
      onToggle={({ target }) => setOpen(target instanceof HTMLDetailsElement && target.open)}
    >
      <summary>{tableText}</summary>
      {open && (
        <table>
          <thead>
            <tr>
              <th scope="col">{tableHeadings.month}</th>
              <th scope="col">{tableHeadings.count}</th>
              <th scope="col">{tableHeadings.which}</th>
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.key}>
                <th scope="row">{monthName(month, dates)}</th>
                <td>{month.count}</td>
                <td dir="auto">
                  {month.marks
                    .slice(0, namesListed)
                    .map((mark) =>
                      mark.latest === null
                        ? markText(mark, dates)
                        : rangeText(mark.name, mark.at, mark.latest, dates),
                    )
                    .join("; ")}
                  {month.count > namesListed && ` ${moreNamesText(month.count - namesListed)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
};
