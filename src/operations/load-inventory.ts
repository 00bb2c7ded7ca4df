import pLimit from "p-limit";
import { notLookedReason, type AppLookup, type NotLookedReason } from "../domain/credential";
import type { Failure } from "../domain/failure";
import type { Instant } from "../domain/instant";
import { rowOf, type Row } from "../domain/inventory";
import type { ConnectionRecord } from "../domain/record";
import { appKeyOf, appKeyText, type ProjectRef, type ServiceConnection } from "../domain/service-connection";
import { defaultSettings, type Settings } from "../domain/settings";
import type { GraphAccess } from "../ports/app-credentials";
import type { HubScope } from "../ports/host";
import type { Ports } from "../ports/ports";
import { accessAfter, lookupOf, lookupRequestsOf, mostFrequentTenant } from "./graph-questions";

export type ProjectStatus = {
  readonly project: ProjectRef;
  readonly state: "loading" | "loaded" | "failed";
  readonly failure: Failure | null;
};

/** Everything the page shows, with what could not be read beside it. */
export type Inventory = {
  readonly rows: readonly Row[];
  readonly projects: readonly ProjectStatus[];
  /** Why the projects themselves could not be listed; null where they could. */
  readonly projectsFailure: Failure | null;
  readonly graph: {
    readonly access: GraphAccess;
    readonly failure: Failure | null;
    readonly pending: boolean;
  };
  readonly records: {
    readonly state: "loading" | "loaded" | "failed";
    readonly failure: Failure | null;
    readonly unreadable: number;
  };
  readonly settings: Settings;
  readonly settingsFailure: Failure | null;
  readonly loadedAt: Instant;
};

export type ReportInventory = (inventory: Inventory) => void;

/** At most so many list calls at a time in the organization's view. */
const listsAtOnce = 6;

/** Rows are shown again at most so often while answers come in, so that the page stays quick. */
const reportEveryMs = 250;
/** Showing takes at most one part in so many of the time, since 10,000 rows take a while to draw. */
const reportShare = 8;

/**
 * Reads the page in the order of usefulness: connections first, one call per project; then what the hub remembers;
 * then Microsoft Graph in batches. Reports after each stage. A part that fails stays visible as a failure. Aborting
 * `listing` leaves the projects not read yet as cancelled and goes on with the others.
 */
export async function loadInventory(
  ports: Ports,
  scope: HubScope,
  report: ReportInventory,
  signal: AbortSignal,
  listing: AbortSignal = signal,
): Promise<Inventory> {
  const loading = new Loading(ports, report);
  await loading.listConnections(scope, listing);
  await Promise.all([loading.readSettings(), loading.readRecords(signal)]);
  // The page may draw what it was told before the next question goes through all connections.
  await ports.clock.sleep(0, signal);
  await loading.lookUpApps({ interactive: false, signal });
  return loading.show();
}

/** Connects to Microsoft Graph on the person's click and reads what it tells of the connections already listed. */
export async function connectGraph(
  ports: Ports,
  inventory: Inventory,
  report: ReportInventory,
  signal: AbortSignal,
): Promise<Inventory> {
  const loading = new Loading(ports, report, inventory);
  await loading.lookUpApps({ interactive: true, signal });
  return loading.show();
}

/** Lists some projects again, with the records and app registrations of their connections alone; the others stay. */
export async function retryProjects(
  ports: Ports,
  inventory: Inventory,
  projectIds: ReadonlySet<string>,
  report: ReportInventory,
  signal: AbortSignal,
  listing: AbortSignal = signal,
): Promise<Inventory> {
  const loading = new Loading(ports, report, inventory);
  await loading.listAgain(projectIds, listing);
  await loading.readRecords(signal, projectIds);
  await loading.lookUpApps({ interactive: false, signal, missingAlone: true });
  return loading.show();
}

/** Reads some connections afresh, with their records and app registrations, into a list that stays as it is. */
export async function refreshRows(
  ports: Ports,
  inventory: Inventory,
  connectionIds: readonly string[],
  report: ReportInventory,
): Promise<Inventory> {
  const loading = new Loading(ports, report, inventory);
  await loading.refresh(connectionIds);
  return loading.show();
}

