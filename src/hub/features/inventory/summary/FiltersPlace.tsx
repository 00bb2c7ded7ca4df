import * as React from "react";
import "./summary.scss";
import type { HubScope } from "../../../../ports/host";

const selects = {
  project: ["kind", "state", "app", "owner"],
  organization: ["project", "kind", "state", "app", "owner"],
};

/** Keeps the room of the filters until they are there, so that the list below stays where it is. */
export const FiltersPlace = ({ scope }: { readonly scope: HubScope["kind"] }): React.JSX.Element => (
  <div className="hub-filters hub-filters-place" aria-hidden={true}>
    {selects[scope].map((name) => (
      <div key={name} className="hub-filter-select" />
    ))}
    <div className="hub-filter-sort" />
    <div className="hub-filter-check" />
  </div>
);
