import * as React from "react";
import { Spinner, SpinnerSize } from "azure-devops-ui/Spinner";
import { Table } from "azure-devops-ui/Table";
import { TextField } from "azure-devops-ui/TextField";
import { ArrayItemProvider } from "azure-devops-ui/Utilities/Provider";
import type { Row } from "../../domain/inventory";
import { useHub, useHubState } from "../hub-context";
import { filteredRows, sortedRows, withFilter } from "../hub-state";
import { useNarrow } from "../use-narrow";
import {
  countShown,
  emptyList,
  filterName,
  listName,
  loadingText,
  nothingMatches,
  projectsProgressText,
} from "../words/inventory";
import { columnsFor } from "./columns";
import type { Inventory } from "./intents";

type Props = {
  /** Tests without a layout render all rows (P89). */
  readonly virtualize?: boolean;
};

/** The list with its filter, or what stands in its place while there is nothing to list. */
export const ConnectionList = ({ virtualize = true }: Props): React.JSX.Element => {
  const inventory = useHubState((state) => state.inventory);
  if (inventory === null || (inventory.rows.length === 0 && !isRead(inventory)))
    return <Spinner className="hub-loading" size={SpinnerSize.large} label={loadingText} ariaLive="polite" />;
  if (inventory.rows.length === 0) return isListed(inventory) ? <EmptyList /> : <></>;
  return <FilledList inventory={inventory} virtualize={virtualize} />;
};

const isRead = ({ projects, projectsFailure }: Inventory): boolean =>
  projectsFailure !== null || (projects.length > 0 && projects.every((one) => one.state !== "loading"));

/** At least one list came: an empty one is then a statement, otherwise only the failure is. */
const isListed = ({ projects }: Inventory): boolean => projects.some((one) => one.state === "loaded");

const EmptyList = (): React.JSX.Element => (
  <div className="hub-empty" role="status">
    <h2 className="title-m">{emptyList.title}</h2>
    <p className="body-l secondary-text">{emptyList.text}</p>
  </div>
);

const FilledList = ({
  inventory,
  virtualize,
}: {
  readonly inventory: Inventory;
  readonly virtualize: boolean;
}): React.JSX.Element => {
  const { store } = useHub();
  const filter = useHubState((state) => state.filter);
  const sorted = React.useMemo(() => sortedRows(inventory.rows), [inventory.rows]);
  const shown = React.useMemo(() => filteredRows(sorted, filter), [sorted, filter]);
  return (
    <>
      <div className="hub-filter">
        <TextField
          ariaLabel={filterName}
          placeholder={filterName}
          prefixIconProps={{ iconName: "Filter" }}
          value={filter}
          onChange={(_, text) => store.update((state) => withFilter(state, text))}
        />
        <span className="secondary-text hub-count" role="status">
          {countShown(shown.length, inventory.rows.length)}
          <Progress inventory={inventory} />
        </span>
      </div>
      {shown.length === 0 ? (
        <p className="hub-empty body-l" role="status">
          {nothingMatches(filter)}
        </p>
      ) : (
        <ConnectionTable rows={shown} virtualize={virtualize} />
      )}
    </>
  );
};

const Progress = ({
  inventory: { projects },
}: {
  readonly inventory: Inventory;
}): React.JSX.Element | null => {
  const waiting = projects.filter((one) => one.state === "loading").length;
  return waiting === 0 ? null : <> · {projectsProgressText(projects.length - waiting, projects.length)}</>;
};

const ConnectionTable = ({
  rows,
  virtualize,
}: {
  readonly rows: readonly Row[];
  readonly virtualize: boolean;
}): React.JSX.Element => {
  const { ports } = useHub();
  const narrow = useNarrow();
  const columns = React.useMemo(() => columnsFor(ports.host.scope.kind, narrow), [ports, narrow]);
  const provider = React.useMemo(() => new ArrayItemProvider([...rows]), [rows]);
  return (
    <Table<Row>
      ariaLabel={listName}
      className="hub-table"
      columns={columns}
      itemProvider={provider}
      role="grid"
      rowHeight={57}
      selectRowOnClick={false}
      singleClickActivation={false}
      virtualize={virtualize}
    />
  );
};