/** The parts as they come in. Lives for one load. */
class Loading {
  readonly #connections = new Map<string, ServiceConnection>();
  readonly #records = new Map<string, ConnectionRecord>();
  readonly #apps = new Map<string, AppLookup>();
  #notLooked: NotLookedReason = "pending";
  #state: Omit<Inventory, "rows" | "loadedAt">;
  #showAgainAt = 0;
  /** What was shown last, until something else has come in. */
  #shown: Inventory | null = null;

  constructor(
    private readonly ports: Ports,
    private readonly report: ReportInventory,
    before?: Inventory,
  ) {
    this.#state = before ?? {
      projects: [],
      projectsFailure: null,
      graph: { access: "not-asked", failure: null, pending: true },
      records: { state: "loading", failure: null, unreadable: 0 },
      settings: defaultSettings,
      settingsFailure: null,
    };
    for (const row of before?.rows ?? []) this.#keep(row);
  }

  /** Reports what is known now, unless that was reported before: in a list of 10,000 rows each report takes its time. */
  show(): Inventory {
    if (this.#shown !== null) return this.#shown;
    const now = this.ports.clock.now();
    const rows = Array.from(this.#connections.values(), (connection) => this.#rowOf(connection, now));
    const inventory: Inventory = { ...this.#state, rows, loadedAt: now };
    this.#shown = inventory;
    this.report(inventory);
    const shown = this.ports.clock.now();
    this.#showAgainAt = shown + Math.max(reportEveryMs, reportShare * (shown - now));
    return inventory;
  }

  async listConnections(scope: HubScope, signal: AbortSignal): Promise<void> {
    const projects = scope.kind === "project" ? [scope.project] : await this.#projects(signal);
    this.#set({ projects: projects.map((project) => ({ project, state: "loading", failure: null })) });
    // Several projects take a while: how many there are is said before the first is read.
    if (projects.length > 1) this.show();
    const limit = pLimit(listsAtOnce);
    await Promise.all(projects.map((project) => limit(() => this.#listProject(project, signal))));
    this.show();
  }

  async listAgain(projectIds: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const again = this.#state.projects.filter(({ project }) => projectIds.has(project.id));
    this.#set({
      projects: this.#state.projects.map((one) =>
        projectIds.has(one.project.id) ? { ...one, state: "loading", failure: null } : one,
      ),
    });
    this.show();
    const limit = pLimit(listsAtOnce);
    await Promise.all(again.map(({ project }) => limit(() => this.#listProject(project, signal))));
    this.show();
  }

  async #projects(signal: AbortSignal): Promise<readonly ProjectRef[]> {
    const listed = await this.ports.connections.projects(signal);
    if (!listed.ok) this.#set({ projectsFailure: listed.failure });
    return listed.ok ? listed.value : [];
  }

  async #listProject(project: ProjectRef, signal: AbortSignal): Promise<void> {
    const cancelled: Failure = { code: "cancelled" };
    const listed = signal.aborted
      ? { ok: false as const, failure: cancelled }
      : await this.ports.connections.list(project, signal);
    const status: ProjectStatus = listed.ok
      ? { project, state: "loaded", failure: null }
      : { project, state: "failed", failure: listed.failure };
    this.#set({
      projects: this.#state.projects.map((one) => (one.project.id === project.id ? status : one)),
    });
    // A shared connection is one connection, whichever project shows it (G132).
    if (listed.ok) {
      for (const connection of listed.value.connections)
        if (!this.#connections.has(connection.id)) this.#connections.set(connection.id, connection);
    }
    this.#showNowAndThen();
  }

  async readSettings(): Promise<void> {
    const settings = await this.ports.settings.read();
    this.#set(
      settings.ok
        ? { settings: settings.value, settingsFailure: null }
        : { settingsFailure: settings.failure },
    );
  }

  async readRecords(signal: AbortSignal, only?: ReadonlySet<string>): Promise<void> {
    const projectIds = new Set(
      Array.from(this.#connections.values(), (connection) => connection.project.id).filter(
        (id) => only?.has(id) ?? true,
      ),
    );
    const limit = pLimit(listsAtOnce);
    await Promise.all(
      Array.from(projectIds, (id) =>
        limit(() => (signal.aborted ? undefined : this.#readProjectRecords(id))),
      ),
    );
    if (this.#state.records.state === "loading")
      this.#set({ records: { ...this.#state.records, state: "loaded" } });
    this.show();
  }

  async #readProjectRecords(projectId: string): Promise<void> {
    const read = await this.ports.records.ofProject(projectId);
    const { records } = this.#state;
    if (!read.ok) {
      this.#set({ records: { ...records, state: "failed", failure: read.failure } });
      return;
    }
    for (const [id, record] of read.value.records) this.#records.set(id, record);
    this.#set({ records: { ...records, unreadable: records.unreadable + read.value.unreadable } });
  }

  /** Graph, tenant by tenant; what could not be asked keeps its reason. */
  async lookUpApps({
    interactive,
    signal,
    missingAlone = false,
  }: {
    interactive: boolean;
    signal: AbortSignal;
    missingAlone?: boolean;
  }): Promise<void> {
    const requests = lookupRequestsOf(this.#connections.values()).filter(
      ({ key }) => !missingAlone || !this.#apps.has(appKeyText(key)),
    );
    if (missingAlone && requests.length === 0) return;
    const tenants = new Set(requests.map(({ key }) => key.tenantId));
    const [tenantId] = tenants;
    if (tenantId === undefined) {
      this.#notLooked = "no-app-registration";
      this.#set({ graph: { access: "not-asked", failure: null, pending: false } });
      return;
    }
    this.#set({ graph: { ...this.#state.graph, pending: true } });
    const connected = await this.ports.credentials.connect("read", {
      tenantId: mostFrequentTenant(requests) ?? tenantId,
      interactive,
      // Pressing Connect beside the id is the person's word that it may be used; the next visit need not ask again.
      accepting: interactive ? this.#state.settings.clientId : null,
    });
    if (!connected.ok) {
      this.#notLooked = notLookedReason(connected.failure);
      this.#set({
        graph: { access: accessAfter(connected.failure), failure: connected.failure, pending: false },
      });
      return;
    }
    this.#set({ graph: { access: connected.value, failure: null, pending: true } });
    this.show();
    const looked = await this.ports.credentials.lookUp(
      requests,
      (found) => {
        for (const [key, app] of found) this.#apps.set(key, app);
        this.#shown = null;
        this.#showNowAndThen();
      },
      signal,
    );
    this.#notLooked = "unavailable";
    this.#set({
      graph: { access: connected.value, failure: looked.ok ? null : looked.failure, pending: false },
    });
  }

  async refresh(connectionIds: readonly string[]): Promise<void> {
    const wanted = connectionIds.flatMap((id) => this.#connections.get(id) ?? []);
    for (const before of wanted) {
      const read = await this.ports.connections.read({ id: before.id, project: before.project });
      if (read.ok) this.#connections.set(before.id, { ...read.value, name: read.value.name });
    }
    for (const id of new Set(wanted.map((one) => one.project.id))) await this.#readProjectRecords(id);
    if (this.#state.graph.access !== "read" && this.#state.graph.access !== "write") return;
    for (const connection of wanted) {
      const key = appKeyOf(connection);
      if (key === null) continue;
      const app = await this.ports.credentials.read({
        key,
        withCertificates: connection.kind === "certificate",
      });
      if (app.ok) this.#apps.set(appKeyText(key), app.value);
    }
  }

  #rowOf(connection: ServiceConnection, now: Instant): Row {
    const app = lookupOf(connection, this.#apps, this.#notLooked);
    const record = this.#records.get(connection.id) ?? null;
    return rowOf({ connection, app, record, now, settings: this.#state.settings });
  }

  #keep(row: Row): void {
    const key = appKeyOf(row.connection);
    this.#connections.set(row.connection.id, row.connection);
    if (row.record !== null) this.#records.set(row.connection.id, row.record);
    if (key !== null && row.app.state !== "not-looked") this.#apps.set(appKeyText(key), row.app);
    if (row.app.state === "not-looked" && key !== null) this.#notLooked = row.app.reason;
  }

  #set(change: Partial<Omit<Inventory, "rows" | "loadedAt">>): void {
    this.#state = { ...this.#state, ...change };
    this.#shown = null;
  }

  #showNowAndThen(): void {
    if (this.ports.clock.now() >= this.#showAgainAt) this.show();
  }
}
