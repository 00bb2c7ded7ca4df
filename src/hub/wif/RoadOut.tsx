import "./wif.scss";
import * as React from "react";
import { ContentSize } from "azure-devops-ui/Callout";
import { Card } from "azure-devops-ui/Card";
import { Panel } from "azure-devops-ui/Panel";
import type { ServiceConnection } from "../../domain/service-connection";
import { roadOut, type Blocker } from "../../domain/wif/road-out";
import { useHub, useHubState } from "../hub-context";
import { useStore } from "../use-store";
import {
  blockerText,
  freesText,
  roadCounts,
  roadIntro,
  roadNothing,
  roadRights,
  roadTitle,
} from "../words/wif-road";
import { closeText } from "../words/inventory";
import { blockedText, blockersTitle } from "../words/wif-parts";
import { conversionPlanOf, federationOf, isWorthALook, roadKey, type Federation } from "./intents";
import { LookSection } from "./LookSection";

/** The road out over all connections of the list, in the project hub and in the organization hub alike. */
export const RoadOutPanel = ({ onClose }: { readonly onClose: () => void }): React.JSX.Element => {
  const hub = useHub();
  return (
    <Panel
      titleProps={{ text: roadTitle }}
      size={ContentSize.Large}
      onDismiss={onClose}
      footerButtonProps={[{ text: closeText, onClick: onClose }]}
    >
      <div className="hub-wif">
        <RoadOut federation={federationOf(hub)} />
      </div>
    </Panel>
  );
};

export const RoadOut = ({ federation }: { readonly federation: Federation }): React.JSX.Element => {
  const rows = useHubState((state) => state.inventory?.rows ?? null);
  const scans = useStore(federation.store, (state) => state.scans);
  const holding = React.useMemo(
    () => (rows ?? []).map((row) => row.connection).filter((one) => one.holds !== "nothing"),
    [rows],
  );
  const worth = React.useMemo(() => holding.filter(isWorthALook), [holding]);
  React.useEffect(() => {
    // In an organization the lists alone may take hundreds of calls: there they wait for the button.
    const projects = new Set(worth.map((connection) => connection.project.id));
    if (projects.size === 1) void federation.prepare(roadKey, worth);
  }, [federation, worth]);
  if (holding.length === 0) return <p>{roadNothing}</p>;
  const entryOf = (connection: ServiceConnection) => ({
    connectionId: connection.id,
    connectionName: connection.name,
    plan: conversionPlanOf(connection, scans.get(connection.id)?.readiness ?? null, true, "unknown"),
  });
  const road = roadOut(holding.map(entryOf));
  return (
    <>
      <p>{roadIntro}</p>
      <dl className="hub-wif-counts">
        {roadCounts(road).map(([label, count]) => (
          <div key={label}>
            <dt className="secondary-text">{label}</dt>
            <dd className="title-m">{count}</dd>
          </div>
        ))}
      </dl>
      <p className="secondary-text">{roadRights}</p>
      {worth.length > 0 && <LookSection federation={federation} lookKey={roadKey} connections={worth} />}
      {road.blockers.length > 0 && <Blockers blockers={road.blockers} />}
    </>
  );
};

const Blockers = ({ blockers }: { readonly blockers: readonly Blocker[] }): React.JSX.Element => (
  <Card className="hub-wif-card" titleProps={{ text: blockersTitle, ariaLevel: 2 }}>
    <ol className="hub-wif-uses">
      {blockers.map((blocker) => (
        <li key={blocker.key}>
          <strong dir="auto">{blockerText(blocker)}</strong>{" "}
          <span className="secondary-text">{freesText(blocker)}</span>
          <details>
            <summary>{blockedText}</summary>
            <p dir="auto">{[...blocker.frees, ...blocker.helps].join(", ")}</p>
            {blocker.pipelines.length > 0 && <p dir="auto">{blocker.pipelines.join(", ")}</p>}
          </details>
        </li>
      ))}
    </ol>
  </Card>
);
