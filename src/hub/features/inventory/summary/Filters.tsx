import * as React from "react";
import "./summary.scss";
import { facetsOf, type Facet, type Facets, type RowIndex } from "../../../../domain/inventory-view";
import type { FindingCode } from "../../../../domain/findings/finding";
import type { ConnectionKind } from "../../../../domain/service-connection";
import type { StateFilter, ViewQuery } from "../../../../domain/view-query";
import { useHub, useHubState, usePart } from "../../../shell/contracts/hub-context";
import { isFiltered, withQuery } from "../../../shell/contracts/hub-state";
import { PlainCheckbox } from "../../../shared/PlainCheckbox";
import { choiceText, filterLabels, filtersName, showSnoozedText, withinText } from "../words/summary";
import { kindText } from "../../../../words/common";
import { stateFilterText } from "../../../../words/connection-state";
import { codesWith } from "../../../shared/findings/codes";
import { learnedPart } from "../../../shared/findings/learned";
import { findingNames } from "../../../../words/finding-labels";
import { FilterDropdown, type Choice } from "./FilterDropdown";

/** So many rows may have as many app registrations: their choices are made once somebody comes near them. */
const manyRows = 500;

/** Filters by what the connections have; each choice says how many connections it stands for. */
export const Filters = ({ index }: { readonly index: RowIndex }): React.JSX.Element => {
  const { store, ports } = useHub();
  const query = useHubState((state) => state.query);
  const [wanted, setWanted] = React.useState(false);
  const listed = wanted || index.length <= manyRows || isFiltered({ query, month: null });
  const here = usePart(learnedPart, (state) => state);
  const settings = useHubState(({ inventory }) => inventory?.settings);
  const now = useHubState(({ inventory }) => inventory?.loadedAt);
  const codesOf = React.useMemo(
    () => (now === undefined ? undefined : codesWith(here, settings, now)),
    [here, settings, now],
  );
  const choices = React.useMemo(
    () => (listed ? choicesOf(facetsOf(index, codesOf)) : noChoices),
    [index, listed, codesOf],
  );
  const set = React.useCallback(
    (change: Partial<ViewQuery>) => store.update((state) => withQuery(state, change)),
    [store],
  );
  const setters = React.useMemo(() => settersOf(set), [set]);
  const filters: readonly Name[] =
    ports.host.scope.kind === "organization"
      ? ["projects", "kinds", "states", "findings", "apps", "owners"]
      : ["kinds", "states", "findings", "apps", "owners"];
  return (
    <div
      className="hub-filters"
      role="group"
      aria-label={filtersName}
      onFocus={() => setWanted(true)}
      onPointerOver={() => setWanted(true)}
    >
      {filters.map((name) => (
        <FilterDropdown
          key={name}
          label={filterLabels[name]}
          choices={choices[name]}
          values={query[name]}
          onChange={setters[name]}
        />
      ))}
      {query.within !== null && (
        <PlainCheckbox
          className="hub-filter-check"
          text={withinText(query.within)}
          checked
          onChange={() => set({ within: null })}
        />
      )}
      <PlainCheckbox
        className="hub-filter-check"
        text={showSnoozedText}
        checked={query.showSnoozed}
        onChange={() => set({ showSnoozed: !query.showSnoozed })}
      />
    </div>
  );
};

type Name = keyof typeof filterLabels;

const settersOf = (
  set: (change: Partial<ViewQuery>) => void,
): Readonly<Record<Name, (values: readonly string[]) => void>> => ({
  projects: (projects) => set({ projects }),
  kinds: (kinds) => set({ kinds: kinds as readonly ConnectionKind[] }),
  states: (states) => set({ states: states as readonly StateFilter[] }),
  findings: (findings) => set({ findings: findings as readonly FindingCode[] }),
  apps: (apps) => set({ apps }),
  owners: (owners) => set({ owners }),
});

type Choices = Readonly<Record<Name, readonly Choice[]>>;

const noChoices: Choices = { kinds: [], states: [], apps: [], owners: [], projects: [], findings: [] };

const choicesOf = (facets: Facets): Choices => ({
  kinds: Array.from(facets.kinds, ([value, count]) => choiceOf({ value, label: kindText(value), count })),
  states: Array.from(facets.states, ([value, count]) =>
    choiceOf({ value, label: stateFilterText(value), count }),
  ),
  findings: Array.from(facets.findings, ([value, count]) =>
    choiceOf({ value, label: findingNames[value], count }),
  ),
  apps: facets.apps.map(choiceOf),
  owners: facets.owners.map(choiceOf),
  projects: facets.projects.map(choiceOf),
});

const choiceOf = ({ value, label, count }: Facet): Choice => ({
  value,
  label,
  text: choiceText(label, count),
});
