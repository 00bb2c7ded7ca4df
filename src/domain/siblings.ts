import { appKeyOf, appKeyText, type ProjectRef, type ServiceConnection } from "./service-connection";

/** How far the view reaches: users of an app registration beyond it cannot be known (G133). */
export type Sight =
  | { readonly kind: "all-projects" }
  | { readonly kind: "one-project"; readonly project: ProjectRef }
  | { readonly kind: "some-projects"; readonly unread: readonly ProjectRef[] }
  /** The projects themselves could not be listed. */
  | { readonly kind: "projects-unknown" };

/** The connections of one app registration, each once, by name. */
export type AppUsers = {
  /** `appKeyText` of the app registration. */
  readonly app: string;
  readonly connections: readonly ServiceConnection[];
};

/** Who else uses a connection's app registration. */
export type Siblings = {
  readonly connections: readonly ServiceConnection[];
  /** True where more of them may exist out of sight, so the count reads "at least" (G133). */
  readonly atLeast: boolean;
  readonly sight: Sight;
};

/** Connections by app registration, ready for many look-ups. */
export type SiblingIndex = { readonly users: ReadonlyMap<string, AppUsers>; readonly sight: Sight };

/**
 * Groups connections of all loaded projects by cloud, tenant and app registration, whatever their type and scheme. A
 * connection that several projects share counts once (G132).
 */
export function siblingIndex(connections: readonly ServiceConnection[], sight: Sight): SiblingIndex {
  const byApp = new Map<string, Map<string, ServiceConnection>>();
  for (const connection of connections) {
    const key = appKeyOf(connection);
    if (key === null) continue;
    const text = appKeyText(key);
    const group = byApp.get(text) ?? new Map<string, ServiceConnection>();
    const id = connection.id.toLowerCase();
    if (!group.has(id)) group.set(id, connection);
    byApp.set(text, group);
  }
  const users = new Map<string, AppUsers>();
  for (const [app, group] of byApp) users.set(app, { app, connections: [...group.values()].sort(byName) });
  return { users, sight };
}

/** The other connections on the same app registration; empty where the connection names none. */
export function siblingsIn(index: SiblingIndex, connection: ServiceConnection): Siblings {
  const key = appKeyOf(connection);
  const own = connection.id.toLowerCase();
  const users = key === null ? [] : (index.users.get(appKeyText(key))?.connections ?? []);
  return {
    connections: users.filter((other) => other.id.toLowerCase() !== own),
    atLeast: key !== null && index.sight.kind !== "all-projects",
    sight: index.sight,
  };
}

/** What the load of some projects lets one say about the rest. `states` are those of the projects asked for. */
export function sightOf(
  scope: { readonly kind: "project"; readonly project: ProjectRef } | { readonly kind: "organization" },
  projects: readonly { readonly project: ProjectRef; readonly state: "loading" | "loaded" | "failed" }[],
  projectsListed: boolean,
): Sight {
  if (scope.kind === "project") return { kind: "one-project", project: scope.project };
  if (!projectsListed) return { kind: "projects-unknown" };
  const unread = projects.filter(({ state }) => state !== "loaded").map(({ project }) => project);
  return unread.length === 0 ? { kind: "all-projects" } : { kind: "some-projects", unread };
}

const byName = (a: ServiceConnection, b: ServiceConnection): number =>
  a.project.name.localeCompare(b.project.name) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);

/** The other connections on the same app registration among these, for a single question. */
export const siblingsOf = (
  connection: ServiceConnection,
  among: readonly ServiceConnection[],
): readonly ServiceConnection[] =>
  siblingsIn(siblingIndex(among, { kind: "all-projects" }), connection).connections;
