import { builtInTasksA } from "./built-in-tasks-a";
import { builtInTasksB } from "./built-in-tasks-b";
import { consumers } from "./consumers";
import { marketplaceTasks } from "./marketplace-tasks";
import type { FederationData } from "./federation-data";
import { registryTasks } from "./registry-tasks";

/** The data this version of the product ships with. */
export const federationData: FederationData = {
  schemaVersion: 1,
  asOf: "2026-11-23",
  tasks: [...builtInTasksA, ...builtInTasksB, ...marketplaceTasks],
  registry: registryTasks,
  consumers,
};
