import * as ReactDOM from "react-dom";
import type { Failure, Result } from "../../../domain/failure";
import { appKeyOf, refOf, type ServiceConnection } from "../../../domain/service-connection";
import { factsOf } from "../../../domain/federation/connection-facts";
import type { BulkConversionEntry } from "../../../domain/federation/bulk-conversion";
import type { Conversion, Direction } from "../../../domain/federation/conversion";
import {
  credentialToMake,
  planConversion,
  type ConversionPlan,
} from "../../../domain/federation/conversion-plan";
import { holdsAzureDevOpsToken } from "../../../domain/findings/azure-devops-token";
import type { FederatedCredential } from "../../../domain/federation/federated-subject";
import type { ConnectionReadiness } from "../../../domain/federation/roll-up";
import {
  convertConnection,
  revertConnection,
  type ConversionEnd,
} from "../../../operations/convert-connection";
import {
  planScan,
  scanUsage,
  surveyUsage,
  type ScanPlan,
  type UsageSurvey,
} from "../../../operations/scan-usage";
import type { ScanProgress } from "../../../operations/federation/call-meter";
import { UsageVisit, type ConnectionScan } from "../../../operations/federation/usage-visit";
import { watchConversions, type WatchedConversion } from "../../../operations/watch-conversions";
import { identityOf } from "../../../operations/federation/verdicts";
import type { Ports } from "../../../ports/ports";
import type { Hub, Part } from "../../shell/contracts/hub-context";
import { createStore, type Store } from "../../shell/contracts/store";

export type { ConnectionScan, ConversionEnd, ScanPlan, ScanProgress, WatchedConversion };
export { identityOf as identityFor };

/** What one look is about: a connection, or all that hold a secret. */
export type LookKey = string;
export const readinessKey: LookKey = "readiness";

/** Where a look at pipelines stands. */
export type LookState =
  | { readonly stage: "counting"; readonly done: number }
  | { readonly stage: "counted"; readonly survey: UsageSurvey }
  | { readonly stage: "scanning"; readonly progress: ScanProgress; readonly cancelling: boolean }
  | { readonly stage: "done"; readonly cancelled: boolean; readonly calls: number };

export type ConversionRun = {
  readonly direction: Direction;
  /** Null until the first report. */
  readonly conversion: Conversion | null;
  readonly end: ConversionEnd | null;
};

export type CredentialState =
  | { readonly stage: "adding" }
  | { readonly stage: "added"; readonly how: "added" | "exists" }
  | { readonly stage: "failed"; readonly failure: Failure };

export type BulkConversion = {
  readonly connections: readonly ServiceConnection[];
  readonly entries: readonly BulkConversionEntry[];
};

/** What the panels show. Lives as long as the page, so that closing a panel stops nothing. */
export type FederationState = {
  readonly looks: ReadonlyMap<LookKey, LookState>;
  readonly scans: ReadonlyMap<string, ConnectionScan>;
  /** Whether the person may manage a connection; null where it could not be found out. */
  readonly rights: ReadonlyMap<string, boolean | null>;
  readonly conversions: ReadonlyMap<string, ConversionRun>;
  readonly credentials: ReadonlyMap<string, CredentialState>;
  /** The bulk conversion of this visit, which stays to be read after its connections hold no secret any more. */
  readonly bulk: BulkConversion | null;
  /** Converted connections that can be taken back, with their runs since, as they were last looked at. */
  readonly watched: ReadonlyMap<string, WatchedConversion>;
};

