import "./federation.scss";
import * as React from "react";
import { Card } from "azure-devops-ui/Card";
import type { ServiceConnection } from "../../../domain/service-connection";
import { federationReadiness, isChange, type Blocker } from "../../../domain/federation/federation-readiness";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { useStore } from "../../shell/contracts/use-store";
import { dispatch } from "../../shared/dispatch";
import {
  blockerText,
  concernedText,
  readyTitle,
  unblocksText,
  openConnectionName,
  pipelinesText,
  readinessCounts,
  readinessIntro,
  readinessNothing,
  readinessRights,
} from "./words/readiness";
import { bulkListName } from "./words/bulk-conversion";
import { changesTitle, fixedTitle } from "./words/parts";
import { conversionPlanOf, federationOf, isWorthALook, readinessKey, type Federation } from "./actions";
import { BulkConversion } from "./BulkConversion";
import { LookSection } from "./LookSection";

/** Federation readiness of all connections of the list, in the project hub and in the organization hub alike. */
export const FederationReadinessTab = (): React.JSX.Element => (
  <div className="hub-federation hub-tab-content">
    <FederationReadiness federation={federationOf(useHub())} />
  </div>
);

export const FederationReadiness = ({
  federation,
}: {
  readonly federation: Federation;
}): React.JSX.Element => {
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
    if (projects.size === 1) void federation.prepare(readinessKey, worth);
  }, [federation, worth]);
  if (holding.length === 0)
    return (
      <>
        <p>{readinessNothing}</p>
        <BulkConversion federation={federation} connections={[]} />
      </>
    );
  const entryOf = (connection: ServiceConnection) => ({
    connectionId: connection.id,
    plan: conversionPlanOf(connection, scans.get(connection.id)?.readiness ?? null, true, "unknown"),
  });
  const entries = holding.map(entryOf);
  const readiness = federationReadiness(entries);
  const today = entries.filter(({ plan }) => plan.kind === "one-click");
  return (
    <>
      <p>{readinessIntro}</p>
      <dl className="hub-federation-counts">
        {readinessCounts(readiness).map(([label, count]) => (
          <div key={label}>
            <dt className="secondary-text">{label}</dt>
            <dd className="title-m">{count}</dd>
          </div>
        ))}
      </dl>
      <p className="secondary-text">{readinessRights}</p>
      {worth.length > 0 && (
        <LookSection
          federation={federation}
          lookKey={readinessKey}
          connections={worth}
          secondary={today.length > 0}
        />
      )}
      <Ready
        federation={federation}
        connections={holding.filter(({ id }) => today.some((entry) => entry.connectionId === id))}
      />
      <Blockers title={changesTitle} blockers={readiness.blockers.filter(isChange)} all={holding} />
      <Blockers
        title={fixedTitle}
        blockers={readiness.blockers.filter((blocker) => !isChange(blocker))}
        all={holding}
      />
    </>
  );
};

type ReadyProps = { readonly federation: Federation; readonly connections: readonly ServiceConnection[] };

/** What can be converted, with the press that does it; once begun it stays, whatever is left to convert. */
const Ready = ({ federation, connections }: ReadyProps): React.JSX.Element | null => {
  const begun = useStore(federation.store, ({ bulk }) => bulk !== null);
  if (connections.length === 0 && !begun) return null;
  return (
    <Card
      className="hub-federation-card"
      titleProps={{ text: connections.length === 0 ? bulkListName : readyTitle, ariaLevel: 2 }}
    >
      <div className="flex-grow">
        <Connections connections={connections} />
        <BulkConversion federation={federation} connections={connections} />
      </div>
    </Card>
  );
};

type BlockersProps = {
  readonly title: string;
  readonly blockers: readonly Blocker[];
  readonly all: readonly ServiceConnection[];
};

/** Of all connections those that a change concerns, in their order. */
function concernedBy({ unblocks, helps }: Blocker, all: readonly ServiceConnection[]) {
  const ids = new Set([...unblocks, ...helps]);
  return all.filter(({ id }) => ids.has(id));
}

const Blockers = ({ title, blockers, all }: BlockersProps): React.JSX.Element | null =>
  blockers.length === 0 ? null : (
    <Card className="hub-federation-card" titleProps={{ text: title, ariaLevel: 2 }}>
      <ol className="hub-federation-uses">
        {blockers.map((blocker) => (
          <li key={blocker.key}>
            <strong dir="auto">{blockerText(blocker)}</strong>{" "}
            <span className="secondary-text">{unblocksText(blocker)}</span>
            <details>
              <summary>{concernedText(blocker)}</summary>
              <Connections connections={concernedBy(blocker, all)} />
              {blocker.pipelines.length > 0 && <p dir="auto">{pipelinesText(blocker.pipelines)}</p>}
            </details>
          </li>
        ))}
      </ol>
    </Card>
  );

/** Each leads to its own panel, where the uses, the ways and the conversion are. */
const Connections = ({
  connections,
}: {
  readonly connections: readonly ServiceConnection[];
}): React.JSX.Element => {
  const hub = useHub();
  return (
    <div className="hub-federation-connections">
      {connections.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="hub-federation-connection"
          dir="auto"
          aria-label={openConnectionName(name)}
          onClick={() => dispatch(hub, { kind: "federation", connectionId: id })}
        >
          {name}
        </button>
      ))}
    </div>
  );
};
