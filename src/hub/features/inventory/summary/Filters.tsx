import * as React from "react";
import "./summary.scss";
import { facetsOf, type Facet, type Facets, type RowIndex } from "../../../../domain/inventory-view";
import type { ConnectionKind } from "../../../../domain/service-connection";
import type { StateFilter, ViewQuery } from "../../../../domain/view-query";
import { useHub, useHubState } from "../../../shell/contracts/hub-context";
import { isFiltered, withQuery } from "../../../shell/contracts/hub-state";
import { PlainCheckbox } from "../../../shared/PlainCheckbox";
import { choiceText, filterLabels, filtersName, kindChoice, showSnoozedText } from "../words/summary";
import { kindText } from "../../../../words/common";
import { stateFilterText } from "../../../../words/connection-state";
import { FilterSelect, type Choice } from "./FilterSelect";

/** So many rows may have as many app registrations: their choices are made once somebody comes near them. */
const manyRows = 500;

/** Filters by what the connections have; each choice says how many connections it stands for. */
export const Filters = ({ index }: { readonly index: RowIndex }): React.JSX.Element => {
  const { store, ports } = useHub();
  const query = useHubState((state) => state.query);
  const [wanted, setWanted] = React.useState(false);
  const listed = wanted || index.length <= manyRows || isFiltered({ query, month: null });
  const choices = React.useMemo(() => (listed ? choicesOf(facetsOf(index)) : noChoices), [index, listed]);
  const set = React.useCallback(
    (change: Partial<ViewQuery>) => store.update((state) => withQuery(state, change)),
    [store],
  );
  const setters = React.useMemo(() => settersOf(set), [set]);
  return (
    <div
      className="hub-filters"
      role="group"
      aria-label={filtersName}
      onFocus={() => setWanted(true)}
      onPointerOver={() => setWanted(true)}
    >
      {ports.host.scope.kind === "organization" && (
        <FilterSelect
          label={filterLabels.project}
          choices={choices.projects}
          value={query.project}
          onChange={setters.project}
        />
      )}
      <FilterSelect
        label={filterLabels.kind}
        choices={choices.kinds}
        value={query.kinds.length === 0 ? null : query.kinds.join(",")}
        valueLabel={query.kinds.map(kindText).join(", ")}
        onChange={setters.kind}
      />
      <FilterSelect
        label={filterLabels.state}
        choices={choices.states}
        value={query.states.length === 0 ? null : query.states.join(",")}
        valueLabel={query.states.map(stateFilterText).join(", ")}
        onChange={setters.state}
      />
      <FilterSelect
        label={filterLabels.app}
        choices={choices.apps}
        value={query.app}
        onChange={setters.app}
      />
      <FilterSelect
        label={filterLabels.owner}
        choices={choices.owners}
        value={query.owner}
        onChange={setters.owner}
      />
      <PlainCheckbox
        className="hub-filter-check"
        text={showSnoozedText}
        checked={query.showSnoozed}
        onChange={() => set({ showSnoozed: !query.showSnoozed })}
      />
    </div>
  );
};

const settersOf = (set: (change: Partial<ViewQuery>) => void) => ({
  project: (project: string | null) => set({ project }),
  kind: (kind: string | null) => set({ kinds: kind === null ? [] : (kind.split(",") as ConnectionKind[]) }),
  state: (state: string | null) => set({ states: state === null ? [] : (state.split(",") as StateFilter[]) }),
  app: (app: string | null) => set({ app }),
  owner: (owner: string | null) => set({ owner }),
});

type Choices = Readonly<Record<"kinds" | "states" | "apps" | "owners" | "projects", readonly Choice[]>>;

const noChoices: Choices = { kinds: [], states: [], apps: [], owners: [], projects: [] };

const choicesOf = (facets: Facets): Choices => ({
  kinds: Array.from(facets.kinds, ([value, count]): Choice => ({ value, text: kindChoice(value, count) })),
  states: Array.from(facets.states, ([value, count]): Choice => ({
    value,
    text: choiceText(stateFilterText(value), count),
  })),
  apps: facets.apps.map(choiceOf),
  owners: facets.owners.map(choiceOf),
  projects: facets.projects.map(choiceOf),
});

const choiceOf = ({ value, label, count }: Facet): Choice => ({ value, text: choiceText(label, count) });