/** Nothing here throws; trouble becomes part of the state. */
export type Federation = {
  readonly store: Store<FederationState>;
  /** Reads rights and lists, about six calls a project; does nothing where the verdict is known or a look is under way. */
  prepare(key: LookKey, connections: readonly ServiceConnection[]): Promise<void>;
  start(key: LookKey, connections: readonly ServiceConnection[], previewCap: number | null): Promise<void>;
  cancel(key: LookKey): void;
  /** Forgets what may have changed and counts again. */
  again(key: LookKey, connections: readonly ServiceConnection[]): Promise<void>;
  planOf(survey: UsageSurvey, connections: readonly ServiceConnection[], previewCap: number | null): ScanPlan;
  convert(connection: ServiceConnection, choice: ConvertChoice): Promise<void>;
  revert(connection: ServiceConnection): Promise<void>;
  /** Reads the runs since the conversion of each connection that can be taken back, one call each. */
  watch(connections: readonly ServiceConnection[], signal: AbortSignal): Promise<void>;
  /** Adds the federated credential through Microsoft Graph; belongs into a click, a window may open (G96). */
  addCredential(connection: ServiceConnection): Promise<void>;
};

export type ConvertChoice = {
  readonly readiness: ConnectionReadiness | null;
  readonly accepted: boolean;
  readonly federatedCredential: "present" | "absent" | "unknown";
};

/** The looks and conversions of this visit. */
export const federationOf = (hub: Pick<Hub, "part">): Federation => hub.part(federationPart);

const federationPart: Part<Federation> = {
  make: ({ ports }) => createFederation(ports, ReactDOM.unstable_batchedUpdates),
};

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

const set = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> =>
  new Map(map).set(key, value);

export function createFederation(ports: Ports, batch: (notify: () => void) => void): Federation {
  const visit = new UsageVisit();
  const aborts = new Map<LookKey, AbortController>();
  const store = createStore<FederationState>(
    {
      looks: new Map(),
      scans: new Map(),
      rights: new Map(),
      conversions: new Map(),
      credentials: new Map(),
      bulk: null,
      watched: new Map(),
    },
    batch,
  );
  const look = (key: LookKey, state: LookState): void =>
    store.update((all) => ({ ...all, looks: set(all.looks, key, state) }));
  const stageOf = (key: LookKey): LookState["stage"] | null => store.get().looks.get(key)?.stage ?? null;
  const begin = (key: LookKey): AbortSignal => {
    const abort = new AbortController();
    aborts.set(key, abort);
    return abort.signal;
  };
  const readRights = async (connections: readonly ServiceConnection[]): Promise<void> => {
    const [only] = connections;
    // For many connections this would cost a call each; readiness is counted for whoever may manage them.
    if (only === undefined || connections.length > 1) return;
    const answer = await ports.connections.mayManage(refOf(only));
    const may = answer.ok ? answer.value : null;
    store.update((all) => ({ ...all, rights: set(all.rights, only.id, may) }));
  };
  const federation: Federation = {
    store,
    async prepare(key, connections) {
      const stage = stageOf(key);
      if (stage !== null && stage !== "counted") return;
      const kept = connections.flatMap((connection) => visit.scan(connection) ?? []);
      if (connections.length > 0 && kept.length === connections.length) {
        store.update((all) => ({ ...all, scans: withScans(all.scans, kept) }));
      }
      look(key, { stage: "counting", done: 0 });
      const signal = begin(key);
      const control = {
        signal,
        report: ({ done }: ScanProgress) => look(key, { stage: "counting", done }),
      };
      const [survey] = await Promise.all([
        surveyUsage(ports, visit, connections, control),
        readRights(connections),
      ]);
      if (signal.aborted) store.update((all) => ({ ...all, looks: without(all.looks, key) }));
      else look(key, { stage: "counted", survey });
    },
    async start(key, connections, previewCap) {
      const state = store.get().looks.get(key);
      if (state?.stage !== "counted") return;
      const signal = begin(key);
      const report = (progress: ScanProgress): void =>
        look(key, { stage: "scanning", progress, cancelling: signal.aborted });
      const request = { connections, previewCap };
      const scan = await scanUsage(ports, visit, state.survey, request, { signal, report });
      store.update((all) => ({ ...all, scans: withScans(all.scans, scan.connections) }));
      look(key, { stage: "done", cancelled: scan.cancelled, calls: scan.calls });
    },
    cancel(key) {
      aborts.get(key)?.abort();
      const state = store.get().looks.get(key);
      if (state?.stage === "scanning") look(key, { ...state, cancelling: true });
    },
    async again(key, connections) {
      const projects = connections.flatMap((connection) => [
        connection.project.id,
        ...connection.shares.map((share) => share.project.id),
      ]);
      visit.forget([...new Set(projects)]);
      store.update((all) => {
        const scans = new Map(all.scans);
        for (const { id } of connections) scans.delete(id);
        return { ...all, looks: without(all.looks, key), scans };
      });
      await federation.prepare(key, connections);
    },
    planOf: (survey, connections, previewCap) => planScan(visit, survey, { connections, previewCap }),
    convert: (connection, choice) =>
      runConversion(store, connection, "convert", (report) =>
        convertConnection(ports, connection, choice, report),
      ),
    revert: (connection) =>
      runConversion(store, connection, "revert", (report) => revertConnection(ports, connection, report)),
    async watch(connections, signal) {
      const seen = await watchConversions(ports, connections, signal);
      if (signal.aborted) return;
      const watched = new Map(seen.map((one) => [one.connection.id, one] as const));
      store.update((all) => ({ ...all, watched }));
    },
    async addCredential(connection) {
      const put = (state: CredentialState): void =>
        store.update((all) => ({ ...all, credentials: set(all.credentials, connection.id, state) }));
      put({ stage: "adding" });
      const added = await addCredential(ports, connection);
      put(added.ok ? { stage: "added", how: added.value } : { stage: "failed", failure: added.failure });
    },
  };
  return federation;
}

