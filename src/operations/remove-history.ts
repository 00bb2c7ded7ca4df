import pLimit from "p-limit";
import type { Failure } from "../domain/failure";
import type { Ports } from "../ports/ports";

/** How far the removal came; `failure` is the first one, null where all of it is gone. */
export type HistoryRemoval = {
  readonly projects: number;
  readonly records: number;
  readonly failure: Failure | null;
};

/** Projects at the same time. */
const atOnce = 4;

/**
 * Removes what the hub keeps of who renewed and verified connections, in every project that the person can see. Goes on
 * after a failure, so that as much as can be is gone.
 */
export async function removeHistory(ports: Pick<Ports, "connections" | "records">): Promise<HistoryRemoval> {
  const projects = await ports.connections.projects();
  if (!projects.ok) return { projects: 0, records: 0, failure: projects.failure };
  const limit = pLimit(atOnce);
  const answers = await Promise.all(
    projects.value.map(({ id }) => limit(() => ports.records.removeHistory(id))),
  );
  return {
    projects: answers.filter(({ ok }) => ok).length,
    records: answers.reduce((sum, answer) => sum + (answer.ok ? answer.value : 0), 0),
    failure: answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]))[0] ?? null,
  };
}
