import type { ServiceConnection } from "../service-connection";
import type { VerdictWord } from "../verification/sign-in-errors";

/** Which connections an error speaks of, and by what they were found. */
export type NamedApp = {
  /** The app id that the message names, lower-case; null where it names none. */
  readonly appId: string | null;
  readonly connectionIds: readonly string[];
  readonly by: "app" | "subject" | "tenant" | "nothing";
};

const guid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Entra puts the names of things between quotes in every language, and the ids of traces outside of them. */
const quoted = new RegExp(`['"\`\u2018\u201c\u00ab\u300c](${guid})`, "gi");
const anywhere = new RegExp(guid, "gi");

/** Connections by what an error can name of them; made once for a timeline. */
export type ConnectionIndex = {
  readonly byApp: ReadonlyMap<string, readonly ServiceConnection[]>;
  readonly byTenant: ReadonlyMap<string, readonly ServiceConnection[]>;
  readonly withSubject: readonly (ServiceConnection & { readonly subject: string })[];
};

/** `sc://a/b/c` is the least that names a connection. */
const shortestSubject = 10;

export function indexConnections(connections: readonly ServiceConnection[]): ConnectionIndex {
  const byApp = new Map<string, ServiceConnection[]>();
  const byTenant = new Map<string, ServiceConnection[]>();
  for (const connection of connections) {
    const ids = [connection.appId, connection.spnObjectId].flatMap((id) => id?.toLowerCase() ?? []);
    for (const id of new Set(ids)) add(byApp, id, connection);
    if (connection.tenantId !== null) add(byTenant, connection.tenantId.toLowerCase(), connection);
  }
  const withSubject = connections.filter(
    (one): one is ServiceConnection & { readonly subject: string } =>
      one.subject !== null && one.subject.length >= shortestSubject,
  );
  return { byApp, byTenant, withSubject };
}

function add(table: Map<string, ServiceConnection[]>, key: string, connection: ServiceConnection): void {
  const held = table.get(key);
  if (held === undefined) table.set(key, [connection]);
  else held.push(connection);
}

/**
 * Reads ids out of an error's text, never its sentences. The first id between quotes is the app's, but for a tenant that is
 * not found; without one, an id of a connection anywhere in the text. A federated sign-in names its subject alone. Pure.
 */
export function namedApp(message: string, word: VerdictWord, index: ConnectionIndex): NamedApp {
  const named = Array.from(message.matchAll(quoted), ([, id = ""]) => id.toLowerCase());
  if (word === "wrong tenant") {
    const tenant = named.find((id) => index.byTenant.has(id));
    return held(null, tenant === undefined ? [] : (index.byTenant.get(tenant) ?? []), "tenant");
  }
  const app = named.find((id) => !index.byTenant.has(id)) ?? null;
  const others = Array.from(message.matchAll(anywhere), ([id]) => id.toLowerCase());
  const known = (app === null ? others : [app]).find((id) => index.byApp.has(id));
  if (known !== undefined) {
    const holders = index.byApp.get(known) ?? [];
    return held(holders[0]?.appId?.toLowerCase() ?? known, holders, "app");
  }
  if (app !== null) return held(app, [], "nothing");
  const subjects = index.withSubject.filter(({ subject }) => holdsWhole(message, subject));
  const own = subjects.length === 1 ? (subjects[0]?.appId?.toLowerCase() ?? null) : null;
  return held(own, subjects, "subject");
}

const held = (appId: string | null, holders: readonly ServiceConnection[], by: NamedApp["by"]): NamedApp => ({
  appId,
  connectionIds: holders.map(({ id }) => id),
  by: holders.length > 0 ? by : "nothing",
});

/** The text holds the subject itself, not a longer one that begins with it. */
function holdsWhole(message: string, subject: string): boolean {
  const at = message.indexOf(subject);
  return at >= 0 && !/[\p{L}\p{N}_/-]/u.test(message.charAt(at + subject.length));
}
