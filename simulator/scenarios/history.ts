import type { Builder } from "./builder";
import { dayMs } from "./builder";

const hourMs = 3_600_000;

/** Runs that used the connections: those with an expired secret fail since it ended (A77-A79). */
export function addHistory({ world, setting, project }: Builder): void {
  let id = 5_000 + 6 * world.endpoints.length;
  for (const [index, endpoint] of world.endpoints.entries()) {
    if (index % 3 === 2) continue;
    for (let run = 0; run < 6; run += 1) {
      const startTime = setting.now - run * 2 * dayMs - index * hourMs;
      id -= 1;
      world.executions.push({
        endpointId: endpoint.id,
        projectId: project.id,
        id,
        planType: "Build",
        definition: { id: 40 + index, name: `deploy-${String(index)}` },
        owner: { id: 900 + id, name: `20261124.${String(run + 1)}` },
        startTime,
        finishTime: startTime + 9 * 60_000,
        result: endpoint.name.includes("expired") && run < 2 ? "failed" : "succeeded",
      });
    }
  }
}