const withScans = (
  scans: ReadonlyMap<string, ConnectionScan>,
  more: readonly ConnectionScan[],
): ReadonlyMap<string, ConnectionScan> =>
  new Map([...scans, ...more.map((scan) => [scan.connectionId, scan] as const)]);

async function runConversion(
  store: Store<FederationState>,
  { id }: ServiceConnection,
  direction: Direction,
  work: (report: (conversion: Conversion) => void) => Promise<ConversionEnd>,
): Promise<void> {
  const before = store.get().conversions.get(id);
  if (before !== undefined && before.end === null) return;
  const put = (run: ConversionRun): void =>
    store.update((all) => ({ ...all, conversions: set(all.conversions, id, run) }));
  put({ direction, conversion: null, end: null });
  let last: Conversion | null = null;
  const end = await work((conversion) => {
    last = conversion;
    put({ direction, conversion, end: null });
  });
  put({ direction, conversion: last, end });
}

/** Issuer and subject of the credential to add; null where an id is missing (W27, W28). */
export const credentialFor = (ports: Ports, connection: ServiceConnection): FederatedCredential | null =>
  credentialToMake(factsOf(connection), ports.host.organization.id);

async function addCredential(
  ports: Ports,
  connection: ServiceConnection,
): Promise<Result<"added" | "exists">> {
  const key = appKeyOf(connection);
  const credential = credentialFor(ports, connection);
  if (key === null || credential === null) return { ok: false, failure: { code: "app-not-found" } };
  const access = await ports.credentials.connect("write", { tenantId: key.tenantId, interactive: true });
  if (!access.ok) return access;
  const { name, issuer, subject } = credential;
  return ports.credentials.addFederatedCredential(key, { name, issuer, subject });
}

/** What the plan says of a connection now. */
export const conversionPlanOf = (
  connection: ServiceConnection,
  readiness: ConnectionReadiness | null,
  mayManage: boolean | null,
  federatedCredential: "present" | "absent" | "unknown",
): ConversionPlan =>
  planConversion({ connection: factsOf(connection), readiness, mayManage, federatedCredential });

/** Whether looking at the uses can change what is said of the connection: the platform allows a conversion at all. */
export function isWorthALook(connection: ServiceConnection): boolean {
  const plan = conversionPlanOf(connection, null, true, "present");
  return plan.kind !== "refused";
}

/** Pipelines name these connections in inputs the hub knows; uses of other types cannot be judged. */
export const usesCanBeFound = (connection: ServiceConnection): boolean =>
  holdsAzureDevOpsToken(connection) ||
  (["azurerm", "dockerregistry"].includes(connection.type.toLowerCase()) && connection.holds !== "nothing");
