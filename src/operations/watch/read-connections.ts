import pLimit from "p-limit";
import { rowOf, type Row } from "../../domain/inventory";
import { defaultSettings } from "../../domain/settings";
import type { WatchOptions } from "../../domain/watch/options";
import type { Watched } from "../../domain/watch/judgement";
import { success } from "../../domain/failure";
import type { ProjectRef } from "../../domain/service-connection";
import type { Ports } from "../../ports/ports";
import { loadInventory, type Inventory } from "../load-inventory";
import { verifyConnection } from "../verify-connection";

export type ReadControl = {
  readonly signal: AbortSignal;
  /** How much of the work is done, from 0 to 1; it never goes back. */
  readonly progress: (share: number) => void;
};

export type ReadConnections = Pick<Watched, "missingProjects"> & { readonly inventory: Inventory };

/** How much of the work the lists are where every connection is verified as well. */
const listingShare = 0.3;

/** Verifications at a time: each lets Azure DevOps sign in and call the target. */
const verifiedAtOnce = 3;

/**
 * Reads what the hub's list reads, in its order: one list for each project, records, Graph in batches. Only the named
 * projects where any are named. Verifies every connection that holds something, where the run was asked to.
 */
export async function readConnections(
  ports: Ports,
  options: Pick<WatchOptions, "scope" | "projects" | "verify">,
  control: ReadControl,
): Promise<ReadConnections> {
  const missingProjects: string[] = [];
  const chosen: Ports = {
    ...ports,
    connections: {
      ...ports.connections,
      projects: async (signal) => {
        const listed = await ports.connections.projects(signal);
        if (!listed.ok || options.projects.length === 0) return listed;
        const found = options.projects.flatMap((name) => {
          const project = projectNamed(listed.value, name);
          if (project === undefined) missingProjects.push(name);
          return project ?? [];
        });
        return success([...new Set(found)]);
      },
    },
  };
  const scope = options.scope === "organization" ? { kind: "organization" as const } : ports.host.scope;
  const share = options.verify ? listingShare : 1;
  const inventory = await loadInventory(chosen, scope, reportShare(control, share), control.signal);
  if (!options.verify) return { inventory, missingProjects };
  return { inventory: { ...inventory, rows: await verified(ports, inventory, control) }, missingProjects };
}

const projectNamed = (projects: readonly ProjectRef[], name: string): ProjectRef | undefined =>
  projects.find(({ id, name: own }) => [id, own].some((one) => one.toLowerCase() === name.toLowerCase()));

const reportShare =
  ({ progress }: ReadControl, of: number) =>
  ({ projects }: Inventory): void => {
    const done = projects.filter(({ state }) => state !== "loading").length;
    progress(projects.length === 0 ? 0 : (of * done) / projects.length);
  };

async function verified(ports: Ports, inventory: Inventory, control: ReadControl): Promise<readonly Row[]> {
  const limit = pLimit(verifiedAtOnce);
  let done = 0;
  return Promise.all(
    inventory.rows.map((row) =>
      limit(async () => {
        const { connection } = row;
        if (control.signal.aborted || connection.incomplete || connection.disabled) return row;
        if (connection.holds === "nothing" || connection.kind === "managed-identity") return row;
        const { record } = await verifyConnection(ports, connection, {
          report: () => undefined,
          signal: control.signal,
        });
        control.progress(listingShare + ((1 - listingShare) * (done += 1)) / inventory.rows.length);
        const now = ports.clock.now();
        return record === null ? row : rowOf({ ...row, record, now, settings: defaultSettings });
      }),
    ),
  );
}
