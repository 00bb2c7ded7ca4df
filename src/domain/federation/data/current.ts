import builtInTasks from "./built-in-tasks.json";
import consumers from "./consumers.json";
import { decodeFederationData } from "./decode";
import type { FederationData } from "./federation-data";
import marketplaceTasks from "./marketplace-tasks.json";
import registry from "./registry-tasks.json";

/** The data this version of the product ships with. */
export const federationData: FederationData = decodeFederationData({
  schemaVersion: 1,
  asOf: "2026-11-23",
  tasks: [...builtInTasks, ...marketplaceTasks],
  registry,
  consumers,
});
