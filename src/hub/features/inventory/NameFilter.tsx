import * as React from "react";
import "azure-devops-ui/Components/TextField/TextField.css";
import { Icon } from "../../shared/Icon";
import { filterName } from "./words/inventory";

type Props = { readonly text: string; readonly onText: (wanted: string) => void };

/** Keeps the rows whose name holds the text. */
export const NameFilter = ({ text, onText }: Props): React.JSX.Element => (
  <div className="hub-filter-text bolt-textfield flex-row flex-center">
    <Icon name="filter" className="bolt-textfield-icon prefix" />
    <input
      autoComplete="off"
      aria-label={filterName}
      className="bolt-textfield-input flex-grow bolt-textfield-input-with-prefix"
      placeholder={filterName}
      value={text}
      onChange={({ currentTarget }) => onText(currentTarget.value)}
    />
  </div>
);
