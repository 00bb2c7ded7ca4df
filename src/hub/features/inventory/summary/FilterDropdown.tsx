import * as React from "react";
import { Dropdown, DropdownExpandableButton } from "azure-devops-ui/Dropdown";
import type { IDropdownExpandableProps } from "azure-devops-ui/Dropdown";
import { ObservableArray } from "azure-devops-ui/Core/Observable";
import type { IListBoxItem } from "azure-devops-ui/ListBox";
import { DropdownMultiSelection } from "azure-devops-ui/Utilities/DropdownSelection";
import { Icon } from "../../../shared/Icon";
import { chosenText, clearText, searchText } from "../words/summary";

/** One choice: its own text, and the one that tells how many connections it stands for. */
export type Choice = { readonly value: string; readonly label: string; readonly text: string };

type Props = {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** None lets everything through. A link may hold values that none of the choices has. */
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
};

/**
 * One filter in the platform's list: several choices at once, found by typing, and only those in view are drawn, however
 * many there are. What is chosen is told by `values`; the list follows it.
 */
const FilterList = ({ label, choices, values, onChange }: Props): React.JSX.Element => {
  const [items] = React.useState(() => new ObservableArray<IListBoxItem>([]));
  const [selection] = React.useState(() => new DropdownMultiSelection());
  React.useLayoutEffect(() => list(items, selection, choices), [items, selection, choices]);
  React.useLayoutEffect(() => mark(selection, choices, values), [selection, choices, values]);
  const chosen = (): readonly string[] =>
    selection.value.flatMap(({ beginIndex, endIndex }) =>
      choices.slice(beginIndex, endIndex + 1).map(({ value }) => value),
    );
  const text = chosenText(
    label,
    values.map((value) => choices.find((choice) => choice.value === value)?.label ?? null),
  );
  return (
    <Dropdown
      ariaLabel={text}
      className={`hub-filter-list${values.length === 0 ? "" : " hub-filter-active"}`}
      items={items}
      selection={selection}
      width={280}
      filterPlaceholderText={searchText(label)}
      actions={values.length === 0 ? [] : [{ id: "clear", text: clearText, onClick: () => onChange([]) }]}
      renderExpandable={(props) => <Opener {...props} text={text} />}
      onSelect={() => onChange(chosen())}
    />
  );
};

function list(
  items: ObservableArray<IListBoxItem>,
  selection: DropdownMultiSelection,
  choices: readonly Choice[],
): void {
  // A place of the old list may be beyond the end of the new one.
  selection.clear();
  items.value = choices.map(({ value, text }) => ({ id: value, text }));
}

function mark(
  selection: DropdownMultiSelection,
  choices: readonly Choice[],
  values: readonly string[],
): void {
  const wanted = new Set(values);
  selection.value = choices.flatMap(({ value }, index) =>
    wanted.has(value) ? [{ beginIndex: index, endIndex: index }] : [],
  );
}

type OpenerProps = IDropdownExpandableProps & { readonly text: string };

/** The button that opens the list. Its arrow is drawn: the platform's icon font would be fetched for it alone. */
const Opener = ({ text, ...props }: OpenerProps): React.JSX.Element => (
  <DropdownExpandableButton
    {...props}
    hideDropdownIcon={true}
    renderSelectedItems={() => text}
    placeholder={text}
  >
    <Icon name="chevron" className="hub-filter-arrow" />
  </DropdownExpandableButton>
);

/** Not drawn again while a person types elsewhere. */
export const FilterDropdown = React.memo(FilterList);
