import pLimit from "p-limit";
import type { Failure, Result } from "../domain/failure";
import { failed, success } from "../domain/failure";
import type { Row } from "../domain/inventory";
import { momentOf, type Moment } from "../domain/moment";
import type { Held } from "../domain/renewal/removal";
import { leftOf, quietAfterMs } from "../domain/renewal/settling";
import { retirementOf, type RetirementDecision } from "../domain/retirement";
import { appKeyOf, refOf, renewalSubjectOf, type ServiceConnection } from "../domain/service-connection";
import type { Ports } from "../ports/ports";
import type { Inventory } from "./load-inventory";
import { siblingsOf } from "../domain/siblings";

/** Every credential of the app registration with the decision on it, from a fresh look at both sides. */
export type RetirementView = {
  readonly decisions: readonly RetirementDecision[];
  readonly siblings: readonly ServiceConnection[];
  /** Projects that could not be read: the app registration may have users there (G133). */
  readonly unreadProjects: readonly { readonly name: string; readonly failure: Failure }[];
};

/** The renewal of this page that proves what the connection holds, and when it was seen to be so. */
export type Renewed = { readonly held: Held; readonly since: Moment };

/**
 * Reads Graph, the connection, its record and all projects the user can see, then decides. Another
 * connection on the same app registration in any of them keeps every living credential. The page's own record may be
 * older than the renewal that has just ended, so it is not asked.
 */
export async function retirementView(
  ports: Ports,
  row: Row,
  inventory: Inventory,
  renewed: Renewed | null,
  signal: AbortSignal,
): Promise<Result<RetirementView>> {
  const key = appKeyOf(row.connection);
  if (key === null) return failed({ code: "app-not-found" });
  const { project, id } = row.connection;
  const [read, app, recorded, lock, everywhere] = await Promise.all([
    ports.connections.read(refOf(row.connection)),
    ports.credentials.read({ key, withCertificates: false }),
    ports.records.ofProject(project.id),
    ports.journal.currentLock(renewalSubjectOf(row.connection)),
    connectionsEverywhere(ports, inventory, signal),
  ]);
  if (!read.ok) return read;
  if (!app.ok) return app;
  if (!recorded.ok) return recorded;
  const siblings = siblingsOf(read.value, everywhere.connections);
  const now = ports.clock.now();
  const decisions = retirementOf({
    connection: read.value,
    app: app.value,
    record: recorded.value.records.get(id.toLowerCase()) ?? null,
    siblings,
    allProjectsVisible: everywhere.unread.length === 0,
    renewalUnderWay: !lock.ok || lock.value !== null,
    held: renewed?.held ?? null,
    settled: renewed !== null && leftOf(quietAfterMs, renewed.since, momentOf(ports.clock)) <= 0,
    now,
  });
  return success({ decisions, siblings, unreadProjects: everywhere.unread });
}

type Everywhere = {
  readonly connections: readonly ServiceConnection[];
  readonly unread: RetirementView["unreadProjects"];
};

/** At most so many list calls at a time. */
const listsAtOnce = 6;

/** Read afresh, in the projects of the page too: a connection made since would be missed otherwise, and lose its secret. */
async function connectionsEverywhere(
  ports: Ports,
  inventory: Inventory,
  signal: AbortSignal,
): Promise<Everywhere> {
  const projects = await ports.connections.projects(signal);
  const listedBefore = inventory.rows.map((row) => row.connection);
  if (!projects.ok) return { connections: listedBefore, unread: [{ name: "", failure: projects.failure }] };
  const unread: { name: string; failure: Failure }[] = [];
  const limit = pLimit(listsAtOnce);
  const lists = await Promise.all(
    projects.value.map((project) =>
      limit(async () => {
        const listed = await ports.connections.list(project, signal);
        if (listed.ok) return listed.value.connections;
        unread.push({ name: project.name, failure: listed.failure });
        return listedBefore.filter((one) => one.project.id === project.id);
      }),
    ),
  );
  return { connections: lists.flat(), unread };
}

/** Removes one old credential after deciding once more on what is true now. Final: Entra cannot bring it back (G21). */
export async function retire(
  ports: Ports,
  row: Row,
  inventory: Inventory,
  keyId: string,
  renewed: Renewed | null,
  signal: AbortSignal,
): Promise<Result<"removed" | "absent">> {
  const key = appKeyOf(row.connection);
  if (key === null) return failed({ code: "app-not-found" });
  // The sign-in may take a person minutes: what is removed is decided after it.
  const write = await ports.credentials.connect("write", { tenantId: key.tenantId, interactive: true });
  if (!write.ok) return write;
  const view = await retirementView(ports, row, inventory, renewed, signal);
  if (!view.ok) return view;
  const decision = view.value.decisions.find((one) => one.credential.keyId === keyId);
  if (decision?.may !== true) return failed({ code: "secret-kept" });
  const app = await ports.credentials.read({ key, withCertificates: false });
  if (!app.ok) return app;
  if (app.value.state !== "found") return failed({ code: "app-not-found" });
  return ports.credentials.remove(key, app.value.app.objectId, keyId);
}
