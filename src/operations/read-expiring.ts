import { notLookedReason, type AppLookup, type NotLookedReason } from "../domain/credential";
import type { Failure, Result } from "../domain/failure";
import { rowOf, type Row } from "../domain/inventory";
import type { ProjectRef, ServiceConnection } from "../domain/service-connection";
import { defaultSettings, type Settings } from "../domain/settings";
import type { AppCredentials } from "../ports/app-credentials";
import type { Ports } from "../ports/ports";
import { lookupOf, lookupRequestsOf, mostFrequentTenant } from "./graph-questions";

/** Microsoft Graph as far as a dashboard may ask it. */
export type GraphReader = Pick<AppCredentials, "connect" | "lookUp">;

/** What counting expiring connections needs of the outside. */
export type ExpiringPorts = Pick<Ports, "clock"> & {
  readonly connections: Pick<Ports["connections"], "list">;
  readonly records: Pick<Ports["records"], "ofProject">;
  readonly settings: Pick<Ports["settings"], "read">;
  /** Microsoft Graph for a person who has signed in with this client id before; a failure for everybody else. */
  readonly graph: (clientId: string) => Promise<Result<GraphReader>>;
};

/** What is known of a project's connections, with what could not be read beside it. */
export type ExpiringReading = {
  readonly rows: readonly Row[];
  readonly settings: Settings;
  readonly settingsFailure: Failure | null;
  readonly recordsFailure: Failure | null;
  /** Records that cannot be read. */
  readonly recordsUnreadable: number;
  /** `not-asked` for a person who has not signed in before, as most viewers of a dashboard. */
  readonly graph: "not-asked" | "asking" | "read" | "failed";
};

/**
 * Reads a project's connections with the viewer's rights: the list, what the hub remembers and its settings at once, then
 * Microsoft Graph, silently and only where this person has signed in before. Reports the first answer without waiting for
 * Microsoft Graph, and again with it. Fails where the list cannot be read; whatever else fails stands in the answer.
 */
export async function readExpiring(
  ports: ExpiringPorts,
  project: ProjectRef,
  report: (reading: Result<ExpiringReading>) => void,
): Promise<void> {
  // Records wait for the settings, which say how long names are kept.
  const settingsRead = ports.settings.read();
  const [settings, listed, kept] = await Promise.all([
    settingsRead,
    ports.connections.list(project),
    ports.records.ofProject(project.id),
  ]);
  if (!listed.ok) {
    report(listed);
    return;
  }
  const { connections } = listed.value;
  const effective = settings.ok ? settings.value : defaultSettings;
  const records = kept.ok ? kept.value.records : new Map<string, never>();
  const tell = (
    graph: ExpiringReading["graph"],
    reason: NotLookedReason,
    apps: ReadonlyMap<string, AppLookup> = new Map(),
  ): void => {
    const rowFor = (connection: ServiceConnection): Row =>
      rowOf({
        connection,
        app: lookupOf(connection, apps, reason),
        record: records.get(connection.id.toLowerCase()) ?? null,
        now: ports.clock.now(),
        settings: effective,
      });
    report({
      ok: true,
      value: {
        rows: connections.map(rowFor),
        settings: effective,
        settingsFailure: settings.ok ? null : settings.failure,
        recordsFailure: kept.ok ? null : kept.failure,
        recordsUnreadable: kept.ok ? kept.value.unreadable : 0,
        graph,
      },
    });
  };
  const requests = lookupRequestsOf(connections);
  const tenantId = mostFrequentTenant(requests);
  if (effective.clientId === null || tenantId === undefined) {
    tell("not-asked", "not-connected");
    return;
  }
  tell("asking", "pending");
  const reader = await connected(ports, effective.clientId, tenantId);
  if (!reader.ok) {
    const reason = notLookedReason(reader.failure);
    tell(reason === "unavailable" ? "failed" : "not-asked", reason);
    return;
  }
  const apps = new Map<string, AppLookup>();
  const looked = await reader.value.lookUp(requests, (found) => {
    for (const [key, app] of found) apps.set(key, app);
  });
  tell(looked.ok ? "read" : "failed", "unavailable", apps);
}

/** Never opens a window: a dashboard is looked at, and nobody pressed anything. */
async function connected(
  ports: ExpiringPorts,
  clientId: string,
  tenantId: string,
): Promise<Result<GraphReader>> {
  const reader = await ports.graph(clientId);
  if (!reader.ok) return reader;
  const access = await reader.value.connect("read", { tenantId, interactive: false });
  return access.ok ? reader : access;
}
