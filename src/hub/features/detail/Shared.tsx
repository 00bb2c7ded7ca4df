import * as React from "react";
import type { Row } from "../../../domain/inventory";
import { appKeyOf } from "../../../domain/service-connection";
import { siblingIndex, siblingsIn, sightOf } from "../../../domain/siblings";
import { useHub } from "../../shell/contracts/hub-context";
import { withOverlay } from "../../shell/contracts/hub-state";
import type { Inventory } from "../../../operations/load-inventory";
import { sectionTitles, siblingsText, underAnotherNameText } from "./words/detail";
import { RenewTogether } from "../../shared/RenewTogether";
import { detailName } from "../../shared/words/connection";
import { Section } from "./Section";

type Props = { readonly row: Row; readonly inventory: Inventory };

/** Who shares the app registration, and which projects see the connection. */
export const Shared = (props: Props): React.JSX.Element => (
  <>
    {appKeyOf(props.row.connection) !== null && <SiblingList {...props} />}
    <ProjectList row={props.row} />
  </>
);

const SiblingList = ({ row, inventory }: Props): React.JSX.Element => {
  const { ports, store } = useHub();
  const { rows, projects, projectsFailure } = inventory;
  const siblings = React.useMemo(() => {
    const sight = sightOf(ports.host.scope, projects, projectsFailure === null);
    return siblingsIn(
      siblingIndex(
        rows.map((one) => one.connection),
        sight,
      ),
      row.connection,
    );
  }, [ports, rows, projects, projectsFailure, row.connection]);
  return (
    <Section title={sectionTitles.siblings}>
      <p>{siblingsText(siblings)}</p>
      <RenewTogether connection={row.connection} siblings={siblings.connections} />
      {siblings.connections.length > 0 && (
        <ul className="hub-detail-list">
          {siblings.connections.map((other) => (
            <li key={other.id}>
              <button
                type="button"
                className="hub-text-button"
                aria-label={detailName(other)}
                onClick={() =>
                  store.update((state) => withOverlay(state, { kind: "detail", connectionId: other.id }))
                }
              >
                <span dir="auto">{other.name}</span>
              </button>{" "}
              <span dir="auto">({other.project.name})</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};

const ProjectList = ({ row: { connection } }: { readonly row: Row }): React.JSX.Element => {
  const shares =
    connection.shares.length > 0
      ? connection.shares
      : [{ project: connection.project, name: connection.name }];
  return (
    <Section title={sectionTitles.projects}>
      <ul className="hub-detail-list">
        {shares.map(({ project, name }) => (
          <li key={project.id}>
            <span dir="auto">{project.name}</span>
            {name !== connection.name && <span dir="auto"> {underAnotherNameText(name)}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
};
