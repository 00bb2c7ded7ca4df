import * as React from "react";
import { PlainCheckbox } from "../../shared/PlainCheckbox";
import { selectAllName } from "./words/inventory";

type Props = {
  readonly index: number;
  /** Undefined where some of the rows shown are selected. */
  readonly checked: boolean | undefined;
  readonly onChange: () => void;
};

/** The header over the boxes of the rows, with a box for all of them. */
export const SelectHeader = ({ index, checked, onChange }: Props): React.JSX.Element => (
  <th
    aria-colindex={index + 1}
    className="bolt-table-header-cell hub-cell-select"
    data-column-index={index}
    role="columnheader"
  >
    <PlainCheckbox ariaLabel={selectAllName} checked={checked} onChange={onChange} />
  </th>
);
